package org.throughline.search.index;

import java.util.ArrayDeque;
import java.util.Deque;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;

/** Finds every reference to a resource of ours, wherever it stands. */
final class ReferenceWalk {
    private final References references;
    private final Rows rows;
    private final Deque<String> names = new ArrayDeque<>();

    ReferenceWalk(References references, Rows rows) {
        this.references = references;
        this.rows = rows;
    }

    void walk(String name, Json json) {
        names.addLast(name);
        inside(json);
        names.removeLast();
    }

    private void inside(Json json) {
        if (json instanceof JsonObject object) {
            for (int i = 0; i < object.size(); i++) {
                Json value = object.valueAt(i);
                if (value instanceof JsonString(String text)) {
                    if (object.nameAt(i).equals("reference")) {
                        literal(text);
                    }
                } else {
                    walk(object.nameAt(i), value);
                }
            }
        } else if (json instanceof JsonArray array) {
            for (Json element : array.values()) {
                inside(element);
            }
        }
    }

    private void literal(String text) {
        References.Local local = references.local(text);
        if (local != null) {
            rows.reference(String.join(".", names), local.type(), local.id());
        }
    }
}
