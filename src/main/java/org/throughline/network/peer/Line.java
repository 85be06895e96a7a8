package org.throughline.network.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.http.Fetcher;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Brings statements to other installations, by TLS unless they are on this very machine, and hears what they answer. */
final class Line {
    static final String MEDIA_TYPE = "application/jwt";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+(?:/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?");
    private static final int LONGEST_ADDRESS = 200;
    private static final int MOST = 200_000;
    private static final int LONGEST = 300;

    private final Fetcher fetcher;

    Line(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** What came of it. */
    sealed interface Heard {
        /** It was taken, and this was said. */
        record Said(JsonObject answer) implements Heard {}

        /**
         * It was not taken.
         *
         * @param message as the other installation says it, made fit to be shown
         */
        record Refused(int status, String message) implements Heard {}

        /** Nobody answered who speaks this language. */
        record Silent() implements Heard {}
    }

    /**
     * Brings a statement.
     *
     * @param address of the other installation
     * @param path below {@code /network/}
     */
    Heard tell(String address, String path, String statement, Duration patience) {
        URI to;
        try {
            to = URI.create(address + "/network/" + path);
        } catch (IllegalArgumentException e) {
            return new Heard.Silent();
        }
        if (!isSafe(to)) {
            return new Heard.Silent();
        }
        try {
            return heard(fetcher.send(new Fetcher.Call(
                    "POST",
                    to,
                    Map.of("Accept", "application/json", "Content-Type", MEDIA_TYPE),
                    statement.getBytes(UTF_8),
                    MOST,
                    patience)));
        } catch (Failed e) {
            return new Heard.Silent();
        }
    }

    private static Heard heard(Fetcher.Reply reply) {
        JsonObject answer;
        try {
            answer = JsonReader.readObject(reply.content());
        } catch (Failed e) {
            return new Heard.Silent();
        }
        if (reply.status() == 200) {
            return new Heard.Said(answer);
        }
        String message = answer.text("message");
        return message == null || reply.status() == 503
                ? new Heard.Silent()
                : new Heard.Refused(reply.status(), shown(message));
    }

    private static String shown(String message) {
        String line = message.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
    }

    /**
     * Refuses what is no address of an installation, or one that means something else to us than to who says it.
     *
     * @param ours the address of this installation
     * @throws Failed with {@link Failure.Malformed}
     */
    static void requireReachable(String address, String ours) {
        if (address.length() > LONGEST_ADDRESS || !ADDRESS.matcher(address).matches()) {
            throw new Failed(new Failure.Malformed("value", "address", "'" + shown(address) + "' is no address."));
        }
        requireSafe(address);
        if (isOfThisMachine(URI.create(address)) && !isOfThisMachine(URI.create(ours))) {
            throw new Failed(new Failure.Malformed(
                    "value",
                    "address",
                    address
                            + " is reached from its own machine only. Start that installation with --base and the address"
                            + " that others reach it by."));
        }
    }

    /**
     * Refuses an address to which nothing may be said in the clear.
     *
     * @throws Failed with {@link Failure.Malformed}
     */
    static void requireSafe(String address) {
        URI uri = URI.create(address);
        if (!isSafe(uri)) {
            throw new Failed(new Failure.Malformed(
                    "value", "address", "Members are reached by https only; " + address + " is not."));
        }
    }

    static boolean isSafe(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("https") || (scheme.equals("http") && isOfThisMachine(uri));
    }

    static boolean isOfThisMachine(URI uri) {
        return THIS_MACHINE.contains(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT));
    }
}
