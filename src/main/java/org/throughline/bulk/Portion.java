package org.throughline.bulk;

import java.util.List;
import org.throughline.record.Intent;

/**
 * What is written in one transaction.
 *
 * @param key names it in the journal, among the portions of its file
 * @param items what is to be written; a portion that is not atomic can be split when it fails
 * @param atomic whether the items belong together: a transaction bundle
 */
record Portion(ImportFile file, byte[] digest, long key, List<Item> items, boolean atomic) {
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

    /** All of one line, as one portion. */
    static Portion ofLine(ImportFile file, byte[] digest, long line, List<Intent> intents, boolean atomic) {
        return new Portion(
                file,
                digest,
                line,
                intents.stream().map(intent -> new Item(line, intent)).toList(),
                atomic);
    }
}
