package org.throughline.clinic.rule;

import org.jspecify.annotations.Nullable;
import org.throughline.events.rule.RuleTally.Figures;

/** How often a rule spoke and what came of it, in words; all empty when it did not speak. */
public record FiguresView(String shown, String interrupted, String overridden, String accepted) {
    private static final FiguresView NONE = new FiguresView("", "", "", "");

    static FiguresView of(@Nullable Figures figures) {
        if (figures == null) {
            return NONE;
        }
        return new FiguresView(
                Integer.toString(figures.shown()),
                figures.interrupted() == 0 ? "" : Integer.toString(figures.interrupted()),
                share(figures.overridden(), figures.interrupted()),
                share(figures.accepted(), figures.interrupted()));
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "" : part + " (" + Math.round(100.0 * part / whole) + " %)";
    }
}
