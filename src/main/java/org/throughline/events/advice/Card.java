package org.throughline.events.advice;

import java.util.List;

/**
 * What a service advises.
 *
 * @param summary in a line
 * @param detail more of it as plain text; empty for nothing
 * @param urgency how urgent the service says it is
 * @param source whose advice it is
 * @param links to more about it
 */
public record Card(String summary, String detail, Urgency urgency, String source, List<Link> links) {
    public Card {
        links = List.copyOf(links);
    }

    /** How urgent a service says its advice is. */
    public enum Urgency {
        INFO,
        WARNING,
        CRITICAL
    }

    /** A link to a page of somebody else. */
    public record Link(String label, String address) {}
}
