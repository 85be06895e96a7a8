package org.throughline.network.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.kernel.Digest;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What somebody is given who is to join: where, with which code, and by which key they know that they are there. It is one text,
 * an address whose part behind {@code #} no browser sends anywhere:
 * {@code https://clinic.example.org/network/join#CODE.FINGERPRINT.EXPIRY.CHECK}.
 *
 * @param address of the installation that invites
 * @param code good for once
 * @param fingerprint of its key, {@link org.throughline.keys.MessageKey#fingerprint()}
 * @param expires when the code runs out
 */
public record Invitation(String address, String code, String fingerprint, Instant expires) {
    static final String PATH = "/network/join";

    private static final int LONGEST = 600;
    private static final int CHECK = 6;
    private static final Pattern FORM = Pattern.compile("(https?://[^\\s#]{1,200})" + PATH
            + "#([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{6})");

    /** The text that is handed over. */
    public String text() {
        String before = address + PATH + "#" + code + "." + fingerprint + "." + expires.getEpochSecond() + ".";
        return before + check(before);
    }

    /**
     * Reads such a text; blanks and ends of lines that mail put into it do not matter.
     *
     * @throws Failed with {@link Failure.Malformed} when it is none or was not copied whole
     */
    public static Invitation parse(String text) {
        String whole = text.replaceAll("[\\s<>\"]+", "");
        Matcher form = FORM.matcher(whole);
        if (whole.length() > LONGEST || !form.matches() || !isAddress(form.group(1))) {
            throw malformed("This is not an invitation. It begins with the address of the installation that invites and"
                    + " is to be copied whole.");
        }
        if (!form.group(5).equals(check(whole.substring(0, whole.length() - CHECK)))) {
            throw malformed("This invitation was changed on its way or not copied whole. Ask for it again.");
        }
        return new Invitation(
                form.group(1), form.group(2), form.group(3), Instant.ofEpochSecond(Long.parseLong(form.group(4))));
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String check(String before) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digest.sha256(before.getBytes(UTF_8)))
                .substring(0, CHECK);
    }

    private static Failed malformed(String message) {
        return new Failed(new Failure.Malformed("value", "invitation", message));
    }

    @Override
    public String toString() {
        return "Invitation[address=" + address + "]";
    }
}
