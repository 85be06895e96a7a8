package org.throughline.clinic.referral;

import java.time.Clock;
import java.util.function.Function;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.document.Documents;
import org.throughline.care.note.Notes;
import org.throughline.care.referral.Referrals;
import org.throughline.care.registration.Matching;
import org.throughline.care.registration.Registry;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.summary.SummaryReader;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.registration.RegistrationScreen;
import org.throughline.network.referral.Arrivals;
import org.throughline.network.referral.ReferralMessages;
import org.throughline.ui.Pages;
import org.throughline.ui.Visit;

/** What the screens of referrals work with. */
public record ReferralDesk(
        Referrals referrals,
        Arrivals arrivals,
        ReferralMessages messages,
        Matching matching,
        Registry registry,
        Function<Visit, RegistrationScreen.Belonging> belonging,
        SummaryReader summaries,
        Notes notes,
        Documents documents,
        ScheduleReader schedule,
        ChartReader charts,
        ChartPages chartPages,
        AuditTrail audit,
        Pages pages,
        Clock clock) {}
