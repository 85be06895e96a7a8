package org.throughline.clinic;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.Chart;
import org.throughline.care.chart.ChartQuery;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.clinic.entry.EntryPanel;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.smart.app.App;
import org.throughline.record.protection.Emergencies;
import org.throughline.record.protection.Emergency;
import org.throughline.ui.Dates;
import org.throughline.ui.Frame;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.SensitivityWords;
import org.throughline.ui.Visit;

/** The staff's screens below {@code /patients}: the list and the chart. Each page is audited before it is shown. */
public final class Clinic implements Screen {
    private static final int MOST_PATIENTS = 50;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private final ChartReader charts;
    private final ClosedChart closed;
    private final EntryDesk desk;
    private final BiFunction<Caller, String, List<TaskRow>> tasks;
    private final Supplier<List<App>> apps;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    /**
     * @param tasks the open tasks and messages about a patient that a caller may see
     * @param apps those that can be opened from a chart
     */
    public Clinic(
            ChartReader charts,
            Emergencies emergencies,
            EntryDesk desk,
            BiFunction<Caller, String, List<TaskRow>> tasks,
            Supplier<List<App>> apps,
            AuditTrail audit,
            Pages pages,
            Clock clock) {
        this.charts = charts;
        this.closed = new ClosedChart(emergencies, pages);
        this.desk = desk;
        this.tasks = tasks;
        this.apps = apps;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "patients";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (visit.posts()) {
            return post(visit, path);
        }
        String typed = visit.request().parameter("q").orElse("");
        if (path.size() == 1) {
            Frame frame = visit.frame("Patients", Place.PATIENTS, typed);
            return pages.page(
                    200,
                    "clinic/patients.jte",
                    Map.of(
                            "frame",
                            frame,
                            "list",
                            list(visit.caller(), typed),
                            "registers",
                            visit.caller().may(Interaction.CREATE, "Patient")));
        }
        if (path.size() == 2 && path.get(1).equals("rows")) {
            return pages.page(200, "clinic/rows.jte", Map.of("list", list(visit.caller(), typed)));
        }
        String section = path.size() > 2 ? path.get(2) : "summary";
        if (path.size() > 4 || !ChartView.hasSection(section)) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        Optional<String> survivor = charts.survivor(path.get(1));
        if (survivor.isPresent()) {
            String same = path.size() == 3 ? "/" + section : "";
            return Answer.redirect("/patients/" + survivor.get() + same);
        }
        if (path.size() == 4) {
            String patient = path.get(1);
            return chart(visit, patient, section, 200, name -> desk.open(visit, patient, name, section, path.get(3)));
        }
        return chart(visit, path.get(1), section, 200, name -> null);
    }

    private Answer post(Visit visit, List<String> path) {
        if (path.size() == 3 && path.get(2).equals("reason")) {
            return closed.open(visit, patient(visit, path.get(1)));
        }
        if (path.size() == 3 && path.get(2).equals("close")) {
            return closed.close(visit, path.get(1));
        }
        if (path.size() >= 4 && desk.has(path.get(2))) {
            String id = path.get(1);
            String name = name(charts.person(visit.caller(), id));
            return desk.take(
                    visit,
                    id,
                    name,
                    path.subList(2, path.size()),
                    (status, panel) -> chart(visit, id, path.get(2), status, same -> panel));
        }
        return Answer.of(405);
    }

    /** Who a patient is, for whoever may know that. */
    private PatientList.Row patient(Visit visit, String id) {
        return views().row(charts.person(visit.caller(), id));
    }

    private PatientList list(Caller caller, String typed) {
        List<Person> found = charts.patients(caller, typed, MOST_PATIENTS + 1);
        List<Person> shown = found.stream().limit(MOST_PATIENTS).toList();
        record(
                caller,
                "Patient?" + typed,
                200,
                Set.copyOf(shown.stream().map(Person::id).map(Clinic::address).toList()));
        ChartViews views = views();
        return new PatientList(typed, shown.stream().map(views::row).toList(), found.size() > MOST_PATIENTS);
    }

    /** Whose chart it is, as buttons say it: {@code MARLOWE, Ada}. */
    private static String name(Person person) {
        return person.family().toUpperCase(Locale.ROOT) + ", " + person.given();
    }

    /** @param panel what stands in the side panel, for the patient's name; null for nothing */
    private Answer chart(
            Visit visit, String id, String section, int status, Function<String, @Nullable EntryPanel<?>> panel) {
        Caller caller = visit.caller();
        boolean all = visit.request().parameter("all").isPresent();
        Optional<Chart> chart = charts.chart(caller, id, new ChartQuery(ChartView.parts(section), all));
        if (chart.isEmpty()) {
            // The page says who the patient is, so it discloses something too.
            record(caller, "chart/" + id + "/closed", 403, Set.of(address(id)));
            return closed.page(visit, patient(visit, id));
        }
        record(caller, "chart/" + id + "/" + section, 200, Set.of(address(id)));
        ChartView view = views().view(chart.get(), section, all);
        Optional<ListView> lists = new ChartLists(charts, new Dates(clock.getZone())).of(visit, id, section, all);
        Frame frame = visit.frame(view.family() + ", " + view.given(), Place.PATIENTS);
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "frame",
                frame,
                "view",
                view,
                "opened",
                opened(visit, id),
                "unseen",
                view.showsAnything() ? SensitivityWords.unseen(caller.rights()) : "",
                "details",
                caller.may(Interaction.UPDATE, "Patient"),
                "enters",
                desk.sections(caller),
                "begun",
                desk.begun(visit, id),
                "former",
                chart.get().person().former(),
                "tasks",
                section.equals("tasks") || section.equals("summary") ? tasks.apply(caller, id) : List.of(),
                "apps",
                apps.get()));
        parameters.put("photo", chart.get().person().photo());
        EntryPanel<?> open = panel.apply(name(chart.get().person()));
        if (open != null) {
            parameters.put("panel", open);
        }
        lists.ifPresent(list -> parameters.put("lists", list));
        Done.of(visit, view).ifPresent(done -> parameters.put("done", done));
        return pages.page(status, "clinic/chart.jte", parameters);
    }

    /** Why and until when the chart is open with a reason; empty when it is open by itself. */
    private String opened(Visit visit, String id) {
        Emergency emergency = closed.opened(visit, id);
        return emergency == null
                ? ""
                : emergency.reason() + " · until "
                        + HOUR.withZone(clock.getZone()).format(emergency.until());
    }

    private static long address(String patient) {
        return Address.of("Patient", patient);
    }

    private void record(Caller caller, String target, int status, Set<Long> patients) {
        audit.record(Access.of(clock.instant(), caller, Action.VIEW, 0, target, status, patients));
    }

    private ChartViews views() {
        return new ChartViews(new Dates(clock.getZone()), LocalDate.now(clock));
    }
}
