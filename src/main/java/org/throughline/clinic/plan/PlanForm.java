package org.throughline.clinic.plan;

import java.util.List;
import java.util.Map;
import org.throughline.care.entry.sheet.Field;

/**
 * A form beside the plan, as it stands.
 *
 * @param address of the form, which names the patient and what is changed
 * @param back where it is closed to
 * @param patient the id of the patient
 * @param title what is done
 * @param about what it is done to
 * @param notes what was noted of that last, the newest first
 * @param home the organization to which it goes; empty for ours
 * @param was the state on which it is made
 * @param button what the button says
 * @param faults what is wrong, by field
 * @param failure what others have said meanwhile that contradicts it; empty for nothing
 * @param revision of the draft; 0 when there is none
 * @param kept when the draft was kept; empty when there is none
 */
public record PlanForm(
        String address,
        String back,
        String patient,
        String title,
        String about,
        List<String> notes,
        String home,
        String was,
        String button,
        List<Field> fields,
        Map<String, String> typed,
        Map<String, String> faults,
        String failure,
        int revision,
        String kept) {
    public PlanForm {
        notes = List.copyOf(notes);
        fields = List.copyOf(fields);
        typed = Map.copyOf(typed);
        faults = Map.copyOf(faults);
    }

    /** What stands in a field. */
    public String value(String field) {
        return typed.getOrDefault(field, "");
    }

    /** What is wrong in a field; empty when nothing is. */
    public String fault(String field) {
        return faults.getOrDefault(field, "");
    }

    PlanForm with(Map<String, String> values) {
        return new PlanForm(
                address, back, patient, title, about, notes, home, was, button, fields, values, faults, failure,
                revision, kept);
    }

    PlanForm wrong(Map<String, String> found, String why) {
        return new PlanForm(
                address, back, patient, title, about, notes, home, was, button, fields, typed, found, why, revision,
                kept);
    }

    PlanForm drafted(int number, String when) {
        return new PlanForm(
                address, back, patient, title, about, notes, home, was, button, fields, typed, faults, failure, number,
                when);
    }
}
