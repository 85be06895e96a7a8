package org.throughline.clinic.privacy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
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

/** {@code /privacy}: charts opened with a reason, and the trail. Who looks at the trail is in the trail. */
public final class PrivacyScreen implements Screen {
    private static final int MOST_OPENED = 50;

    private final PrivacyDesk desk;
    private final Emergencies emergencies;
    private final TrailPages trail;
    private final Pages pages;

    public PrivacyScreen(PrivacyDesk desk, Emergencies emergencies, Pages pages) {
        this.desk = desk;
        this.emergencies = emergencies;
        this.trail = new TrailPages(desk);
        this.pages = pages;
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
        TrailView view = trail.page(visit);
        if (view.picks().size() == 1) {
            return Answer.redirect(view.picks().getFirst().address());
        }
        note(visit, "trail");
        return pages.page(
                200,
                "clinic/privacy/privacy.jte",
                Map.of(
                        "frame",
                        visit.frame("Privacy", Place.PRIVACY),
                        "tabs",
                        desk.tabs(visit.caller(), "/privacy"),
                        "trail",
                        view,
                        "opened",
                        opened(visit.caller())));
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

    private List<OpenedView> opened(Caller caller) {
        List<Emergency> unreviewed = emergencies.unreviewed(MOST_OPENED);
        Map<Long, PatientPick> people = desk.people(
                caller, unreviewed.stream().map(PrivacyScreen::address).collect(Collectors.toSet()));
        return unreviewed.stream()
                .map(emergency -> new OpenedView(
                        emergency.number(),
                        desk.dates().moment(emergency.begun()),
                        emergency.display(),
                        people.getOrDefault(
                                address(emergency), new PatientPick(emergency.patient(), emergency.patient(), "")),
                        emergency.reason()))
                .toList();
    }

    private static Long address(Emergency emergency) {
        return Address.of("Patient", emergency.patient());
    }

    private void note(Visit visit, String what) {
        String patient = visit.request().parameter("patient").orElse("").strip();
        desk.note(
                visit.caller(),
                what + "?" + visit.request().query(),
                patient.isEmpty() ? Set.of() : Set.of(Address.of("Patient", patient)));
    }
}
