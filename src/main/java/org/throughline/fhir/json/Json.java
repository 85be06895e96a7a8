package org.throughline.fhir.json;

/** A JSON value. Immutable; safe to share. */
public sealed interface Json permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {}
