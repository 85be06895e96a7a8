package org.throughline.clinic;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.chart.Shelf;
import org.throughline.care.taking.Reconciled;
import org.throughline.care.taking.Reconciliation;
import org.throughline.care.taking.TakingReader;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.clinic.entry.EntryPanel;
import org.throughline.clinic.plan.PlanDesk;
import org.throughline.clinic.plan.PlanForm;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.share.Reaching.Reached;
import org.throughline.terminology.growth.GrowthReference;
import org.throughline.ui.Dates;
import org.throughline.ui.Frame;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.SensitivityWords;
import org.throughline.ui.Visit;

/** The staff's screens below {@code /patients}: the list and the chart. Each page is audited before it is shown. */
public final class Clinic implements Screen {
    private static final String DOCUMENTS = Shelf.DOCUMENTS.key();
    private static final String PLAN = Shelf.PLAN.key();
    private static final int MOST_PATIENTS = 50;

    private final ChartReader charts;
    private final ChartPages chartPages;
    private final EntryDesk desk;
    private final PlanDesk plans;
    private final BiFunction<Caller, String, List<TaskRow>> tasks;
    private final TakingReader taking;
    private final Function<String, List<Reached>> reached;
    private final BooleanSupplier advised;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;
    private final GrowthReference growth = GrowthReference.shipped();

    /**
     * @param plans what the section of the plan shows
     * @param tasks the open tasks and messages about a patient that a caller may see
     * @param reached whether a patient's dangerous allergies have reached the members of the network
     */
    public Clinic(
            ChartReader charts,
            ChartPages chartPages,
            EntryDesk desk,
            PlanDesk plans,
            BiFunction<Caller, String, List<TaskRow>> tasks,
            TakingReader taking,
            Function<String, List<Reached>> reached,
            BooleanSupplier advised,
            AuditTrail audit,
            Pages pages,
            Clock clock) {
        this.charts = charts;
        this.chartPages = chartPages;
        this.desk = desk;
        this.plans = plans;
        this.tasks = tasks;
        this.taking = taking;
        this.reached = reached;
        this.advised = advised;
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
        if (path.size() == 4 && path.get(2).equals(DOCUMENTS)) {
            return Answer.redirect("/documents/" + path.get(1) + "/" + path.get(3));
        }
        Optional<Answer> moved = chartPages.moved(visit, path.get(1));
        if (moved.isPresent()) {
            return moved.get();
        }
        if (path.size() == 4 && desk.has(path.get(2))) {
            String patient = path.get(1);
            String kind = path.get(2);
            String section = EntryDesk.section(kind);
            return chart(
                    visit, patient, section, 200, panel(name -> desk.open(visit, patient, name, kind, path.get(3))));
        }
        if (path.size() == 4 && path.get(2).equals(PLAN)) {
            String patient = path.get(1);
            return chart(visit, patient, PLAN, 200, beside(name -> plans.open(visit, patient, name, path.get(3))));
        }
        String section = path.size() > 2 ? path.get(2) : "summary";
        if (path.size() > 3 || !ChartView.hasSection(section)) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return chart(visit, path.get(1), section, 200, name -> Map.of());
    }

    private Answer post(Visit visit, List<String> path) {
        visit.requireSame(path.get(1));
        if (path.size() == 3 && path.get(2).equals("reason")) {
            return chartPages.open(visit, path.get(1));
        }
        if (path.size() == 3 && path.get(2).equals("close")) {
            return chartPages.close(visit, path.get(1));
        }
        if (path.size() >= 4 && desk.has(path.get(2))) {
            String id = path.get(1);
            String name = chartPages.name(visit, id);
            return desk.take(
                    visit,
                    id,
                    name,
                    path.subList(2, path.size()),
                    (status, panel) -> chart(visit, id, EntryDesk.section(path.get(2)), status, panel(same -> panel)));
        }
        if (path.size() == 4 && path.get(2).equals(PLAN)) {
            String id = path.get(1);
            String name = chartPages.name(visit, id);
            return plans.take(
                    visit,
                    id,
                    name,
                    path.get(3),
                    (status, form) -> chart(visit, id, PLAN, status, beside(same -> form)));
        }
        return Answer.of(405);
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

    private static Function<String, Map<String, Object>> panel(Function<String, EntryPanel<?>> panel) {
        return name -> Map.of("panel", panel.apply(name));
    }

    private static Function<String, Map<String, Object>> beside(Function<String, PlanForm> form) {
        return name -> Map.of("planForm", form.apply(name));
    }

    /** @param beside what stands beside the chart, for the patient's name; nothing for most pages */
    private Answer chart(
            Visit visit, String id, String section, int status, Function<String, Map<String, Object>> beside) {
        boolean all = visit.request().parameter("all").isPresent();
        boolean withTasks = section.equals("tasks") || section.equals("summary");
        ChartPages.Wanted wanted = new ChartPages.Wanted(id, section, ChartView.parts(section), all);
        return chartPages.page(visit, wanted, status, "clinic/chart.jte", view -> {
            Map<String, Object> parameters = new HashMap<>(Map.of(
                    "unseen",
                    view.showsAnything()
                            ? SensitivityWords.unseen(visit.caller().rights())
                            : "",
                    "enters",
                    enters(visit.caller()),
                    "tasks",
                    withTasks ? tasks.apply(visit.caller(), id) : List.of()));
            parameters.put("advised", section.equals("summary") && advised.getAsBoolean());
            if (section.equals("medications") || section.equals("summary")) {
                parameters.put("reconciles", Reconciliation.may(visit.caller()));
                parameters.put("reconciled", reconciled(visit.caller(), id));
            }
            if (section.equals("allergies")) {
                parameters.put("reached", ReachedWords.of(reached.apply(id), clock.instant(), clock.getZone()));
            }
            if (section.equals("medications")) {
                parameters.put("fills", fills(visit.caller(), id));
            }
            parameters.putAll(beside.apply(view.name()));
            if (section.equals("summary")) {
                parameters.put("brief", plans.brief(visit, id));
            }
            if (section.equals(PLAN)) {
                parameters.put("plan", plans.view(visit, id));
                plans.done(visit).ifPresent(done -> parameters.put("done", done));
            }
            Optional<ListView> lists = section.equals(PLAN) && !Done.names(visit)
                    ? Optional.empty()
                    : new ChartLists(charts, growth, new Dates(clock.getZone())).of(visit, id, section, all);
            lists.ifPresent(list -> parameters.put("lists", list));
            Done.of(visit, view, lists).ifPresent(done -> parameters.put("done", done));
            return parameters;
        });
    }

    /** What pharmacies dispensed last, in words, by the ids of prescriptions. */
    private Map<String, String> fills(Caller caller, String patient) {
        Dates dates = new Dates(clock.getZone());
        Map<String, String> words = new HashMap<>();
        taking.fills(caller, patient, taking.list(caller, patient))
                .forEach((prescription, fill) -> words.put(
                        prescription.substring(prescription.indexOf('/') + 1),
                        fill.words(LocalDate.now(clock), dates::date)));
        return words;
    }

    /** When what the patient takes was last gone through, in words; empty for never. */
    private String reconciled(Caller caller, String patient) {
        Reconciled last = taking.last(caller, patient);
        return last == null ? "" : last.words(new Dates(clock.getZone())::date);
    }

    /** In which groups of the chart a caller may enter or open entries. */
    private Set<String> enters(Caller caller) {
        return caller.may(Interaction.CREATE, "DocumentReference")
                ? Stream.concat(desk.sections(caller).stream(), Stream.of(DOCUMENTS))
                        .collect(Collectors.toUnmodifiableSet())
                : desk.sections(caller);
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
