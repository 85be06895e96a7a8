package org.throughline.portal;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.amendment.Amendment;
import org.throughline.privacy.amendment.Amendments;
import org.throughline.privacy.amendment.Item;
import org.throughline.privacy.amendment.Stage;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /corrections}: what the patient asked to correct in the record, and the form that asks. */
public final class CorrectionsScreen implements Screen {
    private final Family family;
    private final Amendments amendments;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    public CorrectionsScreen(ChartReader charts, Amendments amendments, AuditTrail audit, Pages pages, Clock clock) {
        this.family = new Family(charts);
        this.amendments = amendments;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "corrections of a record";
    }

    @Override
    public Answer answer(Visit visit) {
        List<String> path = visit.path();
        List<Person> people = family.of(visit.caller());
        if (path.size() == 1 && !people.isEmpty()) {
            return Answer.redirect("/corrections/" + people.getFirst().id());
        }
        if (path.size() < 2 || path.size() > 3 || (path.size() == 3 && !visit.posts())) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        Person person = family.one(visit.caller(), path.get(1));
        return visit.posts() ? post(visit, people, person) : page(visit, people, person, "", "", "");
    }

    private Answer post(Visit visit, List<Person> people, Person person) {
        String focus = visit.form().value("focus");
        String text = visit.form().value("text");
        try {
            if (visit.path().size() == 3) {
                amendments.disagree(visit.caller(), person.id(), visit.path().get(2), text);
            } else {
                amendments.ask(visit.caller(), person.id(), focus, text);
            }
            return Answer.redirect("/corrections/" + person.id());
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid invalid) {
                return page(visit, people, person, focus, text, invalid.message());
            }
            throw e;
        }
    }

    private Answer page(Visit visit, List<Person> people, Person person, String focus, String text, String failure) {
        Caller caller = visit.caller();
        Map<String, List<Item>> items = amendments.items(caller, person.id()).stream()
                .collect(Collectors.groupingBy(Item::group, LinkedHashMap::new, Collectors.toList()));
        CorrectionsView view = new CorrectionsView(
                Whose.of(caller, people, person, "/corrections"),
                new CorrectionsView.Asking(items, focus, text, failure),
                amendments.of(caller, person.id()).stream().map(this::row).toList());
        audit.record(Access.of(
                clock.instant(),
                caller,
                Action.VIEW,
                0,
                "corrections/" + person.id(),
                200,
                Set.of(Address.of("Patient", person.id()))));
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "portal/corrections.jte",
                Map.of("frame", visit.frame("Corrections", Place.CORRECTIONS), "view", view));
    }

    private CorrectionsView.Row row(Amendment amendment) {
        Dates dates = new Dates(clock.getZone());
        return new CorrectionsView.Row(
                amendment.id(),
                amendment.about(),
                amendment.text(),
                dates.longDay(amendment.asked().atZone(clock.getZone()).toLocalDate()),
                amendment.asker(),
                state(amendment),
                amendment.stage().isOpen(),
                dates.longDay(amendment.due().atZone(clock.getZone()).toLocalDate()),
                amendment.delayed(),
                amendment.basis(),
                amendment.decision(),
                amendment.disagreement(),
                amendment.rebuttal(),
                amendment.stage() == Stage.DENIED && amendment.disagreement().isEmpty());
    }

    private static String state(Amendment amendment) {
        return switch (amendment.stage()) {
            case ASKED -> "Sent";
            case ACKNOWLEDGED -> "Received, being looked into";
            case CORRECTED -> amendment.corrected().isEmpty() ? "Accepted: noted beside it" : "Accepted and corrected";
            case DENIED -> "Not accepted";
            case DISPUTED -> "Not accepted; you disagreed";
            case ANSWERED -> "Not accepted; you disagreed, and were answered";
        };
    }
}
