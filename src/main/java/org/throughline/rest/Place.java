package org.throughline.rest;

import java.util.List;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** What an address below the base stands for. */
sealed interface Place {

    /** The base itself. */
    record Base() implements Place {}

    /** {@code metadata}. */
    record Metadata() implements Place {}

    /** {@code _history}. */
    record History() implements Place {}

    /** {@code _search}. */
    record SystemSearch() implements Place {}

    /** {@code $name}. */
    record Operation(String name) implements Place {}

    /** {@code Patient}. */
    record OfType(String type) implements Place {}

    /** {@code Patient/_search}. */
    record TypeSearch(String type) implements Place {}

    /** {@code Patient/_history}. */
    record TypeHistory(String type) implements Place {}

    /** {@code Patient/$name}. */
    record TypeOperation(String type, String name) implements Place {}

    /** {@code Patient/1}; what stands for the id may be none. */
    record Instance(String type, String id) implements Place {
        boolean hasId() {
            return isId(id);
        }
    }

    /** {@code Patient/1/_history}. */
    record InstanceHistory(String type, String id) implements Place {}

    /** {@code Patient/1/_history/2}. */
    record OneVersion(String type, String id, String version) implements Place {}

    /** {@code Patient/1/$name}. */
    record InstanceOperation(String type, String id, String name) implements Place {}

    /** {@code Patient/1/Observation}, {@code Patient/1/*}, and the same with {@code _search}. */
    record Compartment(String type, String id, String member) implements Place {}

    /** What an id looks like, for who sent another. */
    String ID_FORM = "an id has 1 to 64 of A-Z, a-z, 0-9, '-' and '.'.";

    /** The resource type that the address begins with; empty at the base. */
    default String type() {
        return "";
    }

    /**
     * Reads the part of a path after the base, without its leading slash.
     *
     * @throws Failed with {@link Failure.NotFound} when it stands for nothing
     */
    static Place of(String path, Types types) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<String> segments = trimmed.isEmpty() ? List.of() : List.of(trimmed.split("/", -1));
        if (segments.isEmpty()) {
            return new Base();
        }
        String first = segments.getFirst();
        if (types.isResourceType(first)) {
            return inType(first, segments, types);
        }
        if (segments.size() > 1) {
            throw noType(first);
        }
        return switch (first) {
            case "metadata" -> new Metadata();
            case "_history" -> new History();
            case "_search" -> new SystemSearch();
            default -> {
                if (first.startsWith("$")) {
                    yield new Operation(first);
                }
                throw noType(first);
            }
        };
    }

    private static Place inType(String type, List<String> segments, Types types) {
        if (segments.size() == 1) {
            return new OfType(type);
        }
        String second = segments.get(1);
        if (segments.size() == 2) {
            return switch (second) {
                case "_search" -> new TypeSearch(type);
                case "_history" -> new TypeHistory(type);
                default -> second.startsWith("$") ? new TypeOperation(type, second) : new Instance(type, second);
            };
        }
        return inInstance(type, id(second), segments.subList(2, segments.size()), types);
    }

    private static Place inInstance(String type, String id, List<String> rest, Types types) {
        String first = rest.getFirst();
        if (first.equals("_history") && rest.size() == 2) {
            return new OneVersion(type, id, rest.get(1));
        }
        if (rest.size() == 1) {
            return first.startsWith("$")
                    ? new InstanceOperation(type, id, first)
                    : first.equals("_history")
                            ? new InstanceHistory(type, id)
                            : new Compartment(type, id, member(first, types));
        }
        if (rest.size() == 2 && rest.get(1).equals("_search")) {
            return new Compartment(type, id, member(first, types));
        }
        throw nothing("There is nothing at this address.");
    }

    private static String member(String text, Types types) {
        if (!text.equals("*") && !types.isResourceType(text)) {
            throw noType(text);
        }
        return text;
    }

    private static Failed noType(String text) {
        return nothing("There is no resource type " + shown(text) + " in FHIR R4.");
    }

    /** An id of FHIR: 1 to 64 of letters, digits, dash and dot. */
    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= 64 && text.chars().allMatch(Place::isIdCharacter);
    }

    private static String id(String text) {
        if (!isId(text)) {
            throw nothing("There is nothing at this address: " + ID_FORM);
        }
        return text;
    }

    private static boolean isIdCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }

    private static String shown(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }

    private static Failed nothing(String message) {
        return new Failed(new Failure.NotFound(message));
    }
}
