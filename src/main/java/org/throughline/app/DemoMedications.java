package org.throughline.app;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.medication.Origin;
import org.throughline.care.taking.Answered;
import org.throughline.care.taking.Reconciled;
import org.throughline.care.taking.Reconciliation;
import org.throughline.care.taking.Row;
import org.throughline.care.taking.TakenList;
import org.throughline.care.taking.Taking;
import org.throughline.care.taking.TakingEntries;
import org.throughline.care.taking.TakingEntry;
import org.throughline.care.taking.TakingLine;
import org.throughline.care.taking.TakingReader;
import org.throughline.clinic.inbox.Team;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.drug.Drugs;

/** What the patients of the demonstration take besides, what they say of it, and what is to be given today. */
final class DemoMedications {
    private final CareParts care;
    private final Drugs drugs;
    private final TakingLine lines;
    private final Author nurse;
    private final Author physician;
    private final Instant now;
    private final LocalDate today;

    DemoMedications(Wiring wiring, Drugs drugs) {
        this.care = wiring.care();
        this.drugs = drugs;
        this.lines = new TakingLine(drugs);
        this.nurse = author(wiring, "Jordan Kim");
        this.physician = author(wiring, "Alex Rivera");
        this.now = wiring.clock().instant();
        this.today = LocalDate.now(wiring.clock());
    }

    private static Author author(Wiring wiring, String name) {
        return new Team(wiring.login())
                .present().roster().members().stream()
                        .filter(member -> member.name().equals(name))
                        .map(member -> new Author(Objects.requireNonNull(member.reference()), name))
                        .findFirst()
                        .orElseThrow();
    }

    /** Makes it, about some patients. */
    void make(List<Person> patients) {
        takes(patients, 0, "vitamin d3 1000 daily", Origin.OVER_THE_COUNTER, 400);
        takes(patients, 1, "acetaminophen 500 mg tablet 1 q6h prn pain", Origin.OVER_THE_COUNTER, 60);
        takes(patients, 2, "sertraline 50 mg tablet 1 daily", Origin.ELSEWHERE, 200);
        toGive(patients, 3, "ketorolac 30 mg/mL injection", "30 mg into the muscle, once");
        toGive(patients, 4, "cyanocobalamin 1,000 mcg/mL injection", "1,000 mcg into the muscle, once");
        for (int at = 1; at <= 2 && at < patients.size(); at++) {
            reconcile(patients.get(at).id());
        }
    }

    private void takes(List<Person> patients, int at, String line, Origin origin, int days) {
        if (at >= patients.size()) {
            return;
        }
        Taking read = lines.read(line).getFirst().taking();
        new TakingEntries(care.entries(), care.visits(), drugs, care.clock())
                .add(
                        chart(patients.get(at).id(), nurse),
                        new TakingEntry(
                                new Taking(read.what(), read.product(), read.sig(), origin),
                                "active",
                                today.minusDays(days).toString(),
                                "",
                                "",
                                ""));
    }

    /** The first of what is taken is not, the rest is. */
    private void reconcile(String patient) {
        TakingReader reader = care.taking(drugs);
        TakenList list = reader.list(Installation.operator(), patient);
        Optional<Row> first = list.current().stream().filter(Row::isPrescribed).findFirst();
        care.reconciliation(drugs)
                .reconcile(
                        chart(patient, nurse),
                        new Reconciliation.Outcome(
                                list.seen(),
                                first.map(row -> Map.of(
                                                row.key(),
                                                new Answered(Answered.How.NOT_TAKING, "Ran out two weeks ago", null)))
                                        .orElse(Map.of()),
                                List.of(),
                                List.of(Reconciled.Source.PATIENT)));
    }

    private void toGive(List<Person> patients, int at, String drug, String how) {
        if (at >= patients.size()) {
            return;
        }
        String patient = patients.get(at).id();
        care.entries()
                .create(
                        chart(patient, physician),
                        JsonObject.builder()
                                .add("resourceType", "MedicationRequest")
                                .add("status", "active")
                                .add("intent", "order")
                                .add(
                                        "category",
                                        JsonArray.of(Concept.of("urn:throughline:code", "given-here", "Given here")))
                                .add("medicationCodeableConcept", new Concept(drug, List.of()).json())
                                .add("subject", Author.reference("Patient/" + patient, ""))
                                .add(
                                        "authoredOn",
                                        now.minus(1, ChronoUnit.HOURS)
                                                .truncatedTo(ChronoUnit.SECONDS)
                                                .toString())
                                .add("requester", physician.json())
                                .add("dosageInstruction", JsonArray.of(JsonObject.of("text", new JsonString(how))))
                                .build());
    }

    private static Entries.Chart chart(String patient, Author author) {
        return new Entries.Chart(Installation.operator(), patient, author);
    }
}
