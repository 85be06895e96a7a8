package org.throughline.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.imaging.ExamOrder;
import org.throughline.care.imaging.NewReading;
import org.throughline.care.imaging.Reading;
import org.throughline.care.imaging.ReadingList;
import org.throughline.care.task.ToAcknowledge.Urgency;
import org.throughline.clinic.inbox.Team;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.imaging.Study;

/** Imaging of the demonstration: earlier reports, examinations that are to be done and that are to be read. */
final class DemoImaging {
    /** Born before. */
    private static final String ADULTS = "1990";

    private final Wiring wiring;
    private final Author orders;
    private final Author does;
    private final Author reads;
    private final Instant now;

    DemoImaging(Wiring wiring) {
        this.wiring = wiring;
        this.now = wiring.clock().instant();
        this.orders = author(wiring, "Alex Rivera");
        this.does = author(wiring, "Milo Grant");
        this.reads = author(wiring, "Ines Haddad");
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
    void make(List<Person> people) {
        List<Person> patients = people.stream()
                .filter(each -> each.birthDate().compareTo(ADULTS) < 0)
                .toList();
        if (patients.size() < 6) {
            return;
        }
        String chest = patients.get(0).id();
        read(
                chest,
                "CT of chest without contrast",
                240,
                "Solid nodule of 5 mm in the right upper lobe, smooth margin. No enlarged lymph nodes. No effusion.",
                "Nodule of 5 mm in the right upper lobe. CT in 6 to 12 months.");
        read(chest, "X-ray of chest, two views", 400, "Lungs clear. Heart of usual size.", "No acute finding.");
        done(
                order(
                        chest,
                        "CT of chest without contrast",
                        "routine",
                        Duration.ofHours(30),
                        "Has the nodule grown?",
                        ""),
                chest,
                Duration.ofHours(26),
                "");
        String knee = patients.get(2).id();
        read(
                knee,
                "X-ray of left knee",
                90,
                "Narrowed medial joint space, small osteophytes.",
                "Moderate osteoarthritis.");
        done(
                order(
                        knee,
                        "MRI of left knee without contrast",
                        "routine",
                        Duration.ofDays(3),
                        "Tear of the meniscus?",
                        "Locks since a fall six weeks ago."),
                knee,
                Duration.ofHours(3),
                "");
        String head = patients.get(3).id();
        done(
                order(
                        head,
                        "CT of head without contrast",
                        "stat",
                        Duration.ofMinutes(70),
                        "Bleeding?",
                        "Fell on the stairs, takes a blood thinner, worst headache."),
                head,
                Duration.ofMinutes(35),
                "Moved a little; one series repeated.");
        order(
                patients.get(4).id(),
                "Ultrasound of right upper abdomen",
                "urgent",
                Duration.ofHours(4),
                "Gallstones?",
                "Pain after meals.");
        order(
                patients.get(5).id(),
                "MRI of lumbar spine without contrast",
                "routine",
                Duration.ofHours(22),
                "Herniated disc L5/S1?",
                "Weakness of the left foot for ten days.");
    }

    private String order(String patient, String study, String priority, Duration ago, String question, String history) {
        Study known = Imaging.shipped().named(study).orElseThrow();
        List<Json> notes = Stream.of("Question: " + question, "History: " + history)
                .filter(each -> !each.endsWith(": "))
                .<Json>map(each -> JsonObject.of("text", new JsonString(each)))
                .toList();
        JsonObject order = JsonObject.builder()
                .add("resourceType", "ServiceRequest")
                .add("status", "active")
                .add("intent", "order")
                .add("priority", priority)
                .add("category", JsonArray.of(Concept.of(Coding.SNOMED, "363679005", "Imaging")))
                .add("code", new Concept(study, known.loinc().stream().toList()).json())
                .add("subject", Author.reference("Patient/" + patient, ""))
                .add(
                        "authoredOn",
                        now.minus(ago).truncatedTo(ChronoUnit.SECONDS).toString())
                .add("requester", orders.json())
                .addIfPresent("note", notes.isEmpty() ? null : new JsonArray(notes))
                .build();
        JsonObject told = wiring.care()
                .imagingHistory()
                .told(Installation.operator(), patient, List.of(order))
                .getFirst();
        return wiring.care().entries().create(chart(patient, orders), told);
    }

    private void done(String order, String patient, Duration ago, String note) {
        ReadingList list = wiring.care().readingList();
        list.done(chart(patient, does), list.order(Installation.operator(), patient, order), now.minus(ago), note);
    }

    /** A report of some days ago, which its orderer has looked at. */
    private void read(String patient, String study, int days, String findings, String impression) {
        Duration ago = Duration.ofDays(days);
        String id = order(patient, study, "routine", ago.plusHours(20), "", "");
        done(id, patient, ago.plusHours(2), "");
        CareParts then = wiring.care()
                .at(Clock.fixed(now.minus(ago), wiring.care().clock().getZone()));
        ReadingList list = then.readingList();
        list.take(Installation.operator(), reads, id, order(list, patient, id).version());
        Reading reading = then.reading();
        String report = reading.sign(
                chart(patient, reads),
                order(list, patient, id),
                new NewReading("", findings, impression, Urgency.ROUTINE, "", null, true));
        then.results().acknowledge(chart(patient, orders), report, 1, "");
    }

    private static ExamOrder order(ReadingList list, String patient, String id) {
        return list.order(Installation.operator(), patient, id);
    }

    private static Entries.Chart chart(String patient, Author author) {
        return new Entries.Chart(Installation.operator(), patient, author);
    }
}
