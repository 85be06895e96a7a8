package org.throughline.clinic.entry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.WrongChart;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Member;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Roster;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.clinic.inbox.Team;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Subject;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /wrong/PATIENT/TYPE/ID}: an entry, or a visit with what was entered in it, that is another patient's. It is taken out
 * of this chart, entered in the right one when that is known, and those who have looked meanwhile are told.
 */
public final class WrongScreen implements Screen {
    private static final int MOST = 8;
    private static final int MOST_NAMED = 30;

    private final WrongChart wrong;
    private final ChartReader charts;
    private final Tasks tasks;
    private final Supplier<Team.Present> team;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    public WrongScreen(
            WrongChart wrong,
            ChartReader charts,
            Tasks tasks,
            Supplier<Team.Present> team,
            AuditTrail audit,
            Pages pages,
            Clock clock) {
        this.wrong = wrong;
        this.charts = charts;
        this.tasks = tasks;
        this.team = team;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "charts";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() != 4) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        if (!visit.caller().may(Interaction.UPDATE, path.get(2))) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        Entries.Chart chart = chart(visit, path.get(1));
        WrongChart.Found found = wrong.find(chart, path.get(2), path.get(3));
        return visit.posts() && !visit.form().has("find")
                ? move(visit, chart, found)
                : page(visit, chart, found, 200, "");
    }

    private static Entries.Chart chart(Visit visit, String patient) {
        Subject subject = visit.session().account().subject();
        return new Entries.Chart(
                visit.caller(),
                patient,
                subject == null
                        ? null
                        : new Author(
                                subject.toString(), visit.session().account().display()));
    }

    private Answer move(Visit visit, Entries.Chart chart, WrongChart.Found found) {
        Form form = visit.form();
        List<WrongChart.Viewer> viewers = wrong.viewers(chart, found.since());
        try {
            wrong.move(chart, found, form.value("to"), form.value("reason"));
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid || e.failure() instanceof Failure.Conflict) {
                int status = e.failure() instanceof Failure.Invalid ? 422 : 409;
                return page(visit, chart, found, status, e.failure().message());
            }
            throw e;
        }
        tell(visit, chart, found, viewers);
        return Answer.redirect(back(visit) + "?retracted=1");
    }

    /** Tells those who were chosen of those who have looked, by a message about the patient in whose chart it was. */
    private void tell(Visit visit, Entries.Chart chart, WrongChart.Found found, List<WrongChart.Viewer> viewers) {
        Roster roster = team.get().roster();
        Set<String> chosen = Set.copyOf(visit.form().values("tell"));
        List<Recipient> recipients = viewers.stream()
                .filter(viewer -> chosen.contains(viewer.agent()))
                .flatMap(viewer -> recipient(roster, viewer).stream())
                .toList();
        if (!recipients.isEmpty()) {
            tasks.send(
                    new Who(visit.caller(), chart.author()),
                    new Tasks.NewMessage(
                            chart.patient(),
                            "Was on the wrong patient",
                            "This was entered on the wrong patient and is taken out of the chart: "
                                    + String.join(", ", names(found))
                                    + ". You have looked at the chart meanwhile. Reason: "
                                    + visit.form().value("reason").strip(),
                            recipients,
                            Priority.URGENT));
        }
    }

    private static Optional<Recipient> recipient(Roster roster, WrongChart.Viewer viewer) {
        String number = viewer.agent().replaceFirst("^account/", "");
        return number.matches("[0-9]{1,18}")
                ? roster.member(Long.parseLong(number))
                        .filter(Member::active)
                        .flatMap(member -> Optional.ofNullable(member.reference())
                                .map(reference -> new Recipient(new Addressee.Person(reference), member.name())))
                : Optional.empty();
    }

    private static List<String> names(WrongChart.Found found) {
        return found.resources().stream()
                .map(WrongChart::name)
                .limit(MOST_NAMED)
                .toList();
    }

    private static String back(Visit visit) {
        String section = switch (visit.path().get(2)) {
            case "Condition" -> "problems";
            case "AllergyIntolerance" -> "allergies";
            case "Encounter" -> "visits";
            default -> "vitals";
        };
        return "/patients/" + visit.path().get(1) + "/" + section;
    }

    private Answer page(Visit visit, Entries.Chart chart, WrongChart.Found found, int status, String failure) {
        Form form = visit.form();
        Person person = charts.person(visit.caller(), chart.patient());
        String typed = form.value("q");
        List<Person> fits = typed.isBlank()
                ? List.of()
                : charts.patients(visit.caller(), typed, MOST).stream()
                        .filter(each -> !each.id().equals(chart.patient()))
                        .toList();
        Set<Long> told = Stream.concat(Stream.of(chart.patient()), fits.stream().map(Person::id))
                .map(id -> Address.of("Patient", id))
                .collect(Collectors.toSet());
        audit.record(Access.of(
                clock.instant(),
                visit.caller(),
                Action.VIEW,
                0,
                "wrong/" + visit.path().get(2),
                200,
                told));
        Roster roster = team.get().roster();
        Dates dates = new Dates(clock.getZone());
        List<String> what = new ArrayList<>(names(found));
        WrongView view = new WrongView(
                visit.request().path(),
                back(visit),
                person.listed(),
                what,
                found.left(),
                wrong.viewers(chart, found.since()).stream()
                        .map(viewer -> new WrongView.Viewer(
                                viewer.agent(),
                                viewer.display(),
                                dates.moment(viewer.last()),
                                recipient(roster, viewer).isPresent()))
                        .toList(),
                typed,
                fits.stream()
                        .map(each -> new WrongView.Patient(each.id(), each.listed(), facts(each, dates)))
                        .toList(),
                form.value("to"),
                form.value("reason"),
                failure);
        return pages.page(
                status,
                "clinic/entry/wrong.jte",
                Map.of("frame", visit.frame("Wrong patient", Place.PATIENTS), "view", view));
    }

    private String facts(Person person, Dates dates) {
        return Stream.of(
                        dates.date(person.birthDate()),
                        dates.age(person.birthDate(), "", LocalDate.now(clock)),
                        person.gender(),
                        person.number())
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
