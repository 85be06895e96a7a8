package org.throughline.app;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.result.NewReport;
import org.throughline.care.result.Order;
import org.throughline.care.result.Results;
import org.throughline.care.result.Typed;
import org.throughline.clinic.inbox.Team;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;

/** Orders and results of the demonstration's laboratory, relative to the moment at which it is made. */
final class DemoResults {
    private final Labs labs = Labs.shipped();
    private final Results results;
    private final Entries entries;
    private final Author orders;
    private final Author reports;
    private final Instant now;

    DemoResults(Wiring wiring) {
        this.results = wiring.care().results();
        this.entries = wiring.care().entries();
        this.orders = author(wiring, "Alex Rivera");
        this.reports = author(wiring, "Jordan Kim");
        this.now = wiring.clock().instant();
    }

    private static Author author(Wiring wiring, String name) {
        return new Team(wiring.login())
                .present().roster().members().stream()
                        .filter(member -> member.name().equals(name))
                        .map(member -> new Author(Objects.requireNonNull(member.reference()), name))
                        .findFirst()
                        .orElseThrow();
    }

    /** Makes them, about some patients. */
    void make(List<Person> patients) {
        report(
                patients,
                0,
                "Basic metabolic panel",
                Map.of(
                        "Sodium",
                        "138",
                        "Potassium",
                        "6.6",
                        "Chloride",
                        "103",
                        "Carbon dioxide, total",
                        "21",
                        "Urea nitrogen",
                        "31",
                        "Creatinine",
                        "1.62",
                        "Glucose",
                        "104",
                        "Calcium",
                        "9.3"));
        report(
                patients,
                1,
                "Lipid panel",
                Map.of(
                        "Cholesterol, total",
                        "238",
                        "HDL cholesterol",
                        "46",
                        "LDL cholesterol",
                        "158",
                        "Triglycerides",
                        "171",
                        "Non-HDL cholesterol",
                        "192"));
        report(patients, 2, "Thyroid panel", Map.of("TSH", "2.14", "Free T4", "1.2"));
        report(
                patients,
                3,
                "Urinalysis, dipstick",
                Map.of(
                        "Urine color",
                        "Yellow",
                        "Urine clarity",
                        "Clear",
                        "Urine nitrite",
                        "Negative",
                        "Urine leukocyte esterase",
                        "Negative"));
        order(patients, 4, "Hemoglobin A1c");
        order(patients, 5, "Complete blood count (CBC) with differential");
        order(patients, 0, "Albumin/creatinine ratio, urine");
    }

    private void report(List<Person> patients, int at, String panel, Map<String, String> values) {
        if (at >= patients.size()) {
            return;
        }
        String patient = patients.get(at).id();
        String order = order(patients, at, panel);
        Lab lab = labs.named(panel).orElseThrow();
        List<NewReport.Value> typed = new ArrayList<>();
        labs.tests(lab)
                .forEach(test -> typed.add(
                        new NewReport.Value(test, Typed.read(test, values.getOrDefault(test.name(), "")), "")));
        Order asked = results.ordered(Installation.operator(), patient).stream()
                .filter(each -> each.id().equals(order))
                .findFirst()
                .orElseThrow();
        results.enter(
                chart(patient, reports), new NewReport(asked, lab, now.minus(4, ChronoUnit.HOURS), typed, "", true));
    }

    private String order(List<Person> patients, int at, String test) {
        if (at >= patients.size()) {
            return "";
        }
        String patient = patients.get(at).id();
        Lab lab = labs.named(test).orElseThrow();
        return entries.create(
                chart(patient, orders),
                JsonObject.builder()
                        .add("resourceType", "ServiceRequest")
                        .add("status", "active")
                        .add("intent", "order")
                        .add("category", JsonArray.of(Concept.of(Coding.SNOMED, "108252007", "Laboratory procedure")))
                        .add(
                                "code",
                                new Concept(lab.name(), lab.loinc().stream().toList()).json())
                        .add("subject", Author.reference("Patient/" + patient, ""))
                        .add(
                                "authoredOn",
                                now.minus(20, ChronoUnit.HOURS)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString())
                        .add("requester", orders.json())
                        .build());
    }

    private static Entries.Chart chart(String patient, Author author) {
        return new Entries.Chart(Installation.operator(), patient, author);
    }
}
