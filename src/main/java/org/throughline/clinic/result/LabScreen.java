package org.throughline.clinic.result;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Concept;
import org.throughline.care.result.Order;
import org.throughline.care.result.Results;
import org.throughline.clinic.PatientList;
import org.throughline.clinic.PatientNames;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /lab}: what the laboratory is still to report, of all patients, the oldest first. */
public final class LabScreen implements Screen {
    private static final int MOST = 200;

    private final Results results;
    private final ChartReader charts;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone all is shown */
    public LabScreen(Results results, ChartReader charts, AuditTrail audit, Pages pages, Clock clock) {
        this.results = results;
        this.charts = charts;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "the laboratory's orders";
    }

    /**
     * An order that is not reported.
     *
     * @param address of the form of its result
     */
    public record Row(String test, String patient, String facts, String by, String since, String address) {}

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        if (visit.posts() || visit.path().size() != 1) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        if (!Results.mayEnter(visit.caller()) || !visit.caller().may(Interaction.SEARCH, "ServiceRequest")) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        List<Order> orders = results.outstanding(visit.caller(), MOST + 1);
        List<Order> shown = orders.stream().limit(MOST).toList();
        Map<Long, Person> people = charts.people(
                visit.caller(), shown.stream().map(LabScreen::address).collect(Collectors.toSet()));
        audit.record(Access.of(clock.instant(), visit.caller(), Action.VIEW, 0, "lab", 200, people.keySet()));
        return pages.page(
                200,
                "clinic/result/lab.jte",
                Map.of(
                        "frame",
                        visit.frame("Laboratory", Place.LABORATORY),
                        "rows",
                        shown.stream()
                                .filter(each -> people.containsKey(address(each)))
                                .map(each -> row(each, Objects.requireNonNull(people.get(address(each)))))
                                .toList(),
                        "more",
                        orders.size() > MOST));
    }

    private static long address(Order order) {
        return Address.of("Patient", order.patient());
    }

    private Row row(Order order, Person person) {
        PatientList.Row patient = new PatientNames(clock).row(person);
        return new Row(
                order.code().text(),
                patient.name(),
                patient.born(),
                Concept.text(order.requester(), "display"),
                new Dates(clock.getZone()).date(order.ordered()),
                "/results/" + order.patient() + "/new?order=" + order.id());
    }
}
