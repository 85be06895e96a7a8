package org.throughline.clinic;

import org.throughline.access.Caller;
import org.throughline.ui.Visit;

/** Whose entries a chart shows. */
public enum Whose {
    /** Our own. */
    OURS,
    /** Ours, and what other organizations hold about the patient. */
    EVERYONES;

    /** What was chosen, as the address says it. */
    public static Whose of(Visit visit) {
        return visit.request().parameter("whose").filter("ours"::equals).isPresent() ? OURS : EVERYONES;
    }

    /** As whom the chart is read for a visitor. */
    public static Caller reader(Visit visit) {
        return switch (of(visit)) {
            case OURS -> visit.caller().withoutOutside();
            case EVERYONES -> visit.caller().withOutside();
        };
    }
}
