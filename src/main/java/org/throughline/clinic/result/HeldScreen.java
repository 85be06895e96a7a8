package org.throughline.clinic.result;

import java.time.Clock;
import java.util.ArrayList;
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
import org.throughline.care.hold.HoldGate;
import org.throughline.care.hold.Holding;
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

/**
 * {@code /held}: the results that are held from patients, what is shown soonest first; a form sent to {@code /held/PATIENT}
 * shows one now, or notes whether the patient wants to be told results in a talk first.
 */
public final class HeldScreen implements Screen {
    private static final int MOST = 200;

    private final Holding holding;
    private final ChartReader charts;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone all is shown */
    public HeldScreen(Holding holding, ChartReader charts, AuditTrail audit, Pages pages, Clock clock) {
        this.holding = holding;
        this.charts = charts;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "the results that are held from patients";
    }

    /**
     * A result that is held.
     *
     * @param address of the page on which it can be read; empty when there is none
     */
    public record Row(HeldView.Row held, String patientId, String patient, String facts, String address) {}

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        if (!visit.caller().may(Interaction.SEARCH, "DiagnosticReport")) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        if (visit.path().size() == 2 && visit.posts()) {
            return act(visit, visit.path().get(1));
        }
        if (visit.path().size() != 1 || visit.posts()) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return list(visit);
    }

    private Answer act(Visit visit, String patient) {
        return switch (visit.form().value("act")) {
            case "release" -> {
                holding.release(visit.caller(), patient, visit.form().value("what"));
                yield Answer.redirect("/held?done=1");
            }
            case "first", "at-once" -> {
                visit.requireSame(patient);
                if (!visit.caller().may(Interaction.UPDATE, "Consent")) {
                    throw new Failed(new Failure.Forbidden("Your roles do not include this."));
                }
                holding.setToldFirst(
                        visit.caller(), patient, visit.form().value("act").equals("first"));
                yield Answer.redirect("/results/" + patient + "?done=choice");
            }
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    private Answer list(Visit visit) {
        List<Holding.Item> found = holding.list(visit.caller(), MOST);
        List<Holding.Item> shown = found.stream().limit(MOST).toList();
        Map<Long, Person> people = charts.people(
                visit.caller(), shown.stream().map(HeldScreen::address).collect(Collectors.toSet()));
        audit.record(Access.of(clock.instant(), visit.caller(), Action.VIEW, 0, "held", 200, people.keySet()));
        List<Row> rows = new ArrayList<>();
        shown.stream()
                .filter(each -> people.containsKey(address(each)))
                .forEach(each -> rows.add(row(each, Objects.requireNonNull(people.get(address(each))))));
        return pages.page(
                200,
                "clinic/result/held.jte",
                Map.of(
                        "frame",
                        visit.frame("Held from patients", Place.INBOX),
                        "rows",
                        rows,
                        "more",
                        found.size() > MOST,
                        "may",
                        HoldGate.mayHold(visit.caller()),
                        "done",
                        visit.request().parameter("done").isPresent()));
    }

    private static long address(Holding.Item item) {
        return Address.of("Patient", item.patient());
    }

    private Row row(Holding.Item item, Person person) {
        PatientList.Row patient = new PatientNames(clock).row(person);
        String address = item.reference().startsWith("DiagnosticReport/")
                ? "/results/" + item.patient() + item.reference().substring("DiagnosticReport".length())
                : "/results/" + item.patient();
        return new Row(
                HeldView.row(item, new Dates(clock.getZone())),
                item.patient(),
                patient.name(),
                patient.born(),
                address);
    }
}
