package org.throughline.bulk;

import java.util.List;
import org.throughline.record.Intent;

/**
 * What is written in one transaction.
 *
 * @param line the first line, from 1
 * @param intents what is to be written; a portion of several lines can be split when it fails
 * @param atomic whether the intents belong together: a transaction bundle
 */
record Portion(ImportFile file, byte[] digest, long line, List<Intent> intents, boolean atomic) {
    Portion {
        intents = List.copyOf(intents);
    }
}
