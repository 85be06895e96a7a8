package org.throughline.ui;

/**
 * What the frame around a page shows.
 *
 * @param title the page's title
 * @param who the name of the person who is logged in
 * @param at the section of the rail that is current: {@code patients}
 * @param search what stands in the search box
 */
public record Frame(String title, String who, String at, String search) {}
