package org.throughline.immunization.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The next dose (rules FORECASTDT and FORECASTVG).
 *
 * @param number which dose it is
 * @param earliest before this day it does not count
 * @param recommended when it should be given
 * @param pastDue from when it is overdue, or null
 * @param latest the last day it may be given, or null
 * @param vaccines what may be given: CVX codes with names, first those the schedule names; never one that is
 *     contraindicated or withheld
 * @param withheld vaccines that are not advised, with why
 */
public record NextDose(
        int number,
        LocalDate earliest,
        LocalDate recommended,
        @Nullable LocalDate pastDue,
        @Nullable LocalDate latest,
        Map<String, String> vaccines,
        Map<String, List<String>> withheld) {}
