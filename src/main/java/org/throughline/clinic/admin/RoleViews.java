package org.throughline.clinic.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Sensitivity;
import org.throughline.login.role.Extent;
import org.throughline.login.role.Lacking;
import org.throughline.login.role.Permission;
import org.throughline.login.role.Role;
import org.throughline.login.role.TypeGroup;
import org.throughline.ui.SensitivityWords;

/** Puts together what administrators see of roles. */
final class RoleViews {
    private RoleViews() {}

    static RolesView list(List<Role> roles, List<Role> missing) {
        return new RolesView(
                roles.stream()
                        .map(role -> new RolesView.Row(
                                role.number(),
                                role.name(),
                                Words.of(role.heldBy()),
                                Words.of(role.purpose()),
                                role.duties().stream().sorted().map(Words::of).collect(Collectors.joining("; "))))
                        .toList(),
                missing.stream()
                        .map(role -> new Choice(role.code(), role.name(), false))
                        .toList());
    }

    /** @param lacking what the product brings for it and it lacks */
    static RoleView role(Role role, Optional<Lacking> lacking) {
        List<RoleView.Line> lines = new ArrayList<>();
        for (Permission permission : role.permissions()) {
            lines.add(line("line" + lines.size() + ".", permission));
        }
        return new RoleView(
                role.number(),
                role.version(),
                role.name(),
                Words.of(role.heldBy()),
                Arrays.stream(Purpose.values())
                        .map(each -> new Choice(each.name(), Words.of(each), each == role.purpose()))
                        .toList(),
                Arrays.stream(Duty.values())
                        .map(each -> new Choice(
                                each.name(), Words.of(each), role.duties().contains(each)))
                        .toList(),
                Arrays.stream(Sensitivity.values())
                        .map(each -> new Choice(
                                each.name(),
                                SensitivityWords.of(each),
                                role.clearances().contains(each.name())))
                        .toList(),
                lines,
                lacking.stream().flatMap(RoleViews::words).toList(),
                kinds(),
                extents(Extent.EVERYONE));
    }

    private static Stream<String> words(Lacking lacking) {
        return Stream.concat(
                lacking.duties().stream().sorted().map(Words::of),
                lacking.permissions().stream().map(permission -> {
                    RoleView.Line line = line("", permission);
                    String may = Stream.of(
                                    line.see() ? "see" : "",
                                    line.add() ? "add" : "",
                                    line.change() ? "change" : "",
                                    line.delete() ? "delete" : "")
                            .filter(word -> !word.isEmpty())
                            .collect(Collectors.joining(", "));
                    return line.label() + " (" + may + "; " + Words.of(permission.extent())
                            + (line.only().isEmpty() ? "" : "; only where " + line.only()) + ")";
                }));
    }

    private static RoleView.Line line(String field, Permission permission) {
        return new RoleView.Line(
                field,
                String.join(" ", permission.types()),
                label(permission.types()),
                permission.interactions().contains(Interaction.READ)
                        || permission.interactions().contains(Interaction.SEARCH),
                permission.interactions().contains(Interaction.CREATE),
                permission.interactions().contains(Interaction.UPDATE),
                permission.interactions().contains(Interaction.DELETE),
                extents(permission.extent()),
                permission.filters().stream()
                        .map(filter -> filter.parameter() + "=" + filter.value())
                        .collect(Collectors.joining(" & ")));
    }

    /** Whole groups by their names, then what is left. */
    static String label(SortedSet<String> types) {
        if (types.contains(Grant.ANY)) {
            return "Everything";
        }
        SortedSet<String> left = new TreeSet<>(types);
        List<String> names = new ArrayList<>();
        for (TypeGroup group : TypeGroup.values()) {
            if (left.containsAll(group.types())) {
                names.add(group.label());
                left.removeAll(group.types());
            }
        }
        return Stream.concat(names.stream(), left.stream()).collect(Collectors.joining("; "));
    }

    private static List<Choice> kinds() {
        Stream<Choice> groups =
                Arrays.stream(TypeGroup.values()).map(group -> new Choice(group.name(), group.label(), false));
        Stream<Choice> types = Arrays.stream(TypeGroup.values())
                .flatMap(group -> group.types().stream())
                .sorted()
                .map(type -> new Choice(type, type, false));
        return Stream.concat(groups, types).toList();
    }

    private static List<Choice> extents(Extent chosen) {
        return Arrays.stream(Extent.values())
                .map(extent -> new Choice(extent.name(), Words.of(extent), extent == chosen))
                .toList();
    }
}
