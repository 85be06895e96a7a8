package org.throughline.events.courier;

/**
 * A message that is to leave.
 *
 * @param id its own, a UUID
 * @param from the id of the Organization that sends it
 * @param to the id of the Organization that it is for
 * @param about what those have in common that leave one after the other
 * @param attempts how often it was tried, this time included
 */
public record Outgoing(String id, String from, String to, String about, byte[] body, int attempts) {
    /** One that was not tried. */
    public Outgoing(String id, String from, String to, String about, byte[] body) {
        this(id, from, to, about, body, 0);
    }
}
