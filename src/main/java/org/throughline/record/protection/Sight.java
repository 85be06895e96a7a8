package org.throughline.record.protection;

import java.util.Set;
import org.throughline.database.Fragment;

/**
 * What a caller may see for one kind of interaction, as conditions on rows. They are part of every statement that reads
 * clinical rows, before any limit.
 */
public sealed interface Sight {

    /**
     * The condition on a row of {@code resource} under this alias; tombstones are not told apart.
     *
     * @param only the types that the row can be of, which makes the condition shorter; empty for any
     */
    Fragment ofPresent(String alias, Set<String> only);

    /** The condition on a row of {@code resource} of any type. */
    default Fragment ofPresent(String alias) {
        return ofPresent(alias, Set.of());
    }

    /**
     * The condition on a row of {@code history} under this alias: both this version and the present one may be seen.
     */
    Fragment ofPast(String alias);

    /**
     * The condition on a resource that is being written, given as a row with the columns {@code resource},
     * {@code patient}, {@code type} and {@code labels} under this alias.
     *
     * @param fresh addresses of what is written and says by itself who treats a patient: that does not count yet
     */
    Fragment ofWritten(String alias, long[] fresh);

    /**
     * The condition that something of a type in a patient's record may be seen, for a row with the columns
     * {@code resource}, {@code patient}, {@code type} and {@code labels} under this alias.
     */
    Fragment ofAny(String alias);

    /** Whether nothing is hidden. */
    default boolean isEverything() {
        return this instanceof Everything;
    }

    /** All rows of ours. */
    record Everything() implements Sight {
        @Override
        public Fragment ofPresent(String alias, Set<String> only) {
            return Fragment.of(alias + ".origin = 0");
        }

        @Override
        public Fragment ofPast(String alias) {
            return Fragment.of(alias + ".origin = 0");
        }

        @Override
        public Fragment ofWritten(String alias, long[] fresh) {
            return Fragment.of("true");
        }

        @Override
        public Fragment ofAny(String alias) {
            return Fragment.of("true");
        }
    }

    /** No row. */
    record Nothing() implements Sight {
        @Override
        public Fragment ofPresent(String alias, Set<String> only) {
            return Fragment.of("false");
        }

        @Override
        public Fragment ofPast(String alias) {
            return Fragment.of("false");
        }

        @Override
        public Fragment ofWritten(String alias, long[] fresh) {
            return Fragment.of("false");
        }

        @Override
        public Fragment ofAny(String alias) {
            return Fragment.of("false");
        }
    }

    /** The rows that grants reach and that nothing keeps from the caller. */
    record Some(Reached reached, Kept kept) implements Sight {
        @Override
        public Fragment ofPresent(String alias, Set<String> only) {
            return Fragment.of(alias + ".origin = 0 AND ")
                    .add(reached.ofPresent(alias, only))
                    .add(kept.not(alias, true));
        }

        @Override
        public Fragment ofPast(String alias) {
            return Fragment.of(alias + ".origin = 0 AND ")
                    .add(reached.ofPast(alias))
                    .add(kept.not(alias, false))
                    .add(" AND EXISTS (SELECT 1 FROM resource now WHERE now.resource = " + alias + ".resource AND ")
                    .add(ofPresent("now"))
                    .add(" OFFSET 0)");
        }

        @Override
        public Fragment ofWritten(String alias, long[] fresh) {
            return reached.ofWritten(alias, fresh).add(kept.not(alias, true));
        }

        @Override
        public Fragment ofAny(String alias) {
            return reached.ofAny(alias).add(kept.not(alias, true));
        }
    }
}
