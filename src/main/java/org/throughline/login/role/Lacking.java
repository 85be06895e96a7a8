package org.throughline.login.role;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.throughline.access.Duty;

/**
 * What a role that the product brings may do by now and does not in this installation: because a later version brought it, or
 * because somebody has taken it away.
 */
public record Lacking(Set<Duty> duties, List<Permission> permissions) {
    public Lacking {
        duties = Set.copyOf(duties);
        permissions = List.copyOf(permissions);
    }

    /** What a stored role lacks; empty when it lacks nothing or is none that the product brings. */
    static Optional<Lacking> of(Role stored) {
        return StandardRoles.ALL.stream()
                .filter(standard -> standard.code().equals(stored.code()) && standard.heldBy() == stored.heldBy())
                .findFirst()
                .map(standard -> new Lacking(duties(stored, standard), permissions(stored, standard)))
                .filter(lacking ->
                        !lacking.duties().isEmpty() || !lacking.permissions().isEmpty());
    }

    private static Set<Duty> duties(Role stored, Role standard) {
        Set<Duty> duties = EnumSet.noneOf(Duty.class);
        duties.addAll(standard.duties());
        duties.removeAll(stored.duties());
        return duties;
    }

    private static List<Permission> permissions(Role stored, Role standard) {
        List<Permission> lacking = new ArrayList<>();
        for (Permission permission : standard.permissions()) {
            SortedSet<String> types = permission.types().stream()
                    .filter(type -> stored.permissions().stream().noneMatch(each -> covers(each, permission, type)))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!types.isEmpty()) {
                lacking.add(
                        new Permission(types, permission.interactions(), permission.extent(), permission.filters()));
            }
        }
        return lacking;
    }

    /** Whether one line lets do what another does with a type, or more. */
    private static boolean covers(Permission one, Permission other, String type) {
        return (one.types().contains(type) || one.types().contains(org.throughline.access.Grant.ANY))
                && one.interactions().containsAll(other.interactions())
                && (one.extent() == Extent.EVERYONE || one.extent() == other.extent())
                && (one.filters().isEmpty() || one.filters().equals(other.filters()));
    }

    /** The role with what it lacks. */
    Role added(Role stored) {
        Set<Duty> all = EnumSet.noneOf(Duty.class);
        all.addAll(stored.duties());
        all.addAll(duties);
        List<Permission> lines = new ArrayList<>(stored.permissions());
        lines.addAll(permissions);
        return new Role(
                stored.number(),
                stored.version(),
                stored.code(),
                stored.name(),
                stored.heldBy(),
                stored.purpose(),
                stored.clearances(),
                all,
                lines);
    }
}
