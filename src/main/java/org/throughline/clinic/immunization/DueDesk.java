package org.throughline.clinic.immunization;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.throughline.audit.AuditTrail;
import org.throughline.care.entry.Choice;
import org.throughline.care.recall.Contacts;
import org.throughline.events.forecast.ForecastRows;
import org.throughline.ui.Pages;

/**
 * What the list of who is due works with.
 *
 * @param groups the groups of vaccines of the schedule; none when there is none
 * @param providers who treats patients
 * @param clock of the practice, in whose time zone days begin
 */
public record DueDesk(
        ForecastRows rows,
        Contacts contacts,
        Supplier<List<String>> groups,
        Supplier<List<Choice>> providers,
        AuditTrail audit,
        Pages pages,
        Clock clock) {}
