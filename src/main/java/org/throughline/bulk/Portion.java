package org.throughline.bulk;

import java.util.List;
import org.throughline.record.Intent;

/**
 * What is written in one transaction.
 *
 * @param run the file that it is of
 * @param key names it in the journal, among the portions of its file
 * @param items what is to be written; a portion that is not atomic can be split when it fails
 * @param atomic whether the items belong together: a transaction bundle
 */
record Portion(FileRun run, long key, List<Item> items, boolean atomic) {
    Portion {
        items = List.copyOf(items);
    }

    /** An intent and the line that it came from, from 1. */
    record Item(long line, Intent intent) {}

    /** The first line. */
    long line() {
        return items.isEmpty() ? 1 : items.getFirst().line();
    }

    List<Intent> intents() {
        return items.stream().map(Item::intent).toList();
    }

    /** Whether its place among the others of its file matters: requests follow each other, versions carry their number. */
    boolean inOrder() {
        return !items.stream().allMatch(item -> item.intent() instanceof Intent.Keep);
    }

    /** All of one line, as one portion. */
    static Portion ofLine(FileRun run, long line, List<Intent> intents, boolean atomic) {
        return new Portion(
                run,
                line,
                intents.stream().map(intent -> new Item(line, intent)).toList(),
                atomic);
    }
}
