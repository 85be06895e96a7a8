package org.throughline.clinic.order;

import java.util.Map;

/**
 * Something that fits what is typed.
 *
 * @param line what is typed to mean exactly this: it is found again by it
 * @param name what is ordered
 * @param detail how, or what kind of thing it is
 * @param fields of the item that it becomes in the basket
 */
public record Candidate(String line, String name, String detail, Map<String, String> fields) {
    public Candidate {
        fields = Map.copyOf(fields);
    }
}
