package org.throughline.clinic;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.Chart;
import org.throughline.care.chart.ChartQuery;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Frame;
import org.throughline.ui.Pages;

/**
 * The staff's screens below {@code /patients}: the list and the chart. Who is not logged in is sent to the login page and
 * comes back; each page is audited before it is shown.
 */
public final class Clinic implements Handler {
    private static final Logger LOG = System.getLogger(Clinic.class.getName());
    private static final int MOST_PATIENTS = 50;

    private final Function<Request, Optional<Caller>> session;
    private final ChartReader charts;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    /** @param session who is logged in */
    public Clinic(
            Function<Request, Optional<Caller>> session,
            ChartReader charts,
            AuditTrail audit,
            Pages pages,
            Clock clock) {
        this.session = session;
        this.charts = charts;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public Answer handle(Request request) {
        Optional<Caller> caller = session.apply(request);
        if (caller.isEmpty()) {
            return LoginPage.before(request);
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Answer.of(405);
        }
        try {
            return page(request, caller.get());
        } catch (Failed e) {
            return failure(request, caller.get(), e.failure());
        }
    }

    private Answer page(Request request, Caller caller) {
        List<String> path = List.of(request.path().substring(1).split("/", -1));
        String typed = request.parameter("q").orElse("");
        if (path.size() == 1) {
            Frame frame = new Frame("Patients", caller.display(), "patients", typed);
            return pages.page(200, "clinic/patients.jte", Map.of("frame", frame, "list", list(caller, typed)));
        }
        if (path.size() == 2 && path.get(1).equals("rows")) {
            return pages.page(200, "clinic/rows.jte", Map.of("list", list(caller, typed)));
        }
        String section = path.size() == 3 ? path.get(2) : "summary";
        if (path.size() > 3 || !ChartView.hasSection(section)) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return chart(caller, path.get(1), section, request.parameter("all").isPresent());
    }

    private PatientList list(Caller caller, String typed) {
        List<Person> found = charts.patients(caller, typed, MOST_PATIENTS + 1);
        List<Person> shown = found.stream().limit(MOST_PATIENTS).toList();
        record(
                caller,
                "Patient?" + typed,
                0,
                200,
                Set.copyOf(shown.stream().map(Person::id).map(Clinic::address).toList()));
        ChartViews views = views();
        return new PatientList(typed, shown.stream().map(views::row).toList(), found.size() > MOST_PATIENTS);
    }

    private Answer chart(Caller caller, String id, String section, boolean all) {
        Chart chart = charts.chart(caller, id, new ChartQuery(ChartView.parts(section), all));
        record(caller, "chart/" + id + "/" + section, address(id), 200, Set.of(address(id)));
        ChartView view = views().view(chart, section, all);
        Frame frame = new Frame(view.family() + ", " + view.given(), caller.display(), "patients", "");
        return pages.page(200, "clinic/chart.jte", Map.of("frame", frame, "view", view));
    }

    private static long address(String patient) {
        return Address.of("Patient", patient);
    }

    private void record(Caller caller, String target, long resource, int status, Set<Long> patients) {
        audit.record(new Access(
                clock.instant(), caller.id(), caller.display(), Action.VIEW, 0, resource, target, status, patients));
    }

    private ChartViews views() {
        return new ChartViews(new Dates(clock.getZone()), LocalDate.now(clock));
    }

    private void recordRefusal(Request request, Caller caller, int status) {
        try {
            record(caller, request.path().substring(1), 0, status, Set.of());
        } catch (Failed e) {
            LOG.log(
                    Level.WARNING,
                    "A refusal could not be audited: {0}",
                    e.failure().message());
        }
    }

    private Answer failure(Request request, Caller caller, Failure failure) {
        int status = switch (failure) {
            case Failure.NotFound ignored -> 404;
            case Failure.Gone ignored -> 410;
            case Failure.Forbidden ignored -> 403;
            case Failure.Malformed ignored -> 400;
            default -> 503;
        };
        recordRefusal(request, caller, status);
        Frame frame = new Frame("Not shown", caller.display(), "patients", "");
        if (status == 403) {
            return pages.page(status, "clinic/forbidden.jte", Map.of("frame", frame, "what", "patients"));
        }
        return pages.page(status, "clinic/failure.jte", Map.of("frame", frame, "message", failure.message()));
    }
}
