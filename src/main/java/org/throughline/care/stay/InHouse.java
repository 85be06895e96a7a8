package org.throughline.care.stay;

import java.time.Instant;

/**
 * Somebody who is here to stay or in an emergency.
 *
 * @param patient the id of the Patient
 * @param kind in words: emergency, observation, inpatient
 * @param since when they came
 * @param place where they are; empty when not told
 */
public record InHouse(String patient, String kind, Instant since, String place) {}
