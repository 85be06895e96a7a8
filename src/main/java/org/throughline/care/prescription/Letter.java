package org.throughline.care.prescription;

import org.throughline.fhir.json.JsonObject;

/**
 * A message that is to leave.
 *
 * @param id of the message
 * @param from the id of the Organization that sends it
 * @param to the id of the Organization that it is for
 * @param about what those have in common that leave one after the other: {@code Task/1}
 */
public record Letter(String id, String from, String to, String about, JsonObject bundle) {}
