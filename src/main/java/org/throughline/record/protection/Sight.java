package org.throughline.record.protection;

import java.util.Set;
import org.jspecify.annotations.Nullable;
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
     * @param standing how the caller stands to the row's patient, if the statement has joined it
     */
    Fragment ofPresent(String alias, Set<String> only, Standing standing);

    /** The condition on a row of {@code resource} whose patient is asked about by itself. */
    default Fragment ofPresent(String alias, Set<String> only) {
        return ofPresent(alias, only, Standing.NONE);
    }

    /** The condition on a row of {@code resource} of any type. */
    default Fragment ofPresent(String alias) {
        return ofPresent(alias, Set.of());
    }

    /**
     * How the caller stands to the patients of the rows under this alias, to be joined behind it.
     *
     * @param patient the only patient whose rows are wanted; null for any
     */
    default Standing standing(String alias, @Nullable Long patient) {
        return Standing.NONE;
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

    /** Whether nothing of ours is hidden, and all else is. */
    default boolean isEverything() {
        return this instanceof Everything(boolean outside) && !outside;
    }

    /**
     * All rows of ours.
     *
     * @param outside those of others too
     */
    record Everything(boolean outside) implements Sight {
        @Override
        public Fragment ofPresent(String alias, Set<String> only, Standing standing) {
            return Fragment.of(outside ? "true" : alias + ".origin = 0");
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
        public Fragment ofPresent(String alias, Set<String> only, Standing standing) {
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
        public Fragment ofPresent(String alias, Set<String> only, Standing standing) {
            boolean outside = kept.rights().seesOutside();
            Fragment sql = Fragment.of(outside ? "" : alias + ".origin = 0 AND ");
            if (standing.patient() != null) {
                sql.add(alias + ".patient = ? AND ", standing.patient());
            }
            return sql.add(reached.ofPresent(alias, only, standing))
                    .add(
                            outside
                                    ? kept.notOfAnybody(alias, standing.isJoined())
                                    : kept.not(alias, true, standing.isJoined()));
        }

        @Override
        public Standing standing(String alias, @Nullable Long patient) {
            Fragment of = patient == null ? Fragment.of(alias + ".patient") : Fragment.of("?::bigint", patient);
            return reached.asksWhoTreats() || kept.asksForRestrictions()
                    ? Standing.of(reached.treated(of), kept.restricted(of), patient)
                    : Standing.NONE;
        }

        @Override
        public Fragment ofPast(String alias) {
            return Fragment.of(alias + ".origin = 0 AND ")
                    .add(reached.ofPast(alias))
                    .add(kept.not(alias, false, false))
                    .add(" AND EXISTS (SELECT 1 FROM resource now WHERE now.resource = " + alias + ".resource AND ")
                    .add(ofPresent("now"))
                    .add(" OFFSET 0)");
        }

        @Override
        public Fragment ofWritten(String alias, long[] fresh) {
            return reached.ofWritten(alias, fresh).add(kept.not(alias, true, false));
        }

        @Override
        public Fragment ofAny(String alias) {
            return reached.ofAny(alias).add(kept.not(alias, true, false));
        }
    }
}
