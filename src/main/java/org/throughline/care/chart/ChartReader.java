package org.throughline.care.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Bodies;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Reads charts and finds patients for a caller, who sees what the caller may see. Reading is not audited here. */
public final class ChartReader {
    private static final int MOST_RESULTS = 500;
    private static final int MOST_ROWS = 200;

    private final Records records;
    private final Searches searches;

    public ChartReader(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /**
     * The chart of a patient.
     *
     * @throws org.throughline.kernel.Failed when there is no such patient for this caller
     */
    public Chart chart(Caller caller, String id) {
        Stored patient = records.read(caller, "Patient", id);
        return new Chart(
                PersonReader.read(open(patient)),
                allergies(caller, id),
                ChartBuilder.problems(find(caller, "Condition", id, MOST_ROWS, "-onset-date")),
                ChartBuilder.medications(find(caller, "MedicationRequest", id, MOST_ROWS, "-authoredon")),
                ResultReader.read(
                        find(caller, "Observation", id, MOST_RESULTS, "-date", new Argument("category", "laboratory"))),
                ChartBuilder.visits(find(caller, "Encounter", id, MOST_ROWS, "-date")),
                ChartBuilder.immunizations(find(caller, "Immunization", id, MOST_ROWS, "-date")));
    }

    private Allergies allergies(Caller caller, String id) {
        if (!caller.may(Interaction.SEARCH, "AllergyIntolerance")) {
            return new Allergies.Unavailable();
        }
        return AllergyReader.read(find(caller, "AllergyIntolerance", id, MOST_ROWS, "-date"));
    }

    /**
     * Patients whose name, birth date, number or phone fits what was typed; all, the last changed first, when nothing
     * was.
     *
     * @param most at most so many are returned
     */
    public List<Person> patients(Caller caller, String typed, int most) {
        List<Argument> arguments = new ArrayList<>(PatientQuery.arguments(typed));
        arguments.add(new Argument("_count", Integer.toString(most)));
        return searches.run(caller, new SearchRequest(new Target.OfType("Patient"), arguments, true)).matches().stream()
                .map(this::open)
                .map(PersonReader::read)
                .toList();
    }

    private List<JsonObject> find(
            Caller caller, String type, String patient, int most, String sort, Argument... criteria) {
        if (!caller.may(Interaction.SEARCH, type)) {
            return List.of();
        }
        List<Argument> arguments = new ArrayList<>(List.of(criteria));
        arguments.add(new Argument("patient", "Patient/" + patient));
        arguments.add(new Argument("_sort", sort));
        arguments.add(new Argument("_count", Integer.toString(most)));
        return searches.run(caller, new SearchRequest(new Target.OfType(type), arguments, true)).matches().stream()
                .map(this::open)
                .toList();
    }

    private JsonObject open(Stored stored) {
        Bodies bodies = records.bodies();
        return bodies.open(Objects.requireNonNull(stored.body()));
    }
}
