package org.throughline.clinic.schedule;

import java.util.Optional;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;

/**
 * What is kept of the form of an appointment that was begun and not saved.
 *
 * @param key the address of the form, by which it is kept
 * @param revision 0 when nothing is kept
 * @param words when it was kept; empty when nothing is
 */
public record Kept(String key, int revision, String words) {

    /** Of a new appointment of a patient, wherever and whenever it is to be. */
    public static String booking(String patient) {
        return "/schedule/book?patient=" + Where.encoded(patient);
    }

    static String change(String appointment) {
        return "/schedule/appointment/" + Where.encoded(appointment) + "/change";
    }

    /** As the form that was sent says. */
    static Kept sent(String key, Visit visit) {
        String revision = visit.form().value("draft-revision");
        return new Kept(key, revision.matches("[0-9]{1,9}") ? Integer.parseInt(revision) : 0, "");
    }

    static Kept of(String key, Optional<Draft> draft, Dates dates) {
        return draft.map(kept -> new Kept(key, kept.revision(), "Draft of " + dates.moment(kept.saved())))
                .orElse(new Kept(key, 0, ""));
    }

    static Optional<Draft> find(ScheduleParts parts, Visit visit, String key) {
        return parts.drafts().find(visit.session().account().number(), key);
    }

    /** Forgets it, once it is saved. */
    static void drop(ScheduleParts parts, Visit visit, String key) {
        parts.drafts().drop(visit.session().account().number(), key);
    }
}
