package org.throughline.access;

/**
 * Whoever asks: a program with a token or a person who is logged in. Every call to the store carries one, and what it
 * may see becomes part of every SQL statement.
 *
 * @param id who it is, as the audit names it: {@code account/…} or {@code token/…}
 * @param display a name for a person to read
 * @param scopes what was granted
 */
public record Caller(String id, String display, Scopes scopes) {

    /** Whether the caller may do this to resources of that type. */
    public boolean may(Interaction interaction, String type) {
        return scopes.allows(type, interaction);
    }

    /** Which rows the caller may see when reading ({@code READ}) or searching ({@code SEARCH}). */
    public Visibility visibility(Interaction interaction) {
        return scopes.visibility(interaction);
    }
}
