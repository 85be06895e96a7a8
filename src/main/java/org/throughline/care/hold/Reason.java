package org.throughline.care.hold;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a result is held from the patient.
 *
 * @see <a href="https://www.ecfr.gov/current/title-45/part-171/subpart-B">45 CFR 171.201 and 171.202</a>
 */
public enum Reason {
    /** The patient's own wish. */
    PATIENT("patient", "The patient wants to be told in a talk first"),
    /** Knowing it could endanger somebody's life or physical safety. */
    HARM("harm", "It could endanger somebody's life or safety"),
    /** It would tell of somebody else, or to somebody who must not know. */
    PRIVACY("privacy", "It would break a confidence or somebody's privacy"),
    /** The system that it came from marked it so and did not say why. */
    SOURCE("source", "Marked so where it came from");

    private final String code;
    private final String words;

    Reason(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** As the record has it. */
    public String code() {
        return code;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whether who gives it must say more in their own words. */
    public boolean wantsWords() {
        return this == HARM || this == PRIVACY;
    }

    /** The one with this code. */
    public static Optional<Reason> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }
}
