package org.throughline.care.registration;

import java.util.ArrayList;
import java.util.List;
import org.throughline.care.chart.Person;
import org.throughline.care.chart.PersonReader;
import org.throughline.fhir.json.JsonObject;
import org.throughline.matching.Evidence.Field;
import org.throughline.matching.Evidence.Level;
import org.throughline.matching.Judgement;

/**
 * Somebody who is known already and may be the same person.
 *
 * @param strong whether it is likely enough that nobody should be registered before somebody has looked
 * @param reasons why, in words, the weightiest first
 */
public record Candidate(Person person, boolean strong, List<String> reasons) {
    /** From so many bits on somebody must look: about a frequent name and a birth date that is nearly the same. */
    private static final double STRONG = 17;

    public Candidate {
        reasons = List.copyOf(reasons);
    }

    static Candidate of(JsonObject patient, Judgement judgement) {
        List<String> reasons = new ArrayList<>(judgement.reasons());
        if (mayBeTwin(judgement)) {
            reasons.addFirst("Another first name: may be a twin");
        }
        return new Candidate(PersonReader.read(patient), isStrong(judgement), reasons);
    }

    private static boolean mayBeTwin(Judgement judgement) {
        return judgement.level(Field.GIVEN) == Level.OTHER
                && judgement.level(Field.BIRTH) == Level.SAME
                && judgement.level(Field.FAMILY) != Level.OTHER;
    }

    /** Twins share all but the first name, father and son all but the birth date: neither is held up. */
    static boolean isStrong(Judgement judgement) {
        Level birth = judgement.level(Field.BIRTH);
        return judgement.bits() >= STRONG
                && birth != Level.OTHER
                && birth != Level.UNSAID
                && judgement.level(Field.GIVEN) != Level.OTHER;
    }
}
