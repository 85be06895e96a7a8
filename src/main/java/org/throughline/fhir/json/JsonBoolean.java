package org.throughline.fhir.json;

/** JSON's true or false. */
public enum JsonBoolean implements Json {
    TRUE,
    FALSE;

    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public boolean value() {
        return this == TRUE;
    }
}
