package org.throughline.clinic.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEvents;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.amendment.Amendments;
import org.throughline.privacy.question.Questions;
import org.throughline.privacy.watch.Alerts;
import org.throughline.record.protection.Emergencies;
import org.throughline.ui.Dates;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/** What the privacy officer's pages share: the ways between them, patients by name, and the notes in the trail. */
public final class PrivacyDesk {
    static final String NO_DAY = "Write a day as 14-Jul-2025, 14/7/25 or t-3d.";
    private static final int MOST_FOUND = 20;

    private final AuditTrail audit;
    private final ChartReader charts;
    private final Emergencies emergencies;
    private final Questions questions;
    private final Alerts alerts;
    private final Amendments amendments;
    private final Clock clock;

    public PrivacyDesk(
            AuditTrail audit,
            ChartReader charts,
            Emergencies emergencies,
            Questions questions,
            Alerts alerts,
            Amendments amendments,
            Clock clock) {
        this.audit = audit;
        this.charts = charts;
        this.emergencies = emergencies;
        this.questions = questions;
        this.alerts = alerts;
        this.amendments = amendments;
        this.clock = clock;
    }

    /** The ways between the pages, with what waits at each. */
    List<Tab> tabs(Caller caller, String current) {
        return List.of(
                tab("Accesses", "/privacy", emergencies.waiting(), current),
                tab("Alerts", "/privacy/alerts", alerts.waiting(), current),
                tab("Questions", "/privacy/questions", waitingQuestions(caller), current),
                tab("Corrections", "/privacy/amendments", waitingAmendments(caller), current),
                tab("Disclosures", "/privacy/disclosures", 0, current),
                tab("Rules", "/privacy/place", 0, current));
    }

    private long waitingQuestions(Caller caller) {
        return caller.may(Interaction.SEARCH, "Communication") ? questions.waiting(caller) : 0;
    }

    private long waitingAmendments(Caller caller) {
        return caller.may(Interaction.SEARCH, "Task") ? amendments.waiting(caller) : 0;
    }

    private static Tab tab(String name, String address, long waiting, String current) {
        return new Tab(name, address, waiting, address.equals(current));
    }

    AuditEvents events() {
        return audit.events();
    }

    /** A day that was typed in any of the ways in which the staff may type one; empty when it is none. */
    Optional<LocalDate> day(String typed) {
        return TypedDate.read(typed, today())
                .filter(date -> date.length() == 10)
                .map(LocalDate::parse);
    }

    /**
     * A day that was typed.
     *
     * @throws Failed with {@link Failure.Malformed} when it is none
     */
    LocalDate day(String typed, String field) {
        return day(typed).orElseThrow(() -> new Failed(new Failure.Malformed("value", field, NO_DAY)));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    /**
     * Does what was sent below a page and goes back to it; what is wrong with it is said there, beside what was typed.
     *
     * @param act what is to be done
     * @param back where it leads then
     * @param again the page with what is wrong with what was sent
     */
    static Answer done(Runnable act, String back, Function<String, Answer> again) {
        try {
            act.run();
            return Answer.redirect(back);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid invalid) {
                return again.apply(invalid.message());
            }
            throw e;
        }
    }

    /** What an entry was sent for, below a page: {@code /privacy/questions/ID}; empty for the page itself. */
    static String sentFor(Visit visit) {
        int parts = visit.path().size();
        if (visit.posts() ? parts != 3 : parts != 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return visit.posts() ? visit.path().get(2) : "";
    }

    Instant now() {
        return clock.instant();
    }

    Dates dates() {
        return new Dates(clock.getZone());
    }

    /** Patients whom what was typed fits; that somebody saw them is in the trail. */
    List<PatientPick> find(Caller caller, String typed) {
        List<Person> found = charts.patients(caller, typed, MOST_FOUND);
        note(
                caller,
                "Patient?" + typed,
                found.stream().map(person -> Address.of("Patient", person.id())).collect(Collectors.toSet()));
        return found.stream().map(this::pick).toList();
    }

    /** The patient of an id; without a name when the officer may not know it, or there is none. */
    PatientPick patient(Caller caller, String id) {
        return people(caller, Set.of(Address.of("Patient", id)))
                .getOrDefault(Address.of("Patient", id), new PatientPick(id, id, ""));
    }

    /** Patients by their addresses. */
    Map<Long, PatientPick> people(Caller caller, Collection<Long> addresses) {
        return charts.people(caller, addresses).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> pick(entry.getValue())));
    }

    private PatientPick pick(Person person) {
        String name = person.listed();
        String born = person.birthDate().isEmpty() ? "" : "born " + dates().date(person.birthDate());
        return new PatientPick(person.id(), name, person.number().isEmpty() ? born : born + " · " + person.number());
    }

    /** Enters in the trail that a page was shown. */
    void note(Caller caller, String target, Set<Long> patients) {
        audit.record(Access.of(clock.instant(), caller, Action.VIEW, 0, target, 200, patients));
    }

    /** The addresses of the records that were merged into a patient's. */
    Set<Long> former(String patient) {
        return charts.former(patient);
    }
}
