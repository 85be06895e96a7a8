package org.throughline.ui;

/**
 * What whoever looks after the installation is to be warned of on every page.
 *
 * @param about what it is of, in a word: {@code Backups}
 * @param text what is wrong
 * @param address where it can be looked into
 */
public record Warning(String about, String text, String address) {}
