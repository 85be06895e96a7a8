package org.throughline.network.document;

/**
 * A note as paper, for who does not read it on a screen.
 *
 * @param who whom it is about: {@code Marlowe, Ada, born 1950-04-12}
 * @param by who wrote it and when, in words
 * @param text with empty lines between paragraphs
 */
public record Sheet(String title, String who, String by, String text) {}
