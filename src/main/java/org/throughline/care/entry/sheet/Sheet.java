package org.throughline.care.entry.sheet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.JsonObject;

/** A kind of entry that is plain fields. */
public sealed interface Sheet
        permits CircumstanceSheet, DeviceSheet, FamilySheet, FlagSheet, GoalSheet, PlanSheet, ProcedureSheet {
    Pattern NUMBER = Pattern.compile("\\d{1,3}");

    /** As it is written in an address; the group of the chart in which it is shown has the same. */
    String key();

    /** What one entry is called: {@code goal}. */
    String noun();

    /** The FHIR type that it is stored as. */
    String type();

    List<Field> fields();

    /** What a resource says, as far as the sheet knows it. */
    Values read(JsonObject resource);

    /** A resource that says only whose it is and who made it. */
    JsonObject begun(String patient, @Nullable Author author, Instant now);

    /** The resource with what the fields hold in place of what it said of that. */
    JsonObject change(JsonObject resource, Values values);

    /** What the fields hold when the form is opened for something new. */
    default Values blank() {
        return Values.of();
    }

    /**
     * What is wrong, by field.
     *
     * @param today as a FHIR date, by which nothing that is past can be later
     */
    default Map<String, String> faults(Values values, String today) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (Field field : fields()) {
            String fault = fault(field, values.text(field.name()), today);
            if (!fault.isEmpty()) {
                faults.put(field.name(), fault);
            }
        }
        return faults;
    }

    private static String fault(Field field, String value, String today) {
        if (value.isEmpty()) {
            return field.required();
        }
        return switch (field.kind()) {
            case CHOICE ->
                field.choices().stream().anyMatch(choice -> choice.code().equals(value)) ? "" : "Choose one.";
            case PAST -> isLater(value, today) ? "This day is in the future." : "";
            case NUMBER -> NUMBER.matcher(value).matches() ? "" : "Write a whole number.";
            case TEXT, WORDS, DAY, NOTE -> "";
        };
    }

    private static boolean isLater(String date, String than) {
        int common = Math.min(date.length(), than.length());
        return date.substring(0, common).compareTo(than.substring(0, common)) > 0;
    }
}
