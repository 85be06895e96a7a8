package org.throughline.record.protection;

import java.util.Set;

/**
 * What resources are that are filed under no patient. They decide who sees them where a grant reaches some patients
 * only.
 */
final class TypeClasses {
    /**
     * Who and where care is given, and definitions that are about nobody: seen by whoever is granted the type.
     */
    static final Set<String> OF_NOBODY = Set.of(
            // the directory
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "OrganizationAffiliation",
            "Location",
            "HealthcareService",
            "Endpoint",
            "Schedule",
            "Slot",
            "InsurancePlan",
            // terminology, conformance, definitions
            "ActivityDefinition",
            "CapabilityStatement",
            "CatalogEntry",
            "ChargeItemDefinition",
            "CodeSystem",
            "CompartmentDefinition",
            "ConceptMap",
            "DeviceDefinition",
            "EffectEvidenceSynthesis",
            "EventDefinition",
            "Evidence",
            "EvidenceVariable",
            "ExampleScenario",
            "GraphDefinition",
            "ImplementationGuide",
            "Library",
            "Measure",
            "MedicationKnowledge",
            "MedicinalProduct",
            "MedicinalProductAuthorization",
            "MedicinalProductContraindication",
            "MedicinalProductIndication",
            "MedicinalProductIngredient",
            "MedicinalProductInteraction",
            "MedicinalProductManufactured",
            "MedicinalProductPackaged",
            "MedicinalProductPharmaceutical",
            "MedicinalProductUndesirableEffect",
            "MessageDefinition",
            "NamingSystem",
            "ObservationDefinition",
            "OperationDefinition",
            "PlanDefinition",
            "Questionnaire",
            "ResearchDefinition",
            "ResearchElementDefinition",
            "RiskEvidenceSynthesis",
            "SearchParameter",
            "SpecimenDefinition",
            "StructureDefinition",
            "StructureMap",
            "Substance",
            "SubstanceNucleicAcid",
            "SubstancePolymer",
            "SubstanceProtein",
            "SubstanceReferenceInformation",
            "SubstanceSourceMaterial",
            "SubstanceSpecification",
            "TerminologyCapabilities",
            "TestReport",
            "TestScript",
            "ValueSet");

    /** Seen when something that is seen refers to them. */
    static final Set<String> SHOWN_BY_REFERRERS = Set.of("Medication", "Device", "Specimen", "Binary");

    /** Seen when they refer to something that is seen. */
    static final Set<String> SHOWN_BY_TARGETS = Set.of("Provenance", "Binary");

    /** All of these. */
    static final Set<String> SHOWN_THROUGH_OTHERS = Set.of("Medication", "Device", "Specimen", "Binary", "Provenance");

    private TypeClasses() {}
}
