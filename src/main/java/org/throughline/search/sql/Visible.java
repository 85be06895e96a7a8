package org.throughline.search.sql;

import java.util.Set;
import java.util.TreeSet;
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.Types;
import org.throughline.record.protection.Sight;
import org.throughline.record.protection.Standing;

/** What a caller may see, as a condition on a row of {@code resource}: ours, there, and within what the caller sees. */
record Visible(Sight sight, Types types) {

    /** The condition on a row of any type. */
    Fragment sql(String alias) {
        return sql(alias, Set.of());
    }

    /** The condition on a row that is of one of these types. */
    Fragment sql(String alias, short... only) {
        return sql(alias, names(only), Standing.NONE);
    }

    /** The condition on a row that is of one of these types, in a statement that has joined how the caller stands. */
    Fragment sql(String alias, Standing standing, short... only) {
        return sql(alias, names(only), standing);
    }

    private Set<String> names(short... only) {
        Set<String> names = new TreeSet<>();
        if (only.length < types.resourceTypes().size()) {
            for (short type : only) {
                names.add(types.resourceType(type));
            }
        }
        return names;
    }

    /** The condition on a row that is of one of these types; of any when there are none. */
    Fragment sql(String alias, Set<String> only) {
        return sql(alias, only, Standing.NONE);
    }

    private Fragment sql(String alias, Set<String> only, Standing standing) {
        return Fragment.of("NOT " + alias + ".deleted AND ").add(sight.ofPresent(alias, only, standing));
    }

    boolean isEverything() {
        return sight.isEverything();
    }
}
