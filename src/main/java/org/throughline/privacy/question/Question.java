package org.throughline.privacy.question;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question about an access.
 *
 * @param id of its Communication
 * @param patient the id of the Patient
 * @param asker who asked, for a person to read
 * @param entry the number of the entry that it is about
 * @param about what that entry says, in words
 * @param answer null when there is none yet
 */
public record Question(
        String id,
        String patient,
        String asker,
        String entry,
        String about,
        String text,
        Instant sent,
        @Nullable Answer answer) {

    /** What the privacy officer answered. */
    public record Answer(String by, String text, Instant sent) {}
}
