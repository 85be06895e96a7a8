package org.throughline.care.vital;

import java.math.BigDecimal;
import org.throughline.terminology.vital.Vital;

/**
 * One vital sign that was measured.
 *
 * @param id of the Observation
 * @param at when, as FHIR has it
 * @param value in the unit in which the vital sign is stored
 * @param holder the other organization that holds it; empty for our own
 */
public record Measured(String id, Vital vital, String at, BigDecimal value, String holder) {}
