package org.throughline.clinic.result;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.result.DoneHere;
import org.throughline.care.result.NewReport;
import org.throughline.care.result.Order;
import org.throughline.care.result.Typed;
import org.throughline.http.Form;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Range;
import org.throughline.ui.TypedDate;

/**
 * The form by which results are entered.
 *
 * @param panel the test or panel that was done
 * @param order the ServiceRequest's id; empty for none
 * @param day and {@code time} when the specimen was taken, as they were typed
 * @param kit of a test that is done here; null for one of a laboratory
 * @param faults what is wrong, by the name of the field
 */
public record ResultForm(
        Lab panel,
        String order,
        String day,
        String time,
        List<Field> fields,
        NewReport.Told told,
        boolean partial,
        @Nullable Kit kit,
        Map<String, String> faults) {

    public ResultForm {
        fields = List.copyOf(fields);
        faults = Map.copyOf(faults);
    }

    /**
     * What is asked of a test that is done here.
     *
     * @param by the reference of who ordered it
     * @param prescribers who can have ordered it
     */
    public record Kit(String by, List<Choice> prescribers, String lot, String expiry, boolean control) {
        public Kit {
            prescribers = List.copyOf(prescribers);
        }

        static Kit of(Form form, List<Choice> prescribers, String own) {
            boolean prescribes =
                    prescribers.stream().anyMatch(each -> each.code().equals(own));
            List<Choice> choices = new ArrayList<>(prescribers);
            if (!prescribes) {
                choices.addFirst(new Choice("", "Choose who ordered it"));
            }
            return new Kit(
                    form.has("by") ? form.value("by") : prescribes ? own : "",
                    choices,
                    form.value("lot").strip(),
                    form.value("expiry").strip(),
                    form.has("control"));
        }

        /** What it comes to; the faults of what cannot be read are put by field. */
        DoneHere here(ZonedDateTime now, Map<String, String> wrong) {
            String read = TypedDate.read(expiry, now.toLocalDate()).orElse("");
            String name = prescribers.stream()
                    .filter(each -> !by.isEmpty() && each.code().equals(by))
                    .map(Choice::words)
                    .findFirst()
                    .orElse("");
            if (name.isEmpty()) {
                wrong.put("by", "Say who ordered it.");
            }
            DoneHere here = new DoneHere(new Author(by, name), lot, read, control);
            here.faults(now.toLocalDate()).forEach(wrong::put);
            return here;
        }
    }

    /**
     * One test of it.
     *
     * @param name of its field; that of its comment ends in {@code c}
     * @param answers what it may say; empty for numbers and for free words
     */
    public record Field(
            String name, Lab lab, String unit, String range, String value, String comment, List<String> answers) {}

    /** The form as it is sent, or blank. */
    static ResultForm of(
            Lab panel,
            List<Lab> tests,
            Map<Lab, Range> ranges,
            String order,
            Form form,
            ZonedDateTime now,
            boolean blank) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            Lab lab = tests.get(i);
            Range range = ranges.get(lab);
            List<String> answers = new ArrayList<>(lab.usual());
            answers.addAll(lab.unusual());
            fields.add(new Field(
                    "v" + i,
                    lab,
                    lab.unit() == null ? "" : Typed.unit(lab),
                    range == null ? "" : range.text(),
                    form.value("v" + i),
                    form.value("v" + i + "c"),
                    answers));
        }
        return new ResultForm(
                panel,
                order,
                blank ? "t" : form.value("day"),
                blank ? TakenAt.time(now) : form.value("time"),
                fields,
                new NewReport.Told(
                        form.value("findings"),
                        form.value("conclusion"),
                        form.value("critical").equals("1")),
                form.has("partial"),
                null,
                Map.of());
    }

    ResultForm with(Map<String, String> wrong) {
        return new ResultForm(panel, order, day, time, fields, told, partial, kit, wrong);
    }

    ResultForm with(@Nullable Kit asked) {
        return new ResultForm(panel, order, day, time, fields, told, partial, asked, faults);
    }

    /** What is wrong, by the name of the field. */
    Map<String, String> check(ZonedDateTime now) {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Field field : fields) {
            if (Typed.read(field.lab(), field.value()) instanceof Typed.Fault(String message)) {
                wrong.put(field.name(), message);
            }
        }
        new TakenAt(day, time).check(now, wrong);
        if (kit != null) {
            kit.here(now, wrong);
        }
        if (wrong.isEmpty() && report(null, now).isEmpty()) {
            wrong.put("v0", "Enter a value, or a conclusion below.");
        }
        return wrong;
    }

    /** The report; once nothing is wrong. */
    NewReport report(@Nullable Order asked, ZonedDateTime now) {
        return new NewReport(
                asked,
                kit == null ? null : kit.here(now, new LinkedHashMap<>()),
                panel,
                new TakenAt(day, time).read(now).orElse(now.toInstant()),
                values().entrySet().stream().map(Map.Entry::getValue).toList(),
                told,
                !partial);
    }

    /** What was typed, by the name of its field. */
    Map<String, NewReport.Value> values() {
        Map<String, NewReport.Value> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(
                field.name(),
                new NewReport.Value(field.lab(), Typed.read(field.lab(), field.value()), field.comment())));
        return values;
    }
}
