package org.throughline.rest;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * An operation as it is offered.
 *
 * @param name with its dollar sign: {@code $everything}
 * @param definition the canonical address of its definition
 * @param levels where it can be called
 * @param types on which types; empty for all
 * @param changes whether it changes something, so that GET is refused
 * @see <a href="https://hl7.org/fhir/R4/operations.html">Operations</a>
 */
record Operation(
        String name,
        String definition,
        Set<Level> levels,
        List<String> types,
        boolean changes,
        Function<Call, Reply> run) {

    /** Where an operation can be called. */
    enum Level {
        SYSTEM,
        TYPE,
        INSTANCE
    }

    boolean isOfferedAt(Level level, String type) {
        return levels.contains(level) && (level == Level.SYSTEM || types.isEmpty() || types.contains(type));
    }
}
