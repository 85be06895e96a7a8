package org.throughline.clinic.give;

import java.util.List;
import java.util.Map;
import org.throughline.care.entry.Choice;

/**
 * The form of a drug that is given.
 *
 * @param earlier when the last dose was given and by whom; empty when none was
 * @param alert why a second person must check it; empty when nobody must
 * @param findings what the checks say now
 * @param unchecked why something was not checked
 * @param typed what stands in each field
 * @param faults what is wrong, by field
 * @param staff who can have checked it
 */
public record GiveView(
        String request,
        String name,
        String how,
        String by,
        String missed,
        String earlier,
        String alert,
        List<Warned> findings,
        List<String> unchecked,
        Map<String, String> typed,
        Map<String, String> faults,
        List<Choice> staff) {
    public GiveView {
        findings = List.copyOf(findings);
        unchecked = List.copyOf(unchecked);
        typed = Map.copyOf(typed);
        faults = Map.copyOf(faults);
        staff = List.copyOf(staff);
    }

    /** What a check found. */
    public record Warned(String what, String whatToDo, boolean danger) {}

    /** What stands in a field. */
    public String value(String field) {
        return typed.getOrDefault(field, "");
    }

    /** What is wrong in a field; empty when nothing is. */
    public String fault(String field) {
        return faults.getOrDefault(field, "");
    }
}
