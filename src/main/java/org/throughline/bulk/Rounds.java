package org.throughline.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.record.Intent;

/**
 * Gathers intents into rounds, none of which has two for one resource: a transaction may write a resource only once, and
 * a file with histories has many versions of one behind each other.
 */
final class Rounds {
    private final List<List<Portion.Item>> rounds = new ArrayList<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private int size;

    void add(long line, Intent intent) {
        int round = intent instanceof Intent.Keep keep
                ? taken.merge(keep.type() + "/" + keep.id(), 1, Integer::sum) - 1
                : 0;
        if (round == rounds.size()) {
            rounds.add(new ArrayList<>());
        }
        rounds.get(round).add(new Portion.Item(line, intent));
        size++;
    }

    int size() {
        return size;
    }

    /** The rounds in the order in which they must be written. */
    List<List<Portion.Item>> inOrder() {
        return rounds;
    }
}
