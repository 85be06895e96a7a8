package org.throughline.care.reconcile;

/**
 * That somebody decided about what another record says.
 *
 * @param updated whether ours was changed by it; else ours was kept as it is
 * @param by who decided; empty when nobody is named
 * @param at when, as FHIR has it
 */
public record Decision(boolean updated, String by, String at) {}
