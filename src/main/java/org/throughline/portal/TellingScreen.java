package org.throughline.portal;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Purpose;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.hold.Hold;
import org.throughline.care.hold.Holding;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /telling}: whether the patient sees results at once, or wants to be told in a talk first. The patient's own choice:
 * nobody else makes it here.
 */
public final class TellingScreen implements Screen {
    private final Family family;
    private final Holding holding;
    private final AuditTrail audit;
    private final Pages pages;
    private final InstantSource clock;

    public TellingScreen(ChartReader charts, Holding holding, AuditTrail audit, Pages pages, InstantSource clock) {
        this.family = new Family(charts);
        this.holding = holding;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "how results are told";
    }

    @Override
    public Answer answer(Visit visit) {
        if (visit.caller().rights().purpose() != Purpose.PATRQT || visit.path().size() != 1) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        List<Person> own = family.of(visit.caller()).stream()
                .filter(person -> Family.isSelf(visit.caller(), person))
                .toList();
        if (own.isEmpty()) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = own.getFirst().id();
        if (visit.posts()) {
            holding.setToldFirst(
                    visit.caller(), patient, visit.form().value("told").equals("first"));
            return Answer.redirect("/telling?done=1");
        }
        audit.record(Access.of(
                clock.instant(),
                visit.caller(),
                Action.VIEW,
                0,
                "telling",
                200,
                Set.of(Address.of("Patient", patient))));
        return pages.page(
                200,
                "portal/telling.jte",
                Map.of(
                        "frame",
                        visit.frame("How results are told", Place.TELLING),
                        "first",
                        holding.isToldFirst(visit.caller(), patient),
                        "days",
                        Hold.TALK.toDays(),
                        "done",
                        visit.request().parameter("done").isPresent()));
    }
}
