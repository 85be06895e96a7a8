package org.throughline.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever asks: a program with a token or a person who is logged in. Every call to the store carries one, and what it
 * may see becomes part of every SQL statement.
 *
 * @param id who it is, as the audit names it: {@code account/…} or {@code token/…}
 * @param display a name for a person to read
 * @param capacity as what it acts
 * @param rights what it may do
 * @param purpose why it asks, as the trail names it
 * @param mandate by what it acts when it is a program with a token; null for all others
 */
public record Caller(
        String id,
        String display,
        Capacity capacity,
        Rights rights,
        Purpose purpose,
        @Nullable Mandate mandate) {

    /** Whoever is not logged in; may do nothing. */
    public static final Caller NOBODY = new Caller("nobody", "Not logged in", Rights.NONE);

    /** Whoever does not act by a token. */
    public Caller(String id, String display, Capacity capacity, Rights rights, Purpose purpose) {
        this(id, display, capacity, rights, purpose, null);
    }

    /** Whoever asks for the purpose that its rights are for. */
    public Caller(String id, String display, Capacity capacity, Rights rights) {
        this(id, display, capacity, rights, rights.purpose());
    }

    /** Whoever has no role here by which it acts. */
    public Caller(String id, String display, Rights rights) {
        this(id, display, Capacity.NONE, rights);
    }

    /** A program of the operator's own, which nothing but the scopes of its token limits. */
    public static Caller ofOperator(String id, String display, Scopes scopes) {
        return new Caller(id, display, Rights.EVERYTHING.within(scopes, Set.of()));
    }

    /** The same, acting by a token. */
    public Caller by(Mandate token) {
        return new Caller(id, display, capacity, rights, purpose, token);
    }

    /** The same with other rights. */
    public Caller with(Rights other) {
        return new Caller(id, display, capacity, other, purpose, mandate);
    }

    /** Whether it is somebody with an account, in person or by an app; not so the operator's tokens and the product itself. */
    public boolean hasAccount() {
        return id.startsWith("account/");
    }

    /** Whether the caller may do this to resources of that type. */
    public boolean may(Interaction interaction, String type) {
        return rights.allows(type, interaction);
    }

    /** Whether the caller may use the screens of a duty. */
    public boolean may(Duty duty) {
        return rights.duties().contains(duty);
    }

    /** The same, to choose what outsiders are told on the caller's behalf: nothing that is marked as sensitive. */
    public Caller outward() {
        return with(rights.outward());
    }

    /** The same, asking for what other organizations have given us too; the same caller where its rights end at our own. */
    public Caller withOutside() {
        return with(rights.with(rights.outside().asked()));
    }

    /** The same, for what is our own. */
    public Caller withoutOutside() {
        return with(rights.with(Outside.NEVER));
    }

    /** Which rows the caller may see when reading ({@code READ}) or searching ({@code SEARCH}). */
    public Visibility visibility(Interaction interaction) {
        return rights.visibility(interaction);
    }
}
