package org.throughline.immunization.answer;

import java.time.LocalDate;
import java.util.List;

/** Where the patient stands with a vaccine group. {@code why} is written for clinicians. */
public sealed interface Standing {

    /** May be given, and is recommended since {@code since}. */
    record Due(LocalDate since) implements Standing {}

    /** Should have been given by {@code since}. */
    record Overdue(LocalDate since) implements Standing {}

    /** Recommended from {@code recommended}; does not count before {@code earliest}. */
    record NotDue(LocalDate earliest, LocalDate recommended) implements Standing {}

    /** Nothing more is needed. */
    record Complete() implements Standing {}

    /** Immune without it. */
    record Immune(List<String> why) implements Standing {}

    /** Must not be given. */
    record Contraindicated(List<String> why) implements Standing {}

    /** Too old. */
    record AgedOut(List<String> why) implements Standing {}

    /** Not needed, or not at this time. */
    record NotRecommended(List<String> why) implements Standing {}

    /** Cannot be said: something that would forbid the vaccines is not known. Nothing is advised. */
    record NotEvaluated(List<String> why) implements Standing {}
}
