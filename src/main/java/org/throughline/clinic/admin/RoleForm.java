package org.throughline.clinic.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.throughline.access.Duty;
import org.throughline.access.Filter;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Sensitivity;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.role.Extent;
import org.throughline.login.role.Permission;
import org.throughline.login.role.Role;
import org.throughline.login.role.TypeGroup;

/**
 * Reads the form of a role. A line without a tick is taken away.
 *
 * @param isType whether a name is that of a resource type
 */
record RoleForm(Predicate<String> isType) {
    private static final int MOST_LINES = 100;
    private static final String CONDITION = "[A-Za-z_][A-Za-z0-9_-]{0,63}=[^&]{1,500}";

    /** The role as the form changes it. */
    Role changed(Role present, Form form) {
        return new Role(
                present.number(),
                number(form.value("version")),
                present.code(),
                form.value("name").strip(),
                present.heldBy(),
                one(Purpose.values(), form.value("purpose")),
                Arrays.stream(Sensitivity.values())
                        .map(Sensitivity::name)
                        .filter(form.values("clearance")::contains)
                        .collect(Collectors.toSet()),
                Arrays.stream(Duty.values())
                        .filter(duty -> form.values("duty").contains(duty.name()))
                        .collect(Collectors.toSet()),
                permissions(form));
    }

    private List<Permission> permissions(Form form) {
        List<Permission> permissions = new ArrayList<>();
        for (int i = 0; i < MOST_LINES && form.has("line" + i + ".types"); i++) {
            String field = "line" + i + ".";
            permission(form, field, types(form.value(field + "types"))).ifPresent(permissions::add);
        }
        if (!form.value("new.kind").isEmpty()) {
            permission(form, "new.", kind(form.value("new.kind"))).ifPresent(permissions::add);
        }
        return permissions;
    }

    private Optional<Permission> permission(Form form, String field, SortedSet<String> types) {
        Set<Interaction> interactions = EnumSet.noneOf(Interaction.class);
        if (form.has(field + "see")) {
            interactions.addAll(Set.of(Interaction.READ, Interaction.SEARCH));
        }
        if (form.has(field + "add")) {
            interactions.add(Interaction.CREATE);
        }
        if (form.has(field + "change")) {
            interactions.add(Interaction.UPDATE);
        }
        if (form.has(field + "delete")) {
            interactions.add(Interaction.DELETE);
        }
        return interactions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Permission(
                        types,
                        interactions,
                        one(Extent.values(), form.value(field + "extent")),
                        conditions(form.value(field + "only"))));
    }

    private SortedSet<String> types(String text) {
        SortedSet<String> types = new TreeSet<>(List.of(text.split(" ", -1)));
        if (!types.equals(new TreeSet<>(Set.of(Grant.ANY))) && !types.stream().allMatch(isType)) {
            throw invalid("There is no such kind of resource: " + text);
        }
        return types;
    }

    private SortedSet<String> kind(String text) {
        return Arrays.stream(TypeGroup.values())
                .filter(group -> group.name().equals(text))
                .findFirst()
                .map(TypeGroup::types)
                .orElseGet(() -> types(text));
    }

    private static List<Filter> conditions(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        return Arrays.stream(text.split("&", -1))
                .map(String::strip)
                .map(RoleForm::condition)
                .toList();
    }

    private static Filter condition(String text) {
        if (!text.matches(CONDITION)) {
            throw invalid("'" + text + "' is not a condition: write it as category=laboratory");
        }
        int equals = text.indexOf('=');
        return new Filter(text.substring(0, equals), text.substring(equals + 1).strip());
    }

    private static <T extends Enum<T>> T one(T[] all, String name) {
        return Arrays.stream(all)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("Choose one of the list."));
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw invalid("The form is not whole. Open it again.");
        }
        return Integer.parseInt(text);
    }

    private static Failed invalid(String message) {
        return new Failed(new Failure.Invalid("value", "", message));
    }
}
