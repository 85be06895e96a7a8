package org.throughline.fhir.json;

/** JSON's null: FHIR uses it only to keep a primitive array and its extensions aligned. */
public enum JsonNull implements Json {
    NULL
}
