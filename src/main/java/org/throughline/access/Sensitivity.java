package org.throughline.access;

import java.util.Set;

/**
 * Kinds of sensitive information, by the codes of HL7's ActCode that mark a resource in {@code meta.security}. Who has
 * no clearance for a mark does not see what carries it.
 *
 * @see <a href="https://terminology.hl7.org/ValueSet-v3-InformationSensitivityPolicy.html">InformationSensitivityPolicy</a>
 */
public enum Sensitivity {
    /** Substance use; in the United States 42 CFR Part 2. */
    ETH,
    /** Mental health. */
    PSY,
    /** Notes of psychotherapy, which are kept apart from the record. */
    PSYTHPN,
    /** HIV and AIDS. */
    HIV,
    /** Sexually transmitted disease. */
    STD,
    /** Sexuality and reproductive health. */
    SEX,
    /** Sexual assault and domestic violence. */
    SDV,
    /** Genetic disease. */
    GDIS,
    /** Information that a minor may keep from those who act for them. */
    ADOL,
    /** What a patient asked the practice to keep among few: questions about who looked. */
    PRS;

    /** The code system of the marks that HL7 defines. */
    public static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    /** What whoever treats a patient may see unless the practice says otherwise. */
    public static final Set<String> OF_TREATMENT = Set.of("ETH", "PSY", "HIV", "STD", "SEX", "SDV", "GDIS", "ADOL");
}
