package org.throughline.care.task;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the staff at a moment, with whatever decides on whose list their work is.
 *
 * @param account the number of the account, by which those of equal standing are ordered
 * @param references who they are in the record: {@code Practitioner/1}, {@code PractitionerRole/2}; none for nobody
 * @param active whether the account is of use
 * @param owner whether it may do everything: the owner of the installation
 * @param roles in the order in which they were given
 * @param away whether they are away at this moment
 * @param deputy the account of whoever does their work while they are away, or since they left; null for nobody
 */
public record Member(
        long account,
        String name,
        Set<String> references,
        boolean active,
        boolean owner,
        List<Held> roles,
        boolean away,
        @Nullable Long deputy) {
    public Member {
        references = Set.copyOf(references);
        roles = List.copyOf(roles);
    }

    /**
     * A role that somebody has.
     *
     * @param order goes up with each role that is given to anybody
     */
    public record Held(String code, long order) {}

    /** Whether they do their work themselves at this moment. */
    public boolean isHere() {
        return active && !away;
    }

    /** Whether they have a role. */
    public boolean has(String role) {
        return roles.stream().anyMatch(held -> held.code().equals(role));
    }

    /** The reference by which things are addressed to them; null when they are nobody in the record. */
    public @Nullable String reference() {
        return references.stream()
                .filter(each -> each.startsWith("Practitioner/"))
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
