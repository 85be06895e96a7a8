package org.throughline.clinic.inbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.throughline.care.task.Waiting;
import org.throughline.http.Request;

/**
 * Which part of the work is shown.
 *
 * @param list {@code mine}, {@code asked}, {@code role-CODE}, and for who leads the practice {@code team} and
 *     {@code person-ACCOUNT}
 * @param kind one of {@link Waiting.Kind}; empty for all that is to be done
 */
record Showing(String list, String kind) {
    static final String MINE = "mine";
    static final String ASKED = "asked";
    static final String TEAM = "team";
    private static final String ROLE = "role-";
    private static final String PERSON = "person-";

    static Showing of(Request request) {
        return new Showing(
                request.parameter("list").orElse(MINE),
                request.parameter("kind").orElse(""));
    }

    /** The role whose work is shown; empty for none. */
    Optional<String> role() {
        return list.startsWith(ROLE) ? Optional.of(list.substring(ROLE.length())) : Optional.empty();
    }

    /** The account of the person whose list is shown; empty for one's own and for no person's. */
    Optional<Long> person() {
        return list.matches(PERSON + "[0-9]{1,18}")
                ? Optional.of(Long.valueOf(list.substring(PERSON.length())))
                : Optional.empty();
    }

    static Showing ofPerson(long account) {
        return new Showing(PERSON + account, "");
    }

    boolean shows(Waiting waiting) {
        return kind.isEmpty() ? waiting.kind().isToDo() : waiting.kind().name().equals(kind);
    }

    Showing kind(String other) {
        return new Showing(list, other);
    }

    static Showing ofRole(String code) {
        return new Showing(ROLE + code, "");
    }

    /** As the end of an address; empty for what is shown first. */
    String query() {
        String query = list.equals(MINE) ? "" : "list=" + URLEncoder.encode(list, StandardCharsets.UTF_8);
        String of = kind.isEmpty() ? "" : "kind=" + URLEncoder.encode(kind, StandardCharsets.UTF_8);
        String both = query.isEmpty() || of.isEmpty() ? query + of : query + "&" + of;
        return both.isEmpty() ? "" : "?" + both;
    }

    /** The address of the list. */
    String address() {
        return "/inbox" + query();
    }

    /** Where something is dealt with: beside the list, or where it was begun. */
    String address(Waiting waiting) {
        return waiting.type().equals(Waiting.BEGUN) ? waiting.focus() : "/inbox/" + waiting.reference() + query();
    }
}
