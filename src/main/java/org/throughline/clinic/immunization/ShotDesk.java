package org.throughline.clinic.immunization;

import java.time.Clock;
import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.care.immunization.AfterDoses;
import org.throughline.care.immunization.Immunizations;
import org.throughline.care.immunization.Stock;
import org.throughline.clinic.ChartPages;
import org.throughline.terminology.vaccine.Vaccines;
import org.throughline.ui.draft.Drafts;

/**
 * What the screens of a patient's immunizations work with.
 *
 * @param practice its name, as whoever asks may know it
 * @param clock of the practice, in whose time zone all is shown
 */
public record ShotDesk(
        Immunizations immunizations,
        AfterDoses after,
        Stock stock,
        Vaccines vaccines,
        ChartPages pages,
        Drafts drafts,
        Function<Caller, String> practice,
        Clock clock) {}
