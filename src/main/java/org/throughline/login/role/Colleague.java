package org.throughline.login.role;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.login.account.Account;

/**
 * Somebody of the staff, for whoever shares out work.
 *
 * @param references who they are in the record: the Practitioner and the PractitionerRoles that tell of their roles
 * @param roles in the order in which they were given; those that have run out are left out
 * @param absence the one in force; null when they are there
 */
public record Colleague(
        Account account,
        Set<String> references,
        List<Post> roles,
        @Nullable Absence absence) {
    public Colleague {
        references = Set.copyOf(references);
        roles = List.copyOf(roles);
    }

    /**
     * A role that somebody has.
     *
     * @param held goes up with each role that is given to anybody
     */
    public record Post(String code, String name, long held) {}
}
