package org.throughline.care.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static final Remarks OURS = Remarks.NONE;

    private static Problem problem(String id, String name, Remarks remarks) {
        return new Problem(id, name, "", true, "", "", "", remarks);
    }

    private static Remarks of(String holder) {
        return new Remarks(false, false, List.of(holder));
    }

    private static List<Problem> folded(Problem... problems) {
        return Folds.fold(List.of(problems), Problem::name, Problem::remarks, Problem::with);
    }

    @Test
    void whatSeveralHoldAlikeIsOneAndOursStandsForIt() {
        List<Problem> folded = folded(
                problem("a", "Asthma", of("Heart Center")),
                problem("b", "Asthma", OURS),
                problem("c", "Asthma", of("Lab")));
        assertEquals(1, folded.size());
        assertEquals("b", folded.getFirst().id());
        assertEquals(
                new Remarks(false, true, List.of("Heart Center", "Lab")),
                folded.getFirst().remarks());
    }

    @Test
    void whatOneHoldsTwiceStaysTwice() {
        assertEquals(
                2,
                folded(problem("a", "Asthma", OURS), problem("b", "Asthma", OURS), problem("c", "Asthma", of("Lab")))
                        .size());
    }

    @Test
    void whatIsNotAlikeStaysApartInItsOrder() {
        assertEquals(
                List.of("a", "b"),
                folded(problem("a", "Asthma", OURS), problem("b", "Gout", of("Lab"))).stream()
                        .map(Problem::id)
                        .toList());
    }

    @Test
    void ourOwnAloneIsAsItIs() {
        Problem own = problem("a", "Asthma", OURS);
        assertEquals(List.of(own), folded(own));
    }
}
