package org.throughline.events.message;

/**
 * A message.
 *
 * @param to an e-mail address or a phone number
 * @param subject of a mail
 * @param calendar a calendar file that goes with a mail; empty for none
 */
public record Message(String to, String subject, String text, String calendar) {}
