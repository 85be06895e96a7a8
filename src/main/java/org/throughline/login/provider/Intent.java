package org.throughline.login.provider;

import java.util.List;
import java.util.Optional;

/** What somebody goes to the identity provider for. */
public sealed interface Intent {

    /**
     * To log in.
     *
     * @param again whether the person has to show who they are, even if the provider knows them
     * @param next the path to go on to
     */
    record LogIn(boolean again, String next) implements Intent {}

    /** To be linked with an account, by whoever is logged in with it. */
    record Link(long account) implements Intent {}

    /**
     * To begin to use an account.
     *
     * @param invitation the mark of the invitation
     */
    record Begin(String invitation) implements Intent {}

    /** Whether the provider is to ask the person who they are, and not to take whom it knows from before. */
    default boolean asks() {
        return !(this instanceof LogIn logIn) || logIn.again();
    }

    /** As text for {@link #parse}. */
    default String text() {
        return switch (this) {
            case LogIn logIn -> (logIn.again() ? "again " : "in ") + logIn.next();
            case Link link -> "link " + link.account();
            case Begin begin -> "begin " + begin.invitation();
        };
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    static Optional<Intent> parse(String text) {
        List<String> parts = List.of(text.split(" ", 2));
        if (parts.size() != 2) {
            return Optional.empty();
        }
        String what = parts.get(1);
        return switch (parts.getFirst()) {
            case "in" -> Optional.of(new LogIn(false, what));
            case "again" -> Optional.of(new LogIn(true, what));
            case "link" -> Optional.of(new Link(Long.parseLong(what)));
            case "begin" -> Optional.of(new Begin(what));
            default -> Optional.empty();
        };
    }
}
