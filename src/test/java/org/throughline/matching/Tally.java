package org.throughline.matching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.throughline.matching.Judgement.Answer;

/** Counts answers, and keeps those that one wants to look at. Not shared between threads. */
final class Tally {
    private static final int MOST = 5;

    private final Map<Answer, Integer> counts = new EnumMap<>(Answer.class);
    private final Map<String, Integer> reasons = new java.util.TreeMap<>();
    private final Map<Answer, List<String>> examples = new EnumMap<>(Answer.class);

    void add(Judgement judgement, Object of) {
        counts.merge(judgement.answer(), 1, Integer::sum);
        reasons.merge(judgement.answer() + " " + judgement.because(), 1, Integer::sum);
        List<String> kept = examples.computeIfAbsent(judgement.answer(), ignored -> new ArrayList<>());
        if (kept.size() < MOST) {
            kept.add(Math.round(judgement.bits()) + " " + judgement.because() + " " + judgement.reasons() + " " + of);
        }
    }

    int of(Answer answer) {
        return counts.getOrDefault(answer, 0);
    }

    int all() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    double share(Answer answer) {
        return all() == 0 ? 0 : (double) of(answer) / all();
    }

    Map<String, Integer> reasons() {
        return reasons;
    }

    String examples(Answer answer) {
        return String.join("\n", examples.getOrDefault(answer, List.of()));
    }

    @Override
    public String toString() {
        return String.format(
                "%,7d  link %6.2f %%  ask %6.2f %%  no %6.2f %%",
                all(), 100 * share(Answer.LINK), 100 * share(Answer.ASK), 100 * share(Answer.NO));
    }
}
