package org.throughline.clinic.schedule;

import java.util.List;
import org.throughline.care.entry.Choice;

/**
 * How far a visit is, and what can be done next.
 *
 * @param address where the next step is sent
 * @param version of the Encounter
 * @param now in words, as {@code In Room 2, 12 min}
 * @param next the step that is likely next, by name; empty when it is done
 * @param act what the button says
 * @param others other steps, to set right what was wrong
 * @param rooms to choose from; empty when the next step needs none
 */
public record StepView(
        String address, int version, String now, String next, String act, List<Choice> others, List<Choice> rooms) {
    public StepView {
        others = List.copyOf(others);
        rooms = List.copyOf(rooms);
    }
}
