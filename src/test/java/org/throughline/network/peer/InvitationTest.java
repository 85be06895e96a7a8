package org.throughline.network.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The text of an invitation is read as it was written, or not at all. */
class InvitationTest {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private final Random random = new Random(6);

    private String letters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private Invitation any() {
        String host = random.nextBoolean() ? "records.example.org" : "127.0.0.1:" + (1024 + random.nextInt(60_000));
        String below = random.nextInt(3) == 0 ? "/practice" : "";
        return new Invitation(
                (host.startsWith("1") ? "http://" : "https://") + host + below,
                letters(22),
                letters(43),
                Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)));
    }

    @Test
    void whatWasWrittenIsReadAlsoFromMailThatBrokeItsLines() {
        for (int i = 0; i < 500; i++) {
            Invitation invitation = any();
            String text = invitation.text();
            int at = random.nextInt(text.length());
            assertEquals(invitation, Invitation.parse(text));
            assertEquals(
                    invitation, Invitation.parse(" <" + text.substring(0, at) + "\r\n  " + text.substring(at) + ">\n"));
            assertFalse(invitation.toString().contains(invitation.code()), "logs do not get to know it");
        }
    }

    @Test
    void whatWasChangedInAnyPlaceOrCutIsNotRead() {
        for (int i = 0; i < 3_000; i++) {
            String text = any().text();
            int at = random.nextInt(text.length());
            char other = LETTERS.charAt(random.nextInt(LETTERS.length()));
            String changed = text.substring(0, at) + other + text.substring(at + 1);
            if (!changed.equals(text)) {
                refused(changed);
            }
            refused(text.substring(0, at));
        }
    }

    @Test
    void whatIsNoInvitationIsNotRead() {
        refused("");
        refused("https://example.org/");
        refused("https://user:secret@example.org/network/join#" + letters(22) + "." + letters(43) + ".1." + letters(6));
        refused("x".repeat(100_000));
        for (int i = 0; i < 500; i++) {
            refused(letters(random.nextInt(700)));
        }
    }

    private static void refused(String text) {
        Failure failure =
                assertThrows(Failed.class, () -> Invitation.parse(text)).failure();
        assertTrue(failure instanceof Failure.Malformed, failure.toString());
    }
}
