package org.throughline.care.chart;

/** A part of a chart. */
public enum ChartPart {
    PROBLEMS,
    MEDICATIONS,
    RESULTS,
    VITALS,
    VISITS,
    IMMUNIZATIONS
}
