package org.throughline.care.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.care.prescription.Party;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;
import org.throughline.record.Stored;

/** Reads signed orders as they go out on paper. */
public final class Sheets {
    private static final int MOST = 50;

    private final Records records;
    private final Supplier<String> organization;

    /** @param organization the id of the Organization that the practice is */
    public Sheets(Records records, Supplier<String> organization) {
        this.records = records;
        this.organization = organization;
    }

    /**
     * Those of these orders of a patient, in their order.
     *
     * @param orders their references
     * @throws Failed with {@link Failure.NotFound} when one is not in this chart or not in force
     */
    public List<Sheet> of(Caller caller, String patient, List<String> orders) {
        if (orders.isEmpty() || orders.size() > MOST) {
            throw missing();
        }
        Map<Long, JsonObject> found =
                present(caller, orders.stream().map(Sheets::address).toList());
        List<JsonObject> signed = new ArrayList<>();
        List<Long> named = new ArrayList<>();
        for (String each : orders) {
            JsonObject order = found.get(address(each));
            if (order == null
                    || !Parts.idOf(order.object("subject"), "Patient").equals(patient)
                    || !"active".equals(order.text("status"))) {
                throw missing();
            }
            signed.add(order);
            prescriber(order).ifPresent(named::add);
        }
        named.add(Address.of("Patient", patient));
        Map<Long, JsonObject> people = present(caller, named);
        Party whose = Party.of(people.get(Address.of("Patient", patient)));
        return signed.stream()
                .map(order -> Sheet.of(
                        order,
                        whose,
                        Party.of(prescriber(order).map(people::get).orElse(null))))
                .toList();
    }

    /** The practice, as a letterhead says it. */
    public Party practice(Caller caller) {
        String id = organization.get();
        return id.isEmpty()
                ? Party.NOBODY
                : Party.of(present(caller, List.of(Address.of("Organization", id))).values().stream()
                        .findFirst()
                        .orElse(null));
    }

    private static Optional<Long> prescriber(JsonObject order) {
        String id = Parts.idOf(order.object("requester"), "Practitioner");
        return id.isEmpty() ? Optional.empty() : Optional.of(Address.of("Practitioner", id));
    }

    private Map<Long, JsonObject> present(Caller caller, List<Long> addresses) {
        Map<Long, JsonObject> found = new HashMap<>();
        for (Stored each : records.present(caller, addresses)) {
            found.put(each.address(), records.bodies().open(Objects.requireNonNull(each.body())));
        }
        return found;
    }

    private static long address(String order) {
        int slash = order.indexOf('/');
        String type = slash < 0 ? "" : order.substring(0, slash);
        if (!Ending.TYPES.contains(type)) {
            throw missing();
        }
        return Address.of(type, order.substring(slash + 1));
    }

    private static Failed missing() {
        return new Failed(new Failure.NotFound("There is no such order in force in this chart."));
    }
}
