package org.throughline.care.order;

import java.util.Locale;
import java.util.stream.Stream;
import org.throughline.care.entry.Author;

/**
 * That orders are somebody else's, entered on their word or by a standing order: they are in force, and whoever gave them
 * signs afterwards.
 *
 * @param prescriber whose orders they are
 * @param protocol the name of the standing order; empty for none
 */
public record ByWord(Author prescriber, How how, String protocol) {

    /** How they were given. */
    public enum How {
        VERBAL("By word, read back"),
        TELEPHONE("By telephone, read back"),
        STANDING("By a standing order");

        private final String words;

        How(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }

        /** As it is written in forms and codes. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one of a key; by word when there is none. */
        public static How of(String key) {
            return Stream.of(values())
                    .filter(each -> each.key().equals(key))
                    .findFirst()
                    .orElse(VERBAL);
        }
    }

    /** For people: {@code By a standing order: Strep test for sore throat}. */
    String words() {
        return protocol.isEmpty() ? how.words() : how.words() + ": " + protocol;
    }
}
