package org.throughline.immunization.schedule;

import java.util.List;

/** Antigens that are forecast together; {@code full} when always all of them are given. */
public record VaccineGroup(String name, boolean full, List<String> antigens) {}
