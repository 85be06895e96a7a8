package org.throughline.clinic.transfer;

import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.registration.Matching;
import org.throughline.care.registration.Registry;
import org.throughline.care.summary.SummaryReader;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.registration.RegistrationScreen;
import org.throughline.network.transfer.Transfers;
import org.throughline.privacy.place.PlaceLaw;
import org.throughline.ui.Pages;
import org.throughline.ui.Visit;

/**
 * What the screens of transfers work with.
 *
 * @param law of the place
 * @param belonging where a new patient is registered
 * @param visible which of these addresses a caller may see
 */
public record TransferDesk(
        Transfers transfers,
        SummaryReader summaries,
        Matching matching,
        Registry registry,
        Function<Visit, RegistrationScreen.Belonging> belonging,
        PlaceLaw law,
        ChartReader charts,
        ChartPages chartPages,
        BiFunction<Caller, Collection<Long>, Set<Long>> visible,
        AuditTrail audit,
        Pages pages,
        Clock clock) {}
