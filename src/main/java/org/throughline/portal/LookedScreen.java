package org.throughline.portal;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Purpose;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.directory.Directory;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.trail.PatientTrail;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /looked}: who looked at a record, when and why, in words for the patient. */
public final class LookedScreen implements Screen {
    private static final int PAGE = 200;

    private final Family family;
    private final PatientTrail trail;
    private final Directory directory;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    public LookedScreen(
            ChartReader charts, PatientTrail trail, Directory directory, AuditTrail audit, Pages pages, Clock clock) {
        this.family = new Family(charts);
        this.trail = trail;
        this.directory = directory;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "who looked at a record";
    }

    @Override
    public Answer answer(Visit visit) {
        List<String> path = visit.path();
        if (visit.posts() || path.size() > 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        List<Person> people = family.of(visit.caller());
        if (path.size() == 1) {
            return people.isEmpty()
                    ? pages.page(200, "portal/nobody.jte", Map.of("frame", visit.frame("Who looked", Place.LOOKED)))
                    : Answer.redirect("/looked/" + people.getFirst().id());
        }
        return page(visit, people, family.one(visit.caller(), path.get(1)));
    }

    private Answer page(Visit visit, List<Person> people, Person person) {
        Caller caller = visit.caller();
        String before = visit.request().parameter("before").orElse("");
        boolean all = visit.request().parameter("own").isPresent();
        List<AuditEntry> found = trail.of(
                caller, person.id(), PAGE + 1, before.matches("[0-9]{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE);
        List<AuditEntry> page = found.stream().limit(PAGE).toList();
        List<AuditEntry> shown = all
                ? page
                : page.stream()
                        .filter(entry -> !entry.agent().name().equals(caller.id()))
                        .toList();
        String next = found.size() > PAGE
                ? "/looked/" + person.id() + "?before=" + page.getLast().number() + (all ? "&own=1" : "")
                : "";
        LookedView view = new LookedView(
                Whose.of(caller, people, person, "/looked"),
                looks(caller).days(shown),
                page.size() - shown.size(),
                all,
                caller.rights().purpose() != Purpose.PATRQT,
                next);
        audit.record(Access.of(
                clock.instant(),
                caller,
                Action.VIEW,
                0,
                "looked/" + person.id(),
                200,
                Set.of(Address.of("Patient", person.id()))));
        return pages.page(
                200, "portal/looked.jte", Map.of("frame", visit.frame("Who looked", Place.LOOKED), "view", view));
    }

    /** Each organization is read once a page. */
    private Looks looks(Caller caller) {
        Map<String, String> names = new HashMap<>();
        return new Looks(
                new Dates(clock.getZone()),
                id -> names.computeIfAbsent(
                        id, each -> directory.name(caller, each).orElse("")));
    }
}
