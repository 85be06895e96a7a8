package org.throughline.clinic.medication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.care.check.Checks;
import org.throughline.care.check.Looked;
import org.throughline.care.medication.Dosages;
import org.throughline.care.taking.Taking;
import org.throughline.care.taking.TakingLine;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.safety.answer.Finding;
import org.throughline.terminology.sig.SigWords;

/** What speaks against drugs that are said to be taken besides: said at once, and not only when it is written down. */
public record Besides(Checks checks) {
    /**
     * What the checks say, by the lines.
     *
     * @param by the reference of whoever is asking
     */
    Map<String, List<Said>> said(Caller caller, String patient, String by, List<TakingLine.Candidate> besides) {
        List<JsonObject> orders = new ArrayList<>();
        besides.forEach(each -> orders.add(asOrder(patient, by, each.taking(), orders.size())));
        Map<String, List<Said>> said = new HashMap<>();
        if (!orders.isEmpty()) {
            List<Looked.Order> looked = checks.look(caller, patient, orders, by).orders();
            for (int i = 0; i < besides.size(); i++) {
                said.put(
                        besides.get(i).line(),
                        looked.get(i).findings().stream()
                                .map(Finding::masked)
                                .map(each -> new Said(each.what(), each.whatToDo(), each.interrupts()))
                                .distinct()
                                .toList());
            }
        }
        return said;
    }

    /** A finding, in words. */
    public record Said(String what, String whatToDo, boolean danger) {}

    /** As if it were ordered now. */
    private static JsonObject asOrder(String patient, String by, Taking taking, int number) {
        JsonObject.Builder order = JsonObject.builder()
                .add("resourceType", "MedicationRequest")
                .add("id", "besides-" + number)
                .add("status", "active")
                .add("intent", "order")
                .add("medicationCodeableConcept", taking.what().json())
                .add("subject", Parts.reference("Patient", patient, ""))
                .add("requester", JsonObject.of("reference", new JsonString(by)));
        return order.addIfPresent("dosageInstruction", dosage(taking)).build();
    }

    private static @Nullable Json dosage(Taking taking) {
        return taking.sig() == null
                ? null
                : Dosages.json(
                        taking.sig(),
                        sig -> taking.product() == null ? sig.note() : SigWords.of(sig, taking.product()));
    }
}
