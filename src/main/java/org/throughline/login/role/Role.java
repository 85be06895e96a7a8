package org.throughline.login.role;

import java.util.List;
import java.util.Set;
import org.throughline.access.Duty;
import org.throughline.access.Purpose;
import org.throughline.login.account.AccountKind;

/**
 * What those who have it may do.
 *
 * @param number stands for it elsewhere; 0 for one that is not stored yet
 * @param version goes up with each change
 * @param code names it in texts of programs, such as {@code front-desk}; it never changes
 * @param name names it for people
 * @param heldBy whose accounts may have it; what staff may have, a program may too
 * @param purpose why they look at a record
 * @param clearances codes of the kinds of sensitive information that they may see
 */
public record Role(
        int number,
        int version,
        String code,
        String name,
        AccountKind heldBy,
        Purpose purpose,
        Set<String> clearances,
        Set<Duty> duties,
        List<Permission> permissions) {
    public Role {
        clearances = Set.copyOf(clearances);
        duties = Set.copyOf(duties);
        permissions = List.copyOf(permissions);
    }

    /** A role that may the same under another name. */
    Role named(String otherCode, String otherName) {
        return new Role(0, 1, otherCode, otherName, heldBy, purpose, clearances, duties, permissions);
    }

    /** Whether an account of that kind may have it. */
    public boolean suits(AccountKind kind) {
        return kind == heldBy || (kind == AccountKind.PROGRAM && heldBy == AccountKind.STAFF);
    }
}
