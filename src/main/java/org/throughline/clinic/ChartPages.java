package org.throughline.clinic;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.Chart;
import org.throughline.care.chart.ChartPart;
import org.throughline.care.chart.ChartQuery;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Measure;
import org.throughline.care.chart.Person;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.login.smart.app.App;
import org.throughline.network.share.HeldElsewhere;
import org.throughline.record.protection.Emergencies;
import org.throughline.record.protection.Emergency;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Visit;

/**
 * Pages of one patient's chart: reads what they show of it, leaves the entry in the audit trail, puts the banner above them,
 * and stands in with another page where the chart is closed to the visitor.
 */
public final class ChartPages {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    /** Sections that show what can be gone through beside other records. */
    private static final Set<String> COMPARED =
            Set.of("summary", "medications", "allergies", "problems", "immunizations", "reconcile");

    private final ChartReader charts;
    private final ClosedChart closed;
    private final EntryDesk desk;
    private final Supplier<List<App>> apps;
    private final Function<String, List<HeldElsewhere>> elsewhere;
    private final BooleanSupplier joined;
    private final Differences differences;
    private final Function<String, Moves.Words> moves;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    /**
     * @param apps those that can be opened from a chart
     * @param elsewhere which other organizations give us of a patient's record
     * @param joined whether there are others who can be asked in an emergency
     * @param differences how much of that somebody has to decide about
     * @param moves whether the chart has moved to another practice
     */
    public ChartPages(
            ChartReader charts,
            Emergencies emergencies,
            EntryDesk desk,
            Supplier<List<App>> apps,
            Function<String, List<HeldElsewhere>> elsewhere,
            BooleanSupplier joined,
            Differences differences,
            Function<String, Moves.Words> moves,
            AuditTrail audit,
            Pages pages,
            Clock clock) {
        this.charts = charts;
        this.closed = new ClosedChart(emergencies, joined, pages);
        this.desk = desk;
        this.apps = apps;
        this.elsewhere = elsewhere;
        this.joined = joined;
        this.differences = differences;
        this.moves = moves;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * A page of a chart.
     *
     * @param section of the chart, which is current in the banner
     * @param parts what is read of the chart
     * @param all whether the oldest entries are read too
     */
    public record Wanted(String patient, String section, Set<ChartPart> parts, boolean all) {
        public Wanted {
            parts = Set.copyOf(parts);
        }

        ChartQuery.Depth depth() {
            if (section.equals("summary")) {
                return ChartQuery.Depth.BRIEF;
            }
            return all ? ChartQuery.Depth.ALL : ChartQuery.Depth.USUAL;
        }
    }

    /**
     * Makes a page.
     *
     * @param template with the parameters {@code frame}, {@code banner} and those that {@code more} gives
     * @param more what else the page shows; it is asked once the chart is known to be open to the visitor
     */
    public Answer page(
            Visit visit, Wanted wanted, int status, String template, Function<ChartView, Map<String, Object>> more) {
        return read(visit, wanted, (chart, view) -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("frame", visit.frame(view.family() + ", " + view.given(), Place.PATIENTS));
            parameters.put("banner", banner(visit, view, chart.person()));
            parameters.putAll(more.apply(view));
            return pages.page(status, template, parameters);
        });
    }

    /** What is made of a chart that is open to the visitor; the reading is in the audit trail before. */
    public Answer open(Visit visit, Wanted wanted, Function<ChartView, Answer> made) {
        return read(visit, wanted, (chart, view) -> made.apply(view));
    }

    private Answer read(Visit visit, Wanted wanted, BiFunction<Chart, ChartView, Answer> made) {
        Caller caller = visit.caller();
        String id = wanted.patient();
        Optional<Chart> chart = charts.chart(Whose.reader(visit), id, new ChartQuery(wanted.parts(), wanted.depth()));
        if (chart.isEmpty()) {
            // The page says who the patient is, so it discloses something too.
            record(caller, id, "closed", 403);
            return closed.page(visit, patient(visit, id));
        }
        record(caller, id, wanted.section(), 200);
        return made.apply(chart.get(), views().view(chart.get(), wanted.section(), wanted.all(), Whose.of(visit)));
    }

    /** How much of what others say differs from ours, by whoever says it; read where something comes of it. */
    @FunctionalInterface
    public interface Differences {
        Map<String, Integer> of(Caller caller, String patient);
    }

    private Elsewhere elsewhere(Visit visit, ChartView view) {
        List<HeldElsewhere> sources = elsewhere.apply(view.id());
        boolean looks = !sources.isEmpty() && COMPARED.contains(view.section());
        return Elsewhere.of(
                sources,
                visit,
                view.address(view.section()),
                looks ? differences.of(visit.caller(), view.id()) : Map.of(),
                clock);
    }

    private Banner banner(Visit visit, ChartView view, Person person) {
        Moves.Words moved = moves.apply(view.id());
        return new Banner(
                view,
                opened(visit, view.id()),
                visit.caller().may(Interaction.UPDATE, "Patient"),
                desk.begun(visit, view.id()),
                desk.unsigned(visit, view.id()),
                visit.caller().may(Interaction.SEARCH, "ChargeItem"),
                visit.caller().may(Interaction.CREATE, "ServiceRequest") && !moved.away(),
                moved.away() ? Set.of() : desk.sections(visit.caller()),
                person.former(),
                person.photo(),
                apps.get(),
                visit.caller().may(Duty.BREAK_GLASS) && joined.getAsBoolean(),
                joined.getAsBoolean(),
                elsewhere(visit, view),
                moved);
    }

    /** Which other organizations share the record of a patient with us: their names, by the numbers of their copies' origins. */
    public Map<Integer, String> holders(String patient) {
        return elsewhere.apply(patient).stream().collect(Collectors.toMap(HeldElsewhere::peer, HeldElsewhere::name));
    }

    /** Where a measure of a patient is followed over the years. */
    public static String overTime(String patient, Measure measure) {
        return MeasureViews.address(patient, Stream.of(measure));
    }

    /** Leads who opens a page of a record that was merged into another's to the same page of that one. */
    public Optional<Answer> moved(Visit visit, String patient) {
        if (visit.posts()) {
            return Optional.empty();
        }
        List<String> path = new ArrayList<>(visit.path());
        int place = path.indexOf(patient);
        return charts.survivor(patient).map(survivor -> {
            path.set(place, survivor);
            return Answer.redirect("/" + String.join("/", path));
        });
    }

    /** Opens a closed chart with the reason that was given, or asks again. */
    Answer open(Visit visit, String id) {
        return closed.open(visit, patient(visit, id));
    }

    /** Closes it again. */
    Answer close(Visit visit, String id) {
        return closed.close(visit, id);
    }

    /** Whose chart it is, as buttons say it: {@code MARLOWE, Ada}. */
    public String name(Visit visit, String id) {
        return charts.person(visit.caller(), id).listed();
    }

    /** Who a patient is, for whoever may know that. */
    private PatientList.Row patient(Visit visit, String id) {
        return views().row(charts.person(visit.caller(), id));
    }

    /** Why and until when the chart is open with a reason; empty when it is open by itself. */
    private String opened(Visit visit, String id) {
        Emergency emergency = closed.opened(visit, id);
        return emergency == null
                ? ""
                : emergency.reason() + " · until "
                        + HOUR.withZone(clock.getZone()).format(emergency.until());
    }

    private void record(Caller caller, String patient, String what, int status) {
        audit.record(Access.of(
                clock.instant(),
                caller,
                Action.VIEW,
                0,
                "chart/" + patient + "/" + what,
                status,
                Set.of(Address.of("Patient", patient))));
    }

    private ChartViews views() {
        return new ChartViews(new Dates(clock.getZone()), LocalDate.now(clock));
    }
}
