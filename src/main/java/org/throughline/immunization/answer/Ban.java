package org.throughline.immunization.answer;

import java.util.List;

/**
 * What speaks against a vaccine, in words for clinicians.
 *
 * @param against why it must not be given
 * @param withheld what is not known and would forbid it; for live vaccines only
 */
public record Ban(List<String> against, List<String> withheld) {
    /** Nothing that is known. */
    public static final Ban NONE = new Ban(List.of(), List.of());

    public Ban {
        against = List.copyOf(against);
        withheld = List.copyOf(withheld);
    }
}
