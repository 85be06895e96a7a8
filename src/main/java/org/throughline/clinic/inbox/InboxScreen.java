package org.throughline.clinic.inbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Worklist;
import org.throughline.clinic.PatientList;
import org.throughline.clinic.PatientNames;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.message.MessagePost;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;
import org.throughline.ui.draft.Drafts;

/**
 * {@code /inbox}: what waits for the visitor, for a role, or for others whom the visitor asked; {@code /inbox/TYPE/ID} opens
 * one of it beside the list, and a form sent there does it and opens the next. {@code /inbox/count} is the number in the
 * rail.
 */
public final class InboxScreen implements Screen {
    private static final int MOST = 100;

    private final Team team;
    private final Worklist worklist;
    private final Lists lists;
    private final Tasks tasks;
    private final MessagePost talks;
    private final ChartReader charts;
    private final Drafts drafts;
    private final AuditTrail audit;
    private final Pages pages;
    private final IntSupplier asked;
    private final Clock clock;

    public InboxScreen(
            Team team,
            Worklist worklist,
            Tasks tasks,
            MessagePost talks,
            ChartReader charts,
            Drafts drafts,
            AuditTrail audit,
            Pages pages,
            IntSupplier asked,
            Clock clock) {
        this.asked = asked;
        this.team = team;
        this.worklist = worklist;
        this.lists = new Lists(team, worklist);
        this.tasks = tasks;
        this.talks = talks;
        this.charts = charts;
        this.drafts = drafts;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "an inbox";
    }

    @Override
    public Answer answer(Visit visit) {
        requireStaff(visit);
        List<String> path = visit.path();
        if (path.size() == 2 && path.get(1).equals("count")) {
            return count(visit);
        }
        if (path.size() != 1 && path.size() != 3) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        if (visit.posts()) {
            return path.size() == 3 ? act(visit, path.get(1), path.get(2)) : Answer.of(405);
        }
        Listed listed = lists.of(visit);
        Waiting open =
                path.size() == 3 ? worklist.find(path.get(1), path.get(2)).orElse(null) : null;
        if (path.size() == 3 && open == null) {
            return Answer.redirect(withDone(listed.showing().address(), "That is done already."));
        }
        return page(visit, 200, listed, open, "");
    }

    /** Only who works here has an inbox: whoever may do something to everybody's tasks. */
    static void requireStaff(Visit visit) {
        if (!Place.INBOX.isFor(visit.caller())) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    /** Part of a page, so not audited: it says nothing about anybody. */
    private Answer count(Visit visit) {
        Team.Present present = team.present();
        long count = present.member(visit)
                .map(member -> worklist.of(present.roster(), member).stream()
                        .filter(waiting -> waiting.kind().isToDo())
                        .count())
                .orElse(0L);
        return pages.page(200, "clinic/inbox/count.jte", Map.of("count", count));
    }

    private Answer page(Visit visit, int status, Listed listed, @Nullable Waiting open, String failure) {
        List<Waiting> shown = listed.shown();
        List<Waiting> rows = shown.stream().limit(MOST).toList();
        List<Waiting> told = new ArrayList<>(rows);
        if (open != null) {
            told.add(open);
        }
        InboxViews views = views(visit, listed, told);
        if (open != null && !views.seen().contains(open.reference())) {
            requireOwn(listed, open);
        }
        note(visit, open == null ? "inbox" : "inbox/" + open.reference(), told);
        String current = open == null ? "" : open.reference();
        InboxView view = new InboxView(
                listed.lists(),
                listed.kinds(),
                listed.heading(),
                rows.stream().map(waiting -> views.row(waiting, current)).toList(),
                listed.showing().list().equals(Showing.TEAM)
                        ? lists.owners(listed.team().roster(), LocalDate.now(clock))
                        : List.of(),
                shown.size() - rows.size(),
                open == null ? null : panel(visit, listed, views, open, failure),
                visit.request().parameter("done").orElse(""));
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Inbox", Place.INBOX));
        parameters.put("view", view);
        parameters.put("asked", visit.caller().may(Interaction.UPDATE, "Patient") ? asked.getAsInt() : 0);
        return pages.page(status, "clinic/inbox/inbox.jte", parameters);
    }

    /** What is hidden from somebody is told to be there only to whose list it is on. */
    private static void requireOwn(Listed listed, Waiting open) {
        if (!listed.isMine(open)) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
    }

    private InboxViews views(Visit visit, Listed listed, Collection<Waiting> told) {
        Set<String> seen = worklist.seen(visit.caller(), told);
        PatientNames names = new PatientNames(clock);
        Map<Long, PatientList.Row> patients = new HashMap<>();
        charts.people(visit.caller(), patients(told))
                .forEach((address, person) -> patients.put(address, names.row(person)));
        return new InboxViews(
                listed.team(),
                team.rule(),
                team.resultRule(),
                clock.instant(),
                visit.session().account().number(),
                listed.showing(),
                seen,
                patients,
                new Dates(clock.getZone()),
                LocalDate.now(clock));
    }

    private static Set<Long> patients(Collection<Waiting> waiting) {
        return waiting.stream()
                .filter(each -> !each.patient().isEmpty())
                .map(each -> Address.of("Patient", each.patient()))
                .collect(Collectors.toSet());
    }

    private InboxView.Panel panel(Visit visit, Listed listed, InboxViews views, Waiting open, String failure) {
        boolean hidden = !views.seen().contains(open.reference());
        boolean task = open.type().equals("Task");
        boolean message = open.type().equals("Communication");
        PatientList.Row patient = views.patient(open);
        Elsewhere elsewhere = Elsewhere.of(open, hidden);
        Optional<Draft> draft =
                drafts.find(visit.session().account().number(), listed.showing().address(open));
        return new InboxView.Panel(
                hidden ? "Something that your roles do not show" : open.what(),
                listed.showing().address(open),
                listed.showing().address(),
                task,
                message,
                open.version(),
                open.patient(),
                patient == null ? "" : patient.name(),
                patient == null ? "" : patient.facts(),
                views.facts(open),
                hidden || !(task || message)
                        ? List.of()
                        : task ? tasks.notes(visit.caller(), open.id()) : tasks.talk(visit.caller(), open.id()),
                elsewhere.address(),
                elsewhere.words(),
                elsewhere.aside(),
                hidden,
                task && isOfRole(open) && Team.who(visit).author() != null,
                message
                        && (open.isFromElsewhere()
                                || open.addressees().stream().anyMatch(Addressee.Person.class::isInstance))
                        && !hidden
                        && tasks.isAnswerable(visit.caller(), open.id()),
                listed.team().choices(),
                draft.map(kept -> kept.form().value("text")).orElse(visit.form().value("text")),
                draft.map(Draft::revision).orElse(0),
                failure,
                views.dates());
    }

    private static boolean isOfRole(Waiting waiting) {
        return waiting.addressees().stream()
                .findFirst()
                .filter(Addressee.Role.class::isInstance)
                .isPresent();
    }

    /** Does what was sent and opens the next. */
    private Answer act(Visit visit, String type, String id) {
        Listed listed = lists.of(visit);
        Waiting open = worklist.find(type, id).orElse(null);
        if (open == null) {
            return Answer.redirect(withDone(listed.showing().address(), "Somebody else has done this meanwhile."));
        }
        if (!open.patient().equals(visit.form().value("patient"))) {
            throw new Failed(new Failure.Conflict("This form is of another patient. Nothing was done."));
        }
        boolean hidden = worklist.seen(visit.caller(), List.of(open)).isEmpty();
        if (hidden) {
            requireOwn(listed, open);
        }
        int index = index(listed.shown(), open);
        String done;
        try {
            done = InboxActs.run(tasks, talks, listed.team(), visit, open, hidden);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid || e.failure() instanceof Failure.Conflict) {
                int status = e.failure() instanceof Failure.Invalid ? 422 : 409;
                return page(visit, status, listed, open, e.failure().message());
            }
            throw e;
        }
        drafts.drop(visit.session().account().number(), listed.showing().address(open));
        if (done.isEmpty()) {
            return Answer.redirect(listed.showing().address(open));
        }
        List<Waiting> rest = listed.shown().stream()
                .filter(waiting -> !waiting.reference().equals(open.reference()))
                .filter(waiting -> !waiting.type().equals(Waiting.BEGUN))
                .toList();
        String next = rest.isEmpty()
                ? listed.showing().address()
                : listed.showing().address(rest.get(Math.min(index, rest.size() - 1)));
        return Answer.redirect(withDone(next, done));
    }

    private static int index(List<Waiting> shown, Waiting open) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).reference().equals(open.reference())) {
                return i;
            }
        }
        return 0;
    }

    private static String withDone(String address, String done) {
        return address + (address.contains("?") ? "&" : "?") + "done="
                + URLEncoder.encode(done, StandardCharsets.UTF_8);
    }

    private void note(Visit visit, String target, Collection<Waiting> told) {
        audit.record(Access.of(clock.instant(), visit.caller(), Action.VIEW, 0, target, 200, patients(told)));
    }
}
