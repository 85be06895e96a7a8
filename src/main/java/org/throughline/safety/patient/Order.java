package org.throughline.safety.patient;

/** What somebody wants done for the patient. */
public sealed interface Order permits DrugOrder, TestOrder, ImagingOrder {
    /** What the caller knows it by, unique among the orders of a check and the patient's drugs. */
    String id();

    /** As the caller has it. */
    String name();
}
