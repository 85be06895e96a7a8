package org.throughline.fhir.json;

/** A JSON string, unescaped. */
public record JsonString(String value) implements Json {
    @Override
    public String toString() {
        return value;
    }
}
