package org.throughline.fhir.patch;

import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** What a patch may add, so that copies of copies end. */
final class Size {
    private static final int DEPTH = 64;
    private static final int NODES = 1_000_000;

    private int left = NODES;

    /** Takes a value that is set in at a depth. */
    void take(Json value, int depth) {
        left--;
        if (left < 0 || depth > DEPTH) {
            throw new Failed(new Failure.TooLarge(
                    "The patch makes a resource of more than " + NODES + " values or " + DEPTH + " levels."));
        }
        switch (value) {
            case JsonObject object -> {
                for (int i = 0; i < object.size(); i++) {
                    take(object.valueAt(i), depth + 1);
                }
            }
            case JsonArray array -> array.values().forEach(item -> take(item, depth + 1));
            default -> {
                // Nothing inside.
            }
        }
    }
}
