package org.throughline.network.post;

/**
 * Something that a member is to be told.
 *
 * @param peer the member's number
 * @param about what it is about, as the record refers to it: {@code Task/1}
 * @param enclosed what goes with it, as its kind writes it; empty for nothing
 * @param patient the id of the Patient whom it is about; empty for nobody
 */
public record Letter(int peer, Event event, String about, String enclosed, String patient) {}
