package org.throughline.care.note;

import org.throughline.fhir.json.JsonObject;

/** Seals notes for tests that need no template. */
public final class TestSeals {
    private TestSeals() {}

    /** The DocumentReference as if it had been signed here. */
    public static JsonObject sealed(JsonObject document) {
        return Seal.sealed(document);
    }
}
