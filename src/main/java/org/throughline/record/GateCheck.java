package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.database.Fragment;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.JsonObject;

/** Collects what a transaction must ask each {@link Gate} about, and knows what passed. */
final class GateCheck {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('orders for ' || patient, 0))"
            + " FROM (SELECT patient FROM unnest(?::bigint[]) AS n (patient) ORDER BY patient) AS locked";

    private final List<Asking> asking;
    private final Caller caller;
    private final Map<Integer, JsonObject> drafts = new HashMap<>();

    /** A gate, about what it asks of this caller, and the plans that it asks about. */
    private record Asking(Gate gate, Set<String> types, Set<Integer> plans) {}

    GateCheck(List<Gate> gates, Caller caller) {
        this.caller = caller;
        this.asking = gates.stream()
                .map(each -> new Asking(each, each.types(caller), new TreeSet<>()))
                .toList();
    }

    /** Whether what this does may have to pass. */
    boolean concerns(Intent intent) {
        return asking.stream().anyMatch(each -> each.types.contains(intent.type()))
                && !(intent instanceof Intent.Keep)
                && !(intent instanceof Intent.Delete);
    }

    /**
     * Takes note of a version that is going to be written.
     *
     * @param plan the number of the plan that writes it
     */
    void note(int plan, @Nullable JsonObject before, JsonObject draft) {
        drafts.put(plan, draft);
        for (Asking each : asking) {
            if (each.types.contains(draft.text("resourceType")) && each.gate.asks(before, draft)) {
                each.plans.add(plan);
            }
        }
    }

    /**
     * Asks each gate about what it was noted for. Orders for one patient wait for each other until their transactions end,
     * so that none is judged without the others.
     *
     * @param patientOf tells the address of a resource's patient
     * @param visible tells what the caller may see
     */
    void ask(Connection connection, ToLongFunction<JsonObject> patientOf, Gate.Visible visible) throws SQLException {
        Set<Integer> asked = new TreeSet<>();
        asking.forEach(each -> asked.addAll(each.plans));
        if (asked.isEmpty()) {
            return;
        }
        long[] patients =
                noted(asked).stream().mapToLong(patientOf).distinct().sorted().toArray();
        try (PreparedStatement lock = Fragment.of(LOCK, patients).prepare(connection)) {
            lock.execute();
        }
        for (Asking each : asking) {
            if (!each.plans.isEmpty()) {
                List<JsonObject> passed =
                        each.gate.pass(new OpenTransaction(connection), caller, visible, noted(each.plans));
                int next = 0;
                for (int plan : each.plans) {
                    drafts.put(plan, passed.get(next++));
                }
            }
        }
    }

    private List<JsonObject> noted(Set<Integer> plans) {
        return plans.stream()
                .map(plan -> Objects.requireNonNull(drafts.get(plan)))
                .toList();
    }

    /** What a plan is to write, once it was noted; null when it was not. */
    @Nullable
    JsonObject draft(int plan) {
        return drafts.get(plan);
    }
}
