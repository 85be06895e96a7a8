package org.throughline.access;

/**
 * Why somebody looks at a record.
 *
 * @see <a href="https://terminology.hl7.org/ValueSet-v3-PurposeOfUse.html">PurposeOfUse</a>
 */
public enum Purpose {
    /** Treatment. */
    TREAT,
    /** Treatment in an emergency, when somebody opened the chart with a reason. */
    ETREAT,
    /** Payment. */
    HPAYMT,
    /** The running of the practice, its privacy and quality included. */
    HOPERAT,
    /** The patient's own request. */
    PATRQT,
    /** The request of somebody who acts for the patient. */
    FAMRQT,
    /** Research. */
    HRESCH,
    /** Public health. */
    PUBHLTH,
    /** The administration of the installation itself. */
    SYSADMN;

    /** Whether it is the patient who asks, or somebody who acts for them. */
    public boolean isOfPatient() {
        return this == PATRQT || this == FAMRQT;
    }
}
