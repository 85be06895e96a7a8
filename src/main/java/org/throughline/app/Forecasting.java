package org.throughline.app;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.immunization.Forecasts;
import org.throughline.database.Database;
import org.throughline.events.follow.Follower;
import org.throughline.events.forecast.ForecastRows;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * Keeps the list of who is due for vaccines behind what is written: patients whose chart has changed, whose day has come,
 * and all of them when another schedule is loaded.
 */
final class Forecasting {
    private static final Caller PRODUCT = new Caller("immunizations", "Immunizations", Rights.EVERYTHING);
    private static final Target PATIENTS = new Target.OfType("Patient");
    private static final String PAGE = "500";
    private static final int AT_ONCE = 50;
    private static final List<String> TYPES = List.of(
            "Patient",
            "Immunization",
            "Condition",
            "AllergyIntolerance",
            "MedicationRequest",
            "MedicationStatement",
            "AdverseEvent");

    private final Forecasts forecasts;
    private final ForecastRows rows;
    private final Searches searches;
    private final Clock clock;
    private final List<Follower> followers = new ArrayList<>();

    /** @param clock of the practice, in whose time zone a day begins */
    Forecasting(Forecasts forecasts, Database database, Records records, Searches searches, Clock clock) {
        this.forecasts = forecasts;
        this.rows = new ForecastRows(database);
        this.searches = searches;
        this.clock = clock;
        TYPES.forEach(type -> followers.add(
                new Follower(database, records, searches, PRODUCT, "forecasts of " + type, type, List.of())));
        followers.add(new Follower(
                database,
                records,
                searches,
                PRODUCT,
                "forecasts of Observation",
                "Observation",
                List.of(new Argument("combo-code", String.join(",", forecasts.observations())))));
    }

    /** Looks at some more patients; whether there are more. */
    boolean step() {
        followers.forEach(this::follow);
        String schedule = forecasts.schedule();
        if (!schedule.equals(rows.schedule())) {
            markAll();
            rows.schedule(schedule);
        }
        List<ForecastRows.Waiting> waiting = rows.waiting(LocalDate.now(clock), AT_ONCE);
        waiting.forEach(this::renew);
        return waiting.size() == AT_ONCE;
    }

    private void follow(Follower follower) {
        Set<String> patients = new LinkedHashSet<>();
        follower.run(resource -> patients.addAll(patient(resource)), () -> {
            rows.mark(patients);
            patients.clear();
        });
    }

    private static List<String> patient(JsonObject resource) {
        if ("Patient".equals(resource.text("resourceType"))) {
            return List.of(String.valueOf(resource.text("id")));
        }
        JsonObject subject = resource.object(resource.has("patient") ? "patient" : "subject");
        String reference = subject == null ? "" : String.valueOf(subject.text("reference"));
        return reference.startsWith("Patient/") ? List.of(reference.substring("Patient/".length())) : List.of();
    }

    private void markAll() {
        SearchPage page =
                searches.run(PRODUCT, new SearchRequest(PATIENTS, List.of(new Argument("_count", PAGE)), true));
        while (true) {
            rows.mark(page.matches().stream().map(each -> each.id()).toList());
            String next = page.next();
            if (next == null) {
                return;
            }
            page = searches.next(PRODUCT, PATIENTS, Objects.requireNonNull(next));
        }
    }

    private void renew(ForecastRows.Waiting waiting) {
        forecasts
                .renew(waiting.patient())
                .ifPresentOrElse(
                        outlook -> rows.keep(
                                waiting,
                                outlook.born(),
                                outlook.places().stream()
                                        .sorted(java.util.Comparator.comparing(place -> place.state()))
                                        .map(place -> new ForecastRows.Vaccine(
                                                place.vaccine(), place.state().name(), place.since()))
                                        .toList(),
                                outlook.renew()),
                        () -> rows.remove(waiting.patient()));
    }
}
