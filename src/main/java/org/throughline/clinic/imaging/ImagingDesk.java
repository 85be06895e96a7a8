package org.throughline.clinic.imaging;

import java.time.Clock;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.imaging.ImagingHistory;
import org.throughline.care.imaging.KeyLabs;
import org.throughline.care.imaging.Reading;
import org.throughline.care.imaging.ReadingList;
import org.throughline.care.imaging.SecondReadings;
import org.throughline.clinic.ChartPages;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.draft.Drafts;

/**
 * What the screens of imaging work with.
 *
 * @param clock of the practice, in whose time zone all is shown
 */
public record ImagingDesk(
        ReadingList list,
        Reading reading,
        SecondReadings seconds,
        ImagingHistory history,
        KeyLabs labs,
        ChartReader charts,
        ChartPages chartPages,
        Drafts drafts,
        AuditTrail audit,
        Pages pages,
        Clock clock) {
    Dates dates() {
        return new Dates(clock.getZone());
    }
}
