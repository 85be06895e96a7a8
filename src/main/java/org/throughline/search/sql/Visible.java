package org.throughline.search.sql;

import org.throughline.database.Fragment;
import org.throughline.record.protection.Sight;

/** What a caller may see, as a condition on a row of {@code resource}: ours, there, and within what the caller sees. */
record Visible(Sight sight) {

    Fragment sql(String alias) {
        return Fragment.of("NOT " + alias + ".deleted AND ").add(sight.ofPresent(alias));
    }

    boolean isEverything() {
        return sight.isEverything();
    }
}
