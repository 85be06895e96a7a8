package org.throughline.matching;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.throughline.matching.Judgement.Answer;

/**
 * How people who are made up are judged.
 *
 * @param same pairs of descriptions of one person
 * @param strangers pairs of descriptions of two, by kind
 * @param allStrangers of all kinds but those who share a name and a birth date against all odds
 */
record Evaluation(Tally same, Map<Strangers.Kind, Tally> strangers, Tally allStrangers) {

    static Evaluation of(Judge judge, int seed, int pairs, int ofEachKind) {
        Random random = new Random(seed);
        Population population = new Population(random);
        Mistakes mistakes = new Mistakes(random, population);
        Evaluation evaluation = new Evaluation(new Tally(), new EnumMap<>(Strangers.Kind.class), new Tally());
        for (int i = 0; i < pairs; i++) {
            Sketch person = population.person();
            add(judge, evaluation.same, mistakes.written(person), mistakes.written(mistakes.later(person)));
        }
        Strangers strangers = new Strangers(random, population);
        for (Strangers.Kind kind : Strangers.Kind.values()) {
            Tally tally = evaluation.strangers.computeIfAbsent(kind, ignored -> new Tally());
            for (int i = 0; i < ofEachKind; i++) {
                Strangers.Two two = strangers.of(kind);
                Sketch one = mistakes.written(two.one());
                Sketch other = mistakes.written(two.other());
                add(judge, tally, one, other);
                if (kind != Strangers.Kind.NAMESAKES_AGAINST_ODDS) {
                    add(judge, evaluation.allStrangers, one, other);
                }
            }
        }
        return evaluation;
    }

    private static void add(Judge judge, Tally tally, Sketch one, Sketch other) {
        tally.add(judge.compare(one.read(), other.read()), one + "\n      " + other);
    }

    double asked() {
        return (double) (same.of(Answer.ASK) + allStrangers.of(Answer.ASK)) / (same.all() + allStrangers.all());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format("  %-20s %s%n", "one person", same));
        strangers.forEach((kind, tally) -> text.append(String.format("  %-20s %s%n", kind, tally)));
        return text.append(String.format(
                        "  %-20s %s%n  asked of everything %.2f %%", "all strangers", allStrangers, 100 * asked()))
                .toString();
    }
}
