package org.throughline.care.immunization;

/**
 * Something that speaks against giving a vaccine now.
 *
 * @param key by which it is answered; empty for what cannot be
 * @param vaccine which one, as it is called
 * @param words what it is
 * @param instead what to do
 */
public record ShotFinding(Kind kind, String key, String vaccine, String words, String instead) {
    /** The kinds of findings, the worst first. */
    public enum Kind {
        EXPIRED("The lot has expired", Answerable.NEVER),
        RECALLED("The lot may not be used", Answerable.NEVER),
        UNASKED("Not asked yet", Answerable.NEVER),
        CONTRAINDICATED("Contraindicated", Answerable.BY_PRESCRIBERS),
        WITHHELD("Cannot be ruled out", Answerable.BY_PRESCRIBERS),
        TOO_SOON("Would not count", Answerable.BY_ALL),
        PRECAUTION("Precaution", Answerable.BY_ALL),
        NOTE("Note", Answerable.NEED_NOT);

        private final String words;
        private final Answerable answerable;

        Kind(String words, Answerable answerable) {
            this.words = words;
            this.answerable = answerable;
        }

        public String words() {
            return words;
        }

        public Answerable answerable() {
            return answerable;
        }
    }

    /** Who may have it given nevertheless, with a reason. */
    public enum Answerable {
        NEVER,
        BY_PRESCRIBERS,
        BY_ALL,
        NEED_NOT
    }

    /** Whether nothing is given while it stands without an answer. */
    public boolean stops() {
        return kind.answerable() != Answerable.NEED_NOT;
    }
}
