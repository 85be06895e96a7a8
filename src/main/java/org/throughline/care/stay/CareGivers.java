package org.throughline.care.stay;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Recipient;
import org.throughline.fhir.json.JsonObject;

/**
 * Who here treats a patient and is to know what becomes of them: the general practitioner, the care team, who sees them next, and
 * who has ordered something that is open. When that is nobody, whoever saw them last within a year.
 *
 * @param clock of the practice
 */
record CareGivers(Looking looking, Clock clock) {
    private static final int MOST = 50;

    /** @param patient our Patient */
    List<Recipient> of(JsonObject patient) {
        String id = Parts.text(patient, "id");
        String reference = "Patient/" + id;
        LocalDate today = LocalDate.now(clock);
        Map<String, Recipient> all = new LinkedHashMap<>();
        patient.objects("generalPractitioner").forEach(each -> add(all, each));
        find("CareTeam", Looking.of("patient", reference), Looking.of("status", "active,suspended"))
                .flatMap(team -> team.objects("participant").stream())
                .filter(each -> isNow(each, today))
                .forEach(each -> add(all, each.object("member")));
        find(
                        "Appointment",
                        Looking.of("patient", reference),
                        Looking.of("date", "ge" + today),
                        Looking.of("status", "booked,pending,arrived,checked-in"))
                .flatMap(appointment -> appointment.objects("participant").stream())
                .forEach(each -> add(all, each.object("actor")));
        find("ServiceRequest", Looking.of("patient", reference), Looking.of("status", "active,on-hold"))
                .filter(order -> !"filler-order".equals(order.text("intent")))
                .forEach(order -> add(all, order.object("requester")));
        if (all.isEmpty()) {
            find(
                            "Encounter",
                            Looking.of("patient", reference),
                            Looking.of("class", "AMB,VR,HH"),
                            Looking.of("date", "ge" + today.minusYears(1)),
                            Looking.of("_sort", "-date"))
                    .filter(visit -> !Set.of("cancelled", "entered-in-error").contains(Parts.text(visit, "status")))
                    .limit(1)
                    .flatMap(visit -> visit.objects("participant").stream())
                    .forEach(each -> add(all, each.object("individual")));
        }
        return List.copyOf(all.values());
    }

    private Stream<JsonObject> find(String type, org.throughline.search.query.Argument... which) {
        return looking.find(Looking.PRODUCT, type, MOST, which).stream();
    }

    private static boolean isNow(JsonObject participant, LocalDate today) {
        LocalDate end = Parts.day(Parts.text(participant.object("period"), "end"));
        return end == null || !end.isBefore(today);
    }

    private static void add(Map<String, Recipient> all, @Nullable JsonObject who) {
        String reference = Parts.text(who, "reference");
        if (reference.startsWith("Practitioner/") || reference.startsWith("PractitionerRole/")) {
            all.putIfAbsent(reference, new Recipient(new Addressee.Person(reference), Parts.text(who, "display")));
        }
    }
}
