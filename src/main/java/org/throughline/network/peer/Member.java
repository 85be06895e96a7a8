package org.throughline.network.peer;

import java.util.List;
import java.util.Map;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What an installation says of itself.
 *
 * @param name of its organization, as people know it; at most 120 characters
 * @param identifiers such as its NPI; at most ten
 */
public record Member(String name, Kind kind, List<Identifier> identifiers) {
    private static final int LONGEST = 120;
    private static final int MOST = 10;

    public Member {
        name = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (name.isEmpty() || name.length() > LONGEST || identifiers.size() > MOST) {
            throw wrong();
        }
        identifiers = List.copyOf(identifiers);
    }

    /**
     * A number of it.
     *
     * @param system a URI
     */
    public record Identifier(String system, String value) {
        public Identifier {
            if (system.isEmpty() || value.isEmpty() || system.length() > LONGEST || value.length() > LONGEST) {
                throw wrong();
            }
        }
    }

    /** As a claim of a statement. */
    Map<String, Object> claim() {
        List<Map<String, Object>> ids = identifiers.stream()
                .map(each -> Map.<String, Object>of("system", each.system(), "value", each.value()))
                .toList();
        return Map.of("name", name, "kind", kind.code(), "identifier", ids);
    }

    /**
     * Of a claim.
     *
     * @throws Failed with {@link Failure.Malformed} when it says nothing that can be taken
     */
    static Member of(Object claim) {
        if (!(claim instanceof Map<?, ?> said)) {
            throw wrong();
        }
        List<Identifier> identifiers = said.get("identifier") instanceof List<?> list
                ? list.stream().limit(MOST).map(Member::identifier).toList()
                : List.of();
        return new Member(text(said, "name"), Kind.of(text(said, "kind")).orElseThrow(Member::wrong), identifiers);
    }

    private static Identifier identifier(Object said) {
        if (!(said instanceof Map<?, ?> identifier)) {
            throw wrong();
        }
        return new Identifier(text(identifier, "system"), text(identifier, "value"));
    }

    private static String text(Map<?, ?> said, String name) {
        return said.get(name) instanceof String text ? text : "";
    }

    private static Failed wrong() {
        return new Failed(new Failure.Malformed(
                "value", "organization", "What the other installation says of its organization cannot be taken."));
    }
}
