package org.throughline.care.recall;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.care.chart.Person;
import org.throughline.care.chart.PersonReader;
import org.throughline.care.immunization.Forecasts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** When patients were here last and when they come next, of several at once. */
public final class Contacts {
    private static final String PAGE = "250";
    private static final String VISITS = "urn:throughline:visit-types";

    private final Records records;
    private final Searches searches;

    public Contacts(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /**
     * Those of these patients whose forecast of vaccines the caller may see, and who are alive, in no order. Whom staff may
     * find by name is not enough: what is due is told of the chart.
     *
     * @param ids at most 250
     * @param provider a reference to whoever treats them, as their general practitioner or in a care team; empty for any
     */
    public List<Person> forecast(Caller caller, Collection<String> ids, String provider) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Argument these = new Argument("_id", String.join(",", ids));
        Argument seen = new Argument("_has:ImmunizationRecommendation:patient:identifier", Forecasts.KEPT + "|");
        List<JsonObject> found = new ArrayList<>();
        if (provider.isEmpty()) {
            found.addAll(all(caller, "Patient", List.of(these, seen)));
        } else {
            found.addAll(all(caller, "Patient", List.of(these, seen, new Argument("general-practitioner", provider))));
            found.addAll(all(
                    caller,
                    "Patient",
                    List.of(these, seen, new Argument("_has:CareTeam:patient:participant", provider))));
        }
        return found.stream()
                .map(PersonReader::read)
                .filter(person -> person.deceased() == null)
                .distinct()
                .toList();
    }

    /** References to these patients, as a search asks for them. */
    public static String references(Collection<String> ids) {
        return ids.stream().map(id -> "Patient/" + id).collect(Collectors.joining(","));
    }

    /**
     * The day of the last visit that took place, by patient.
     *
     * @param patients references, a comma between
     * @param type the code of the kind of visit; empty for any
     * @param date within which time, as a search has it: {@code gt2026-01-31}
     */
    public Map<String, String> last(Caller caller, String patients, String type, String date) {
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument("patient", patients),
                new Argument("status", "finished,in-progress,triaged,arrived"),
                new Argument("date", date)));
        if (!type.isEmpty()) {
            arguments.add(new Argument("type", VISITS + "|" + type));
        }
        Map<String, String> last = new HashMap<>();
        for (JsonObject encounter : all(caller, "Encounter", arguments)) {
            String day = Parts.text(encounter.object("period"), "start");
            String patient = Parts.idOf(encounter.object("subject"), "Patient");
            last.merge(
                    patient,
                    day.length() > 10 ? day.substring(0, 10) : day,
                    (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        return last;
    }

    /**
     * The beginning of the next appointment, by patient, from today on.
     *
     * @param patients references, a comma between
     * @param type the code of the kind of visit; empty for any
     */
    public Map<String, String> next(Caller caller, String patients, String type, LocalDate today) {
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument("patient", patients),
                new Argument("date", "ge" + today),
                new Argument("status", "booked,pending,arrived,checked-in")));
        if (!type.isEmpty()) {
            arguments.add(new Argument("service-type", VISITS + "|" + type));
        }
        Map<String, String> next = new HashMap<>();
        for (JsonObject appointment : all(caller, "Appointment", arguments)) {
            String start = Parts.text(appointment, "start");
            appointment.objects("participant").stream()
                    .map(participant -> Parts.idOf(participant.object("actor"), "Patient"))
                    .filter(id -> !id.isEmpty())
                    .forEach(id -> next.merge(id, start, (one, other) -> one.compareTo(other) < 0 ? one : other));
        }
        return next;
    }

    private List<JsonObject> all(Caller caller, String type, List<Argument> criteria) {
        List<Argument> arguments = new ArrayList<>(criteria);
        arguments.add(new Argument("_count", PAGE));
        Target target = new Target.OfType(type);
        SearchPage page = searches.run(caller, new SearchRequest(target, arguments, true));
        List<JsonObject> all = new ArrayList<>();
        while (true) {
            page.matches().forEach(stored -> all.add(open(stored)));
            String next = page.next();
            if (next == null) {
                return all;
            }
            page = searches.next(caller, target, next);
        }
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
