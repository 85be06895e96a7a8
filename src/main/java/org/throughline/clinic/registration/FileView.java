package org.throughline.clinic.registration;

import java.util.List;
import java.util.Map;
import org.throughline.care.entry.Choice;
import org.throughline.care.registration.Insurance;
import org.throughline.http.Form;

/**
 * What belongs to a patient's registration beside who they are, ready to show.
 *
 * @param photo the number of the version that has a photo; 0 for none
 * @param safety whether what is kept private may be used to check orders: {@code yes}, {@code no}, or empty when nobody asked
 * @param may to which forms the visitor may add
 * @param wrong which form has faults; empty for none
 * @param typed what was typed into that form
 */
public record FileView(
        String id,
        String name,
        int photo,
        List<Line> insurances,
        List<Line> relatives,
        List<Line> consents,
        String safety,
        List<String> may,
        List<Choice> actors,
        List<Choice> kinds,
        String wrong,
        Form typed,
        Map<String, String> faults) {
    public FileView {
        insurances = List.copyOf(insurances);
        relatives = List.copyOf(relatives);
        consents = List.copyOf(consents);
        may = List.copyOf(may);
        actors = List.copyOf(actors);
        kinds = List.copyOf(kinds);
        faults = Map.copyOf(faults);
    }

    /** An entry of one of the lists. */
    public record Line(String id, int version, boolean active, String what, String detail, String when) {}

    /** What stands in a field of a form; what stands there at first when nothing was typed. */
    public String value(String form, String field, String first) {
        return wrong.equals(form) ? typed.value(field) : first;
    }

    /** What is wrong in a field of a form. */
    public String fault(String form, String field) {
        return wrong.equals(form) ? faults.getOrDefault(field, "") : "";
    }

    public List<Choice> relationships() {
        return Insurance.RELATIONSHIPS;
    }

    public List<Choice> orders() {
        return Insurance.ORDERS;
    }
}
