package org.throughline.sample;

import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Hash;

/** Gives patients numbers as a practice has them, in place of Synthea's UUIDs. */
final class Numbers {
    private Numbers() {}

    /** The identifier with a number such as TL-20418, when it is a medical record number; else the object as it is. */
    static JsonObject shortened(JsonObject identifier) {
        boolean isNumber = "http://hospital.smarthealthit.org".equals(identifier.text("system"));
        if (!isNumber) {
            return identifier;
        }
        long number = 10_000 + Math.floorMod(Hash.of(String.valueOf(identifier.text("value"))), 90_000L);
        return identifier
                .with("system", new JsonString("https://throughline.example/number"))
                .with("value", new JsonString("TL-" + number));
    }
}
