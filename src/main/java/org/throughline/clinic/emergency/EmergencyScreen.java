package org.throughline.clinic.emergency;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Duty;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.summary.HandedSummary;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.emergency.Asked;
import org.throughline.network.emergency.EmergencyCalls;
import org.throughline.network.emergency.Source;
import org.throughline.network.emergency.Told;
import org.throughline.terminology.drug.Drugs;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /emergency/PATIENT}: asks all members of the network and all outside servers, with a reason, what they know of a patient of ours who may be linked
 * to nobody's. What has come within 1.2 seconds is shown, with who is missing; who answers later
 * ({@code /emergency/PATIENT/ASKED}) appears by itself.
 */
public final class EmergencyScreen implements Screen {
    private static final Duration AT_ONCE = Duration.ofMillis(1200);

    /** What is nearly always the reason. */
    private static final List<String> REASONS = List.of(
            "Emergency: the patient cannot tell",
            "Emergency: life is in danger",
            "Emergency: treatment cannot wait for consent elsewhere");

    private final EmergencyCalls calls;
    private final ChartReader charts;
    private final Drugs drugs;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    public EmergencyScreen(
            EmergencyCalls calls, ChartReader charts, Drugs drugs, AuditTrail audit, Pages pages, Clock clock) {
        this.calls = calls;
        this.charts = charts;
        this.drugs = drugs;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "what other organizations know of a patient";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.BREAK_GLASS);
        List<String> path = visit.path();
        if (path.size() == 2 && !path.get(1).isEmpty()) {
            return visit.posts() ? ask(visit, path.get(1)) : question(visit, path.get(1), 200, "");
        }
        if (path.size() == 3 && !visit.posts()) {
            return calls.find(visit.caller(), path.get(1), path.get(2))
                    .map(asked -> told(visit, asked))
                    .orElseGet(() -> Answer.redirect("/emergency/" + path.get(1)));
        }
        throw new Failed(new Failure.NotFound("There is no such page."));
    }

    private Answer ask(Visit visit, String patient) {
        visit.requireSame(patient);
        String picked = visit.form().value("reason");
        String words = visit.form().value("words").strip();
        String reason = words.isEmpty() ? picked : picked.isBlank() ? words : picked + ". " + words;
        try {
            Asked asked = calls.ask(visit.caller(), patient, reason);
            asked.await(AT_ONCE, clock.instant());
            return told(visit, asked);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Malformed malformed) {
                return question(visit, patient, 422, malformed.message());
            }
            throw e;
        }
    }

    private Answer question(Visit visit, String patient, int status, String failure) {
        note(visit, patient, "emergency");
        Map<String, Object> parameters = parameters(visit, patient);
        parameters.put("members", calls.names());
        parameters.put("reasons", REASONS);
        parameters.put("picked", visit.posts() ? visit.form().value("reason") : "");
        parameters.put("words", visit.posts() ? visit.form().value("words") : "");
        parameters.put("failure", failure);
        return pages.page(status, "clinic/emergency/question.jte", parameters);
    }

    /** The page, or what of it changes while somebody is waited for. */
    private Answer told(Visit visit, Asked asked) {
        note(visit, asked.patient(), "emergency/told");
        Map<String, Object> parameters = parameters(visit, asked.patient());
        parameters.put("view", view(asked));
        return pages.page(200, "clinic/emergency/told.jte", parameters);
    }

    private Map<String, Object> parameters(Visit visit, String patient) {
        Person person = charts.person(visit.caller(), patient);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Emergency · " + person.listed(), Place.PATIENTS));
        parameters.put("patient", patient);
        parameters.put("name", person.listed());
        parameters.put("born", new Dates(clock.getZone()).date(person.birthDate()));
        return parameters;
    }

    private EmergencyView view(Asked asked) {
        Dates dates = new Dates(clock.getZone());
        List<EmergencyView.Row> rows = new ArrayList<>();
        Map<String, HandedSummary> summaries = new LinkedHashMap<>();
        for (Source member : asked.sources()) {
            Optional<Asked.Answered> answered = asked.of(member);
            rows.add(row(member, answered));
            if (answered.isPresent()
                    && answered.get().told() instanceof Told.Known(HandedSummary summary, String gap)) {
                summaries.put(member.name(), summary);
            }
        }
        return new EmergencyView(
                asked.waits() ? "/emergency/" + asked.patient() + "/" + asked.id() : "",
                dates.moment(asked.at()) + ", " + asked.reason(),
                rows,
                summaries.isEmpty() ? List.of() : new Merging(drugs, dates).groups(summaries));
    }

    private static EmergencyView.Row row(Source member, Optional<Asked.Answered> answered) {
        if (answered.isEmpty()) {
            return new EmergencyView.Row(
                    member.name(), "did not answer yet: what it knows is missing. It appears here when it comes", true);
        }
        String after = seconds(answered.get().after());
        return switch (answered.get().told()) {
            case Told.Known(HandedSummary ignored, String gap) ->
                new EmergencyView.Row(
                        member.name(),
                        "knows the patient" + after
                                + (gap.isEmpty() ? "" : "; it gives no " + gap + ": that is missing"),
                        !gap.isEmpty());
            case Told.Perhaps(String call) ->
                new EmergencyView.Row(
                        member.name(), "knows perhaps such a person: call " + (call.isEmpty() ? "there" : call), true);
            case Told.Nobody ignored ->
                new EmergencyView.Row(
                        member.name(), "knows nobody with these details of whom it may tell" + after, false);
            case Told.Refused(String why) -> new EmergencyView.Row(member.name(), "refuses: " + why, true);
            case Told.Silent ignored ->
                new EmergencyView.Row(member.name(), "did not answer: what it knows is missing", true);
        };
    }

    private static String seconds(Duration after) {
        return " (after " + Math.max(1, Math.round(after.toMillis() / 100.0)) / 10.0 + " s)";
    }

    private void note(Visit visit, String patient, String what) {
        audit.record(Access.of(
                clock.instant(),
                visit.caller(),
                Action.VIEW,
                0,
                "chart/" + patient + "/" + what,
                200,
                Set.of(Address.of("Patient", patient))));
    }
}
