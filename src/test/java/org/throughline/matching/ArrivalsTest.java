package org.throughline.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.throughline.matching.Judgement.Answer;

/** How it goes day by day: descriptions arrive, half of them of people who are among many that are known. */
class ArrivalsTest {
    private static final Judge JUDGE = Judge.shipped();

    @Test
    @Tag("long")
    void amongManyWhoAreKnownTheRightOneIsLinkedAndHardlyAnybodyIsAskedAbout() {
        Random random = new Random(4001);
        Population population = new Population(random);
        Mistakes mistakes = new Mistakes(random, population);
        Pool pool = new Pool();
        List<Sketch> people = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Sketch person = population.person();
            people.add(person);
            pool.add(mistakes.written(person).read());
        }
        int linked = 0;
        int wrong = 0;
        int asked = 0;
        int arrivals = 8_000;
        for (int i = 0; i < arrivals; i++) {
            boolean known = i % 2 == 0;
            Sketch arriving = mistakes.written(known ? mistakes.later(people.get(i)) : population.person());
            Demographics told = arriving.read();
            Answer best = Answer.NO;
            for (int candidate : pool.near(told)) {
                Answer answer = JUDGE.compare(told, pool.get(candidate)).answer();
                best = answer.compareTo(best) < 0 ? answer : best;
                boolean right = known && candidate == i;
                linked += answer == Answer.LINK && right ? 1 : 0;
                wrong += answer == Answer.LINK && !right ? 1 : 0;
            }
            asked += best == Answer.ASK ? 1 : 0;
        }
        System.out.printf(
                "Matching, %,d arrivals among 100,000: %.2f %% of those known linked, %d wrongly, asked %.2f %%%n",
                arrivals, 200.0 * linked / arrivals, wrong, 100.0 * asked / arrivals);
        assertEquals(0, wrong);
        assertTrue(linked >= 0.45 * arrivals);
        assertTrue(asked <= 0.05 * arrivals);
    }
}
