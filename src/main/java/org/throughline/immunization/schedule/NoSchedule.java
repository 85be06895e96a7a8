package org.throughline.immunization.schedule;

/** No schedule is loaded: nothing is evaluated and nothing forecast. {@code why} is written for people. */
public record NoSchedule(String why) implements SupportingData {}
