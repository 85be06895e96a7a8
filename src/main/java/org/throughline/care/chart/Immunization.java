package org.throughline.care.chart;

/**
 * A dose of a vaccine that was given, and when (as FHIR has it).
 *
 * @param code its code with its system, {@code system|code}; empty when it is not coded
 * @param remarks what is to be said of it beside
 */
public record Immunization(String id, String vaccine, String code, String date, Remarks remarks) {
    Immunization with(Remarks other) {
        return new Immunization(id, vaccine, code, date, other);
    }
}
