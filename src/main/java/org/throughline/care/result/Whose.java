package org.throughline.care.result;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.lab.Range;

/**
 * Whose blood it is, as far as ranges depend on it.
 *
 * @param birth null when the whole date is not known
 * @param sex null when it is neither of the two for which laboratories have ranges
 */
record Whose(@Nullable LocalDate birth, Range.@Nullable Sex sex) {

    static Whose of(JsonObject patient) {
        return new Whose(
                date(Concept.text(patient, "birthDate")),
                switch (Concept.text(patient, "gender")) {
                    case "female" -> Range.Sex.FEMALE;
                    case "male" -> Range.Sex.MALE;
                    default -> null;
                });
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return text.length() == 10 ? LocalDate.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    Optional<Range> range(Labs labs, Lab lab, LocalDate day) {
        return labs.range(lab, birth, day, sex);
    }
}
