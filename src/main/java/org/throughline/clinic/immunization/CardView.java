package org.throughline.clinic.immunization;

import java.util.List;
import org.throughline.care.chart.Remarks;

/**
 * The immunizations of a patient, ready to show.
 *
 * @param none why there is no forecast; empty when there is one
 * @param loads whether the reason is that no schedule is loaded
 * @param due what is to be given, withheld or forbidden, what is due first
 * @param later what is needed at a later time
 * @param quiet what needs nothing
 * @param lines the doses by what they are against
 * @param others doses that are in no line: not counted, not known to the schedule, not given
 * @param source by which schedule it is judged
 * @param given how many doses there are
 */
public record CardView(
        String none,
        boolean loads,
        List<Next> due,
        List<Next> later,
        List<Next> quiet,
        List<Line> lines,
        List<Other> others,
        String source,
        int given) {
    public CardView {
        due = List.copyOf(due);
        later = List.copyOf(later);
        quiet = List.copyOf(quiet);
        lines = List.copyOf(lines);
        others = List.copyOf(others);
    }

    /**
     * Where the patient stands with a group of vaccines.
     *
     * @param style how its tag looks: as a danger, a caution, something done, or empty for none of these
     * @param dose which dose is next; empty when none is
     * @param why reasons and advice
     */
    public record Next(
            String group,
            String state,
            String style,
            String dose,
            String earliest,
            String recommended,
            String pastDue,
            List<String> why) {
        public Next {
            why = List.copyOf(why);
        }
    }

    /** The doses against one thing. */
    public record Line(String group, List<Cell> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A dose in a line.
     *
     * @param counts whether it counts
     * @param mark what is said of one that does not; empty for one that does
     * @param why why it does not; empty when it does
     * @param remarks who else holds it
     */
    public record Cell(
            String id, String date, String vaccine, boolean counts, String mark, String why, Remarks remarks) {}

    /** A dose that is in no line. */
    public record Other(String id, String date, String vaccine, String why, Remarks remarks) {}
}
