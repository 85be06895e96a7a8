package org.throughline.clinic.privacy;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Duty;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.protection.Emergencies;
import org.throughline.record.protection.Emergency;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** The privacy officer's page. Who looks at the trail is in the trail. */
public final class PrivacyScreen implements Screen {
    private static final int MOST_OPENED = 50;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm", Locale.ENGLISH);

    private final AuditTrail audit;
    private final Emergencies emergencies;
    private final TrailPages trail;
    private final Pages pages;
    private final Clock clock;

    public PrivacyScreen(AuditTrail audit, Emergencies emergencies, Pages pages, Clock clock) {
        this.audit = audit;
        this.emergencies = emergencies;
        this.trail = new TrailPages(audit.events(), clock.getZone());
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "the audit trail";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.PRIVACY);
        return switch (visit.request().method() + " " + visit.request().path()) {
            case "GET /privacy", "HEAD /privacy" -> page(visit);
            case "GET /privacy/trail.csv" -> file(visit);
            case "POST /privacy/reviewed" -> review(visit);
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    private Answer page(Visit visit) {
        TrailView view = trail.page(visit.request());
        note(visit, "trail");
        List<OpenedView> opened =
                emergencies.unreviewed(MOST_OPENED).stream().map(this::opened).toList();
        return pages.page(
                200,
                "clinic/privacy/privacy.jte",
                Map.of("frame", visit.frame("Privacy", Place.PRIVACY), "trail", view, "opened", opened));
    }

    private Answer file(Visit visit) {
        Answer file = trail.file(visit.request());
        note(visit, "trail.csv");
        return file;
    }

    private Answer review(Visit visit) {
        String number = visit.form().value("number");
        if (!number.matches("[0-9]{1,18}") || visit.form().value("finding").isBlank()) {
            throw new Failed(new Failure.Malformed("required", "finding", "Say what you found."));
        }
        emergencies.review(visit.caller(), Long.parseLong(number), visit.form().value("finding"));
        return Answer.redirect("/privacy");
    }

    private OpenedView opened(Emergency emergency) {
        return new OpenedView(
                emergency.number(),
                TIME.withZone(clock.getZone()).format(emergency.begun()),
                emergency.display(),
                emergency.patient(),
                emergency.reason());
    }

    private void note(Visit visit, String what) {
        String patient = visit.request().parameter("patient").orElse("").strip();
        Set<Long> patients = patient.isEmpty() ? Set.of() : Set.of(Address.of("Patient", patient));
        String target = what + "?" + visit.request().query();
        audit.record(Access.of(clock.instant(), visit.caller(), Action.VIEW, 0, target, 200, patients));
    }
}
