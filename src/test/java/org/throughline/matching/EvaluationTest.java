package org.throughline.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.throughline.matching.Judgement.Answer;

/**
 * How well links are made over people who are made up: written twice with what goes wrong, and pairs that are hard to tell
 * apart. The weights were chosen with the seeds below 100; the figures of {@code docs/matching.md} are of those from 3001 on.
 */
class EvaluationTest {
    private static final Judge JUDGE = Judge.shipped();

    @Test
    void noStrangersAreLinkedAndMostDescriptionsOfOnePersonAre() {
        check(11, 1_000, 150);
    }

    @Test
    @Tag("long")
    void withSeedsThatWereNotUsedToChooseTheWeights() {
        for (int seed = 3001; seed <= 3005; seed++) {
            check(seed, 4_000, 600);
        }
    }

    private static void check(int seed, int pairs, int ofEachKind) {
        Evaluation found = Evaluation.of(JUDGE, seed, pairs, ofEachKind);
        System.out.printf("Matching, seed %d:%n%s%n", seed, found);
        found.strangers()
                .forEach((kind, tally) -> assertEquals(
                        0, tally.of(Answer.LINK), () -> kind + " linked:\n" + tally.examples(Answer.LINK)));
        assertTrue(found.same().share(Answer.LINK) >= 0.9, found::toString);
        assertTrue(found.asked() <= 0.05, found::toString);
    }
}
