package org.throughline.clinic.stay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Choice;

/**
 * What is known of a patient's stay, and what can be said of it.
 *
 * @param stay that is under way; null for none
 * @param version of the Patient
 * @param died when, in words; empty for the living
 * @param says whether the visitor may say that somebody comes, is moved and leaves
 * @param tells whether the visitor may say that somebody has died
 * @param attending who can be chosen
 * @param typed what was sent with a form that was not taken, else what its fields begin with
 * @param done what was just done; empty for nothing
 */
public record StayView(
        String patient,
        String name,
        @Nullable Row stay,
        int version,
        String died,
        boolean says,
        boolean tells,
        List<Choice> attending,
        Typed typed,
        String done) {
    public StayView {
        attending = List.copyOf(attending);
    }

    /**
     * A stay.
     *
     * @param lines what has happened so far, the first first
     */
    public record Row(String id, int version, boolean emergency, String since, String place, List<String> lines) {
        public Row {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A form.
     *
     * @param act of the form that was not taken; empty for none
     * @param field that is at fault; empty for none in particular
     * @param fault what is wrong; empty for nothing
     */
    public record Typed(
            String act,
            String field,
            String fault,
            String kind,
            String reason,
            String place,
            String attending,
            String whereto,
            String day,
            String time) {
        /** What is wrong with a field of a form; empty for nothing. */
        public String fault(String form, String name) {
            return form.equals(act) && name.equals(field) ? fault : "";
        }

        /** What is wrong with no field in particular. */
        public String failure() {
            return field.isEmpty() ? fault : "";
        }

        /** What a field of a form begins with. */
        public String of(String form, String value) {
            return form.equals(act) ? value : "";
        }
    }
}
