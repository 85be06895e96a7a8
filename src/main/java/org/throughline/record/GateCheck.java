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

/** Collects what a transaction must ask the {@link Gate} about, and knows what passed. */
final class GateCheck {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('orders for ' || patient, 0))"
            + " FROM (SELECT patient FROM unnest(?::bigint[]) AS n (patient) ORDER BY patient) AS locked";

    private final Gate gate;
    private final Caller caller;
    private final Set<String> types;
    private final Map<Integer, JsonObject> drafts = new HashMap<>();
    private final Set<Integer> asked = new TreeSet<>();

    GateCheck(Gate gate, Caller caller) {
        this.gate = gate;
        this.caller = caller;
        this.types = gate.types(caller);
    }

    /** Whether what this does may have to pass. */
    boolean concerns(Intent intent) {
        return types.contains(intent.type()) && !(intent instanceof Intent.Keep) && !(intent instanceof Intent.Delete);
    }

    /**
     * Takes note of a version that is going to be written.
     *
     * @param plan the number of the plan that writes it
     */
    void note(int plan, @Nullable JsonObject before, JsonObject draft) {
        drafts.put(plan, draft);
        if (gate.asks(before, draft)) {
            asked.add(plan);
        }
    }

    /**
     * Asks about all that was noted. Orders for one patient wait for each other until their transactions end, so that none
     * is judged without the others.
     *
     * @param patientOf tells the address of a resource's patient
     * @param visible tells what the caller may see
     */
    void ask(Connection connection, ToLongFunction<JsonObject> patientOf, Gate.Visible visible) throws SQLException {
        if (asked.isEmpty()) {
            return;
        }
        List<JsonObject> orders = asked.stream()
                .map(plan -> Objects.requireNonNull(drafts.get(plan)))
                .toList();
        long[] patients =
                orders.stream().mapToLong(patientOf).distinct().sorted().toArray();
        try (PreparedStatement lock = Fragment.of(LOCK, patients).prepare(connection)) {
            lock.execute();
        }
        List<JsonObject> passed = gate.pass(new OpenTransaction(connection), caller, visible, orders);
        int next = 0;
        for (int plan : asked) {
            drafts.put(plan, passed.get(next++));
        }
    }

    /** What a plan is to write, once it was noted; null when it was not. */
    @Nullable
    JsonObject draft(int plan) {
        return drafts.get(plan);
    }
}
