package org.throughline.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.fhir.json.JsonObject;

/** Collects what a transaction must ask the {@link Gate} about. */
final class GateCheck {
    private final Gate gate;
    private final Caller caller;
    private final Bodies bodies;
    private final Set<String> types;
    private final List<JsonObject> orders = new ArrayList<>();

    GateCheck(Gate gate, Caller caller, Bodies bodies) {
        this.gate = gate;
        this.caller = caller;
        this.bodies = bodies;
        this.types = gate.types(caller);
    }

    /** Whether what this does may have to pass. */
    boolean concerns(Intent intent) {
        return types.contains(intent.type()) && !(intent instanceof Intent.Keep);
    }

    /** Takes note of a version that this transaction writes. */
    void note(Intent intent, @Nullable Present before, JsonObject after) {
        if (concerns(intent) && gate.asks(open(before), after)) {
            orders.add(after);
        }
    }

    private @Nullable JsonObject open(@Nullable Present before) {
        byte[] body = before == null ? null : before.body();
        return body == null ? null : bodies.open(body);
    }

    /** Asks about all that was noted; what is to be written with it. */
    Gate.Passed pass(Connection connection) throws SQLException {
        return orders.isEmpty()
                ? new Gate.Passed(caller, List.of())
                : gate.pass(connection, caller, List.copyOf(orders));
    }
}
