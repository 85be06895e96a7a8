package org.throughline.clinic.wrong;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Entries;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Member;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.wrong.WrongChart;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.clinic.inbox.Team;
import org.throughline.clinic.note.NoteDrafts;
import org.throughline.events.reminder.ReminderRows;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /wrong/PATIENT/TYPE/ID}: an entry, a signed note, or a visit with what was entered in it, that is another patient's. It
 * is taken out of this chart and entered in the right one when that is known; a signed note becomes a draft there. Those who
 * have looked meanwhile are told, reminders that wait are stopped, and what has left the practice is listed and becomes a task.
 */
public final class WrongScreen implements Screen {
    private static final int MOST = 8;
    private static final int MOST_NAMED = 30;
    private static final String PRIVACY = "privacy-officer";

    private final WrongChart wrong;
    private final ChartReader charts;
    private final Telling telling;
    private final SentOut sent;
    private final NoteDrafts drafts;
    private final Supplier<Team.Present> team;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    /** @param callers who acts with an account at this moment */
    public WrongScreen(
            WrongChart wrong,
            ChartReader charts,
            Tasks tasks,
            LongFunction<Optional<Caller>> callers,
            ReminderRows reminders,
            NoteDrafts drafts,
            Supplier<Team.Present> team,
            AuditTrail audit,
            Pages pages,
            Clock clock) {
        this.wrong = wrong;
        this.charts = charts;
        this.telling = new Telling(tasks, charts, callers, clock);
        this.sent = new SentOut(reminders, clock);
        this.drafts = drafts;
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
        visit.requireSame(path.get(1));
        Entries.Chart chart = EntryDesk.chart(visit, path.get(1));
        WrongChart.Found found = wrong.find(chart, path.get(2), path.get(3));
        return visit.posts() && !visit.form().has("find")
                ? move(visit, chart, found)
                : page(visit, chart, found, 200, "");
    }

    private Answer move(Visit visit, Entries.Chart chart, WrongChart.Found found) {
        Form form = visit.form();
        String to = form.value("to");
        List<AuditEntry> trail = wrong.since(chart, found.since());
        List<Looks.Looker> lookers = new Looks(trail, team.get().roster()).all();
        List<String> out = sent.of(found, trail);
        Telling.Done done =
                new Telling.Done(chart, found, to, form.value("reason").strip());
        try {
            if (!to.isEmpty()) {
                charts.person(visit.caller(), to);
            }
            wrong.move(chart, found, to, form.value("reason"), told(done, lookers, out));
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid || e.failure() instanceof Failure.Conflict) {
                int status = e.failure() instanceof Failure.Invalid ? 422 : 409;
                return page(visit, chart, found, status, e.failure().message());
            }
            throw e;
        }
        sent.stop(found);
        return Answer.redirect(writeAnew(visit, done).orElse(back(visit) + "?retracted=1"));
    }

    /** The messages to those who have looked, and the task to recall what was sent: written with the act, or not at all. */
    private List<Intent> told(Telling.Done done, List<Looks.Looker> lookers, List<String> out) {
        List<String> without = lookers.stream()
                .filter(looker -> looker.member().isEmpty())
                .map(Looks.Looker::name)
                .toList();
        return Stream.concat(
                        telling.lookers(done, lookers).stream(),
                        telling.recall(done, out, without, unwritten(done), privacyOfficer()).stream())
                .toList();
    }

    private Optional<Recipient> privacyOfficer() {
        return team.get()
                .roster()
                .leader(PRIVACY)
                .map(any -> new Recipient(new Addressee.Role(PRIVACY), "Privacy officer"));
    }

    /** Notes that nobody has as a draft: it is not known whose they are, or their author cannot open that chart. */
    private List<String> unwritten(Telling.Done done) {
        return done.to().isEmpty()
                ? List.of()
                : done.found().notes().stream()
                        .filter(note -> author(done, note).isEmpty())
                        .map(WrongChart.SignedNote::title)
                        .toList();
    }

    /** The author of a note who can write it anew in the right chart. */
    private Optional<Member> author(Telling.Done done, WrongChart.SignedNote note) {
        return team.get()
                .roster()
                .member(note.author())
                .filter(Member::active)
                .filter(member -> telling.opens(member, done.to()));
    }

    /** Each note becomes a draft of its author in the right chart; where the visitor's own first one is. */
    private Optional<String> writeAnew(Visit visit, Telling.Done done) {
        Optional<String> own = Optional.empty();
        if (!done.to().isEmpty()) {
            for (WrongChart.SignedNote note : done.found().notes()) {
                Optional<Member> author = author(done, note);
                if (author.isPresent()) {
                    long account = author.get().account();
                    Optional<String> address = drafts.begin(done.chart(), note.id(), done.to(), account);
                    own = own.isEmpty() && account == visit.session().account().number() ? address : own;
                }
            }
        }
        return own;
    }

    private static String back(Visit visit) {
        String patient = visit.path().get(1);
        String type = visit.path().get(2);
        return type.equals("DocumentReference")
                ? "/notes/" + patient + "/" + visit.path().get(3)
                : "/patients/" + patient + "/" + EntryDesk.sectionOf(type);
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
        List<AuditEntry> trail = wrong.since(chart, found.since());
        Dates dates = new Dates(clock.getZone());
        WrongView view = new WrongView(
                visit.request().path(),
                back(visit),
                person.listed(),
                found.names().stream().limit(MOST_NAMED).toList(),
                Math.max(0, found.names().size() - MOST_NAMED),
                !found.notes().isEmpty(),
                found.left(),
                new Looks(trail, team.get().roster())
                        .all().stream()
                                .map(looker -> new WrongView.Viewer(
                                        looker.name(),
                                        dates.moment(looker.last().at()),
                                        looker.member().isPresent()))
                                .toList(),
                sent.of(found, trail),
                typed,
                fits.stream()
                        .map(each -> new WrongView.Patient(each.id(), each.listed(), facts(each, dates)))
                        .toList(),
                form.value("to"),
                form.value("reason"),
                failure);
        return pages.page(
                status,
                "clinic/wrong/wrong.jte",
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
