package org.throughline.matching;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How well people are found by words alone, and how many others are found beside them. The figures, also for as many people as
 * a country has, are in {@code docs/scale.md}.
 */
class CluesTest {
    private static final int SEED = 271_828;
    private static final int PEOPLE = 100_000;
    private static final double COUNTRY = 300e6;

    /** Of people who are described twice, how many are found; and how many strangers of so many have enough in common. */
    private record Figures(int pairs, int found, long strangers, double words) {
        double recall() {
            return (double) found / pairs;
        }

        /** How many strangers one is found beside among so many; pairs grow with the number of people. */
        double strangersAmong(double people, int there) {
            return (double) strangers / there * people / there;
        }
    }

    private static Figures measured(int people, int pairs, int enough) {
        Random random = new Random(SEED);
        Population population = new Population(random);
        Mistakes mistakes = new Mistakes(random, population);
        Map<String, List<Integer>> index = new HashMap<>();
        long words = 0;
        int found = 0;
        for (int i = 0; i < people; i++) {
            Sketch person = population.person();
            List<String> own = Clues.of(mistakes.written(person).read());
            words += own.size();
            int number = i;
            own.forEach(word ->
                    index.computeIfAbsent(word, ignored -> new ArrayList<>(2)).add(number));
            if (i < pairs) {
                Set<String> later = new HashSet<>(
                        Clues.of(mistakes.written(mistakes.later(person)).read()));
                later.retainAll(new HashSet<>(own));
                found += later.size() >= enough ? 1 : 0;
            }
        }
        return new Figures(pairs, found, strangers(index, enough), (double) words / people);
    }

    private static long strangers(Map<String, List<Integer>> index, int enough) {
        Map<Long, Integer> common = new HashMap<>();
        for (List<Integer> with : index.values()) {
            for (int i = 0; i < with.size(); i++) {
                for (int j = i + 1; j < with.size(); j++) {
                    common.merge(((long) with.get(i) << 32) | with.get(j), 1, Integer::sum);
                }
            }
        }
        return 2 * common.values().stream().filter(each -> each >= enough).count();
    }

    @Test
    void peopleAreFoundByWhatTwoDescriptionsHaveInCommonAndFewStrangersBesideThem() {
        Figures figures = told(Clues.ENOUGH);

        assertTrue(figures.recall() > 0.93, () -> "recall " + figures.recall());
        assertTrue(figures.strangersAmong(COUNTRY, PEOPLE) < 5, figures::toString);
    }

    @Test
    @Tag("long")
    void lessInCommonFindsMorePeopleAndMoreStrangers() {
        List<Figures> figures =
                IntStream.rangeClosed(1, 3).mapToObj(CluesTest::told).toList();

        for (int i = 1; i < figures.size(); i++) {
            assertTrue(figures.get(i).recall() <= figures.get(i - 1).recall(), figures::toString);
            assertTrue(figures.get(i).strangers() <= figures.get(i - 1).strangers(), figures::toString);
        }
    }

    private static Figures told(int enough) {
        Figures figures = measured(PEOPLE, 10_000, enough);
        System.out.printf(
                "Found with %d words in common: %.2f %% of %,d; strangers beside one among 300 million: %.3f; words of one: %.1f%n",
                enough,
                100 * figures.recall(),
                figures.pairs(),
                figures.strangersAmong(COUNTRY, PEOPLE),
                figures.words());
        return figures;
    }
}
