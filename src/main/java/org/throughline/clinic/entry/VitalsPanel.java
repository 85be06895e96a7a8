package org.throughline.clinic.entry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughline.care.entry.Choice;
import org.throughline.care.vital.Measured;
import org.throughline.care.vital.VitalsEntry;
import org.throughline.http.Form;
import org.throughline.terminology.vital.Growth;
import org.throughline.terminology.vital.UnitNames;
import org.throughline.terminology.vital.Vital;

/**
 * The form of vital signs, as it was typed.
 *
 * @param texts what stands in each field, by its name
 * @param questions what somebody must say is right before it is saved
 */
public record VitalsPanel(Standing standing, Map<String, String> texts, List<String> questions)
        implements EntryPanel<VitalsPanel> {
    static final Map<String, Vital> FIELDS = Map.of(
            "heartRate", Vital.HEART_RATE,
            "respiratoryRate", Vital.RESPIRATORY_RATE,
            "temperature", Vital.TEMPERATURE,
            "saturation", Vital.OXYGEN_SATURATION,
            "weight", Vital.WEIGHT,
            "height", Vital.HEIGHT,
            "head", Vital.HEAD_CIRCUMFERENCE,
            "pain", Vital.PAIN);
    private static final List<String> OTHERS =
            List.of("day", "time", "pressure", "temperatureUnit", "weightUnit", "heightUnit");
    private static final Pattern PRESSURE = Pattern.compile("(\\d{2,3})\\s*/\\s*(\\d{2,3})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(?:[.,]\\d{1,3})?");

    public VitalsPanel {
        texts = Map.copyOf(texts);
        questions = List.copyOf(questions);
    }

    static VitalsPanel typed(Standing standing, Form form) {
        Map<String, String> texts = new HashMap<>();
        FIELDS.keySet().forEach(field -> texts.put(field, form.value(field).strip()));
        OTHERS.forEach(field -> texts.put(field, form.value(field).strip()));
        return new VitalsPanel(standing, texts, List.of());
    }

    /** What stands in a field. */
    public String text(String field) {
        return texts.getOrDefault(field, "");
    }

    @Override
    public VitalsPanel with(Standing other) {
        return new VitalsPanel(other, texts, questions);
    }

    /** What was measured is not changed, so that nobody else can have changed it. */
    @Override
    public String noun() {
        return "vitals";
    }

    @Override
    public List<Difference> differences(VitalsPanel saved) {
        return List.of();
    }

    VitalsPanel asking(List<String> asked) {
        return new VitalsPanel(standing, texts, asked);
    }

    /**
     * What it comes to.
     *
     * @param faults where what cannot be read is put, by field
     */
    VitalsEntry entry(Fields fields, ZoneId zone, LocalTime now, Map<String, String> faults) {
        Map<Vital, Growth.Typed> values = new EnumMap<>(Vital.class);
        FIELDS.forEach((field, vital) -> {
            if (NUMBER.matcher(text(field)).matches()) {
                values.put(vital, new Growth.Typed(number(text(field)), unit(field, vital)));
            } else if (!text(field).isEmpty()) {
                faults.put(field, "Write a number.");
            }
        });
        Matcher pressure = PRESSURE.matcher(text("pressure"));
        if (pressure.matches()) {
            values.put(Vital.SYSTOLIC, new Growth.Typed(new BigDecimal(pressure.group(1)), "mm[Hg]"));
            values.put(Vital.DIASTOLIC, new Growth.Typed(new BigDecimal(pressure.group(2)), "mm[Hg]"));
        } else if (!text("pressure").isEmpty()) {
            faults.put("pressure", "Write both, as in 120/80.");
        }
        if (values.isEmpty() && faults.isEmpty()) {
            faults.put("pressure", "Nothing was measured. Write at least one value.");
        }
        return new VitalsEntry(at(fields, zone, now, faults), values);
    }

    private OffsetDateTime at(Fields fields, ZoneId zone, LocalTime now, Map<String, String> faults) {
        String day = text("day").isEmpty() ? fields.today().toString() : fields.date("day", text("day"), faults);
        LocalTime time = now.withSecond(0).withNano(0);
        if (!text("time").isEmpty()) {
            Matcher typed = Pattern.compile("([01]?\\d|2[0-3])[:.]?([0-5]\\d)").matcher(text("time"));
            if (typed.matches()) {
                time = LocalTime.of(Integer.parseInt(typed.group(1)), Integer.parseInt(typed.group(2)));
            } else {
                faults.put("time", "Write a time as 14:05.");
            }
        }
        if (day.length() != 10) {
            faults.putIfAbsent("day", "Write the day as 14-Jul-2025, 14/7/25 or t-1d.");
            return fields.today().atTime(time).atZone(zone).toOffsetDateTime();
        }
        OffsetDateTime at = LocalDate.parse(day).atTime(time).atZone(zone).toOffsetDateTime();
        if (at.isAfter(fields.today().atTime(now).plusMinutes(1).atZone(zone).toOffsetDateTime())) {
            faults.put("time", "This is in the future.");
        }
        return at;
    }

    private String unit(String field, Vital vital) {
        String chosen = text(field + "Unit");
        return vital.units().contains(chosen) ? chosen : vital.unit();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replace(',', '.'));
    }

    /** What was measured, in words: {@code Systolic blood pressure 120, Diastolic blood pressure 80}. */
    static String words(List<Measured> measured) {
        return measured.stream()
                .map(each -> each.vital().title() + " "
                        + each.value().stripTrailingZeros().toPlainString() + " "
                        + UnitNames.of(each.vital().unit()))
                .collect(Collectors.joining(", "));
    }

    /** The name of the field of a vital sign. */
    static String field(Vital vital) {
        return FIELDS.entrySet().stream()
                .filter(each -> each.getValue() == vital)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("pressure");
    }

    /** The units in which a field can be typed. */
    public List<Choice> units(String field) {
        Vital vital = FIELDS.get(field);
        return vital == null
                ? List.of()
                : vital.units().stream()
                        .map(unit -> new Choice(unit, UnitNames.of(unit)))
                        .toList();
    }
}
