package org.throughline.clinic.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.watch.Alert;
import org.throughline.privacy.watch.Alerts;
import org.throughline.privacy.watch.Kind;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /privacy/alerts}: odd accesses, as the privacy officer's list of tasks. */
public final class AlertsScreen implements Screen {
    private static final String HOME = "/privacy/alerts";
    private static final int PAGE = 50;

    private final PrivacyDesk desk;
    private final Alerts alerts;
    private final Pages pages;

    public AlertsScreen(PrivacyDesk desk, Alerts alerts, Pages pages) {
        this.desk = desk;
        this.alerts = alerts;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "the alerts";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.PRIVACY);
        String id = PrivacyDesk.sentFor(visit);
        if (id.isEmpty()) {
            return page(visit, 0, "", "");
        }
        if (!id.matches("[0-9]{1,18}")) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        long number = Long.parseLong(id);
        String note = visit.form().value("note");
        return PrivacyDesk.done(
                () -> step(visit, number, note),
                HOME + "?" + AlertFilters.of(visit.request()).encoded(),
                failure -> page(visit, number, note, failure));
    }

    private void step(Visit visit, long number, String note) {
        if (visit.form().value("act").equals("escalate")) {
            alerts.escalate(visit.caller(), number, note);
            return;
        }
        for (Alert.Finding finding : Alert.Finding.values()) {
            if (finding.name().equals(visit.form().value("finding"))) {
                alerts.close(visit.caller(), number, finding, note);
                return;
            }
        }
        throw new Failed(new Failure.Invalid("required", "finding", "Choose what you found."));
    }

    private Answer page(Visit visit, long number, String typed, String failure) {
        AlertFilters filters = AlertFilters.of(visit.request());
        String from = visit.request().parameter("before").orElse("");
        long before = from.matches("[0-9]{1,18}") ? Long.parseLong(from) : Long.MAX_VALUE;
        List<Alert> found = alerts.find(visit.caller(), filters.query(PAGE + 1, before));
        List<Alert> shown = found.stream().limit(PAGE).toList();
        Set<Long> patients = shown.stream()
                .map(Alert::patient)
                .filter(patient -> patient != 0)
                .collect(Collectors.toSet());
        Map<Long, PatientPick> people = desk.people(visit.caller(), patients);
        desk.note(visit.caller(), "alerts?" + filters.encoded(), patients);
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "clinic/privacy/alerts.jte",
                Map.of(
                        "frame",
                        visit.frame("Alerts", Place.PRIVACY),
                        "tabs",
                        desk.tabs(visit.caller(), HOME),
                        "filters",
                        filters,
                        "query",
                        from.isEmpty() ? filters.encoded() : filters.encoded() + "&before=" + before,
                        "alerts",
                        shown.stream()
                                .map(alert -> view(visit, alert, people, number, typed, failure))
                                .toList(),
                        "next",
                        found.size() > PAGE
                                ? HOME + "?" + filters.encoded() + "&before="
                                        + shown.getLast().number()
                                : ""));
    }

    private AlertView view(
            Visit visit, Alert alert, Map<Long, PatientPick> people, long number, String typed, String failure) {
        Dates dates = desk.dates();
        String first = dates.moment(alert.first());
        String last = dates.moment(alert.last());
        boolean mine = alert.number() == number;
        PatientPick patient = people.get(alert.patient());
        return new AlertView(
                alert.number(),
                alert.display(),
                alert.roles(),
                patient,
                alert.reasons(),
                first.equals(last) ? first : first + " to " + last,
                entries(alert, patient == null ? "" : patient.id()),
                alert.steps().stream().map(step -> words(step, dates)).toList(),
                switch (alert.state()) {
                    case OPEN -> "";
                    case ESCALATED -> "Passed on";
                    case CLOSED -> "Looked into";
                },
                alert.state() != Alert.State.CLOSED,
                alert.agent().equals(visit.caller().id()),
                mine ? typed : "",
                mine ? failure : "");
    }

    private static String words(Alert.Step step, Dates dates) {
        Alert.Finding finding = step.finding();
        String what = finding == null ? "Passed on" : finding.label();
        return what + ": " + step.note() + " (" + step.by() + ", " + dates.moment(step.at()) + ")";
    }

    /** Of one patient those of this person; of many those of this person on the days. */
    private String entries(Alert alert, String patient) {
        String who = "/privacy?who=" + URLEncoder.encode(alert.agent(), UTF_8);
        if (!patient.isEmpty()) {
            return who + "&patient=" + URLEncoder.encode(patient, UTF_8);
        }
        LocalDate from = alert.first().atZone(desk.dates().zone()).toLocalDate();
        LocalDate until = alert.last().atZone(desk.dates().zone()).toLocalDate();
        int back = alert.kinds().contains(Kind.OFTEN) ? 7 : 0;
        return who + "&from=" + from.minusDays(back) + "&until=" + until;
    }
}
