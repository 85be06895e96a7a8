package org.throughline.terminology;

/**
 * A code of a code system, as FHIR's Coding has it.
 *
 * @param system the code system's address, one of those named here
 * @param code the code, written as its publisher writes it
 * @param display the name that the code system's publisher gives the code
 */
public record Coding(String system, String code, String display) {
    public static final String SNOMED = "http://snomed.info/sct";
    public static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
    public static final String LOINC = "http://loinc.org";
    public static final String CVX = "http://hl7.org/fhir/sid/cvx";
    public static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
}
