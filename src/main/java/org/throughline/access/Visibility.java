package org.throughline.access;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rows that a caller may see, in a form that SQL can be made of. */
public sealed interface Visibility {

    /**
     * Every row.
     *
     * @param outside those that others have given us too
     */
    record Everything(boolean outside) implements Visibility {}

    /**
     * What these grants reach, less what consents and marks of sensitive information keep from the caller.
     *
     * @param rights whose they are
     * @param grants those of them that are about one interaction; never empty
     */
    record Some(Rights rights, List<Grant> grants) implements Visibility {
        public Some {
            grants = List.copyOf(grants);
        }

        /** The types of which every row may be seen; {@link Grant#ANY} among them for all. */
        public Set<String> unlimitedTypes() {
            return grants.stream()
                    .filter(Grant::isUnlimited)
                    .flatMap(grant -> grant.types().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** No row. */
    record Nothing() implements Visibility {}
}
