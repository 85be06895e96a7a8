package org.throughline.care.vital;

import java.math.BigDecimal;
import org.throughline.terminology.vital.Vital;

/**
 * One vital sign that was measured.
 *
 * @param id of the Observation
 * @param at when, as FHIR has it
 * @param value in the unit in which the vital sign is stored
 */
public record Measured(String id, Vital vital, String at, BigDecimal value) {}
