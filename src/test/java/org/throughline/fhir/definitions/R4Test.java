package org.throughline.fhir.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.definitions.ValueSet.Coded;

class R4Test {
    private final Types types = R4.types();

    @Test
    void numbersOfResourceTypesAreFrozen() {
        assertEquals(146, types.resourceTypes().size());
        assertEquals(1, types.number("Account"));
        assertEquals(103, types.number("Patient"));
        assertEquals(146, types.number("VisionPrescription"));
        types.resourceTypes().forEach(type -> assertEquals(type, types.resourceType(types.number(type))));
    }

    @Test
    void abstractTypesAreNotResourceTypes() {
        assertFalse(types.isResourceType("DomainResource"));
        assertFalse(types.isResourceType("Quantity"));
        assertNotNull(types.get("DomainResource"));
    }

    @Test
    void everyTypeLinksToTypesThatExist() {
        for (String type : types.resourceTypes()) {
            walk(types.require(type), 0);
        }
    }

    private void walk(TypeDefinition type, int depth) {
        for (ElementDefinition element : type.elements()) {
            List<Member> members = type.members(element.name());
            assertFalse(members.isEmpty(), () -> type + "." + element.name());
            if (depth < 4) {
                members.stream()
                        .map(Member::type)
                        .filter(child -> child.kind() == TypeKind.BACKBONE)
                        .forEach(child -> walk(child, depth + 1));
            }
        }
    }

    @Test
    void aChoiceHasAMemberPerType() {
        TypeDefinition observation = types.require("Observation");
        assertEquals(11, observation.members("value").size());
        Member quantity = Objects.requireNonNull(observation.member("valueQuantity"));
        assertEquals("Quantity", quantity.type().name());
        assertEquals("value", quantity.element().name());
        assertNull(observation.member("value"));
    }

    @Test
    void contentReferencesShareAStructure() {
        Member range =
                Objects.requireNonNull(types.require("Observation.component").member("referenceRange"));
        assertEquals("Observation.referenceRange", range.type().name());
    }

    @Test
    void elementsCarryWhatValidationNeeds() {
        Member status = Objects.requireNonNull(types.require("Observation").member("status"));
        assertEquals(1, status.element().min());
        assertTrue(status.element().modifier());
        assertTrue(status.element().summary());
        CodeSet codes = Objects.requireNonNull(
                R4.requiredCodes(Objects.requireNonNull(status.element().requiredValueSet())));
        assertTrue(codes.contains("final"));
        assertFalse(codes.contains("finished"));
        Member subject = Objects.requireNonNull(types.require("Observation").member("subject"));
        assertEquals(
                List.of("Patient", "Group", "Device", "Location"), subject.use().targets());
    }

    @Test
    void typesKnowWhatTheySpecialise() {
        assertTrue(types.require("code").is("string"));
        assertTrue(types.require("Age").is("Quantity"));
        assertTrue(types.require("Observation.component").is("BackboneElement"));
        assertTrue(types.require("Patient").is("DomainResource"));
        assertFalse(types.require("Bundle").is("DomainResource"));
    }

    @Test
    void idsAreTyped() {
        assertEquals("id", memberType("Patient", "id"));
        assertEquals("string", memberType("HumanName", "id"));
        assertEquals("string", memberType("Patient.contact", "id"));
        assertEquals("uri", memberType("Extension", "url"));
    }

    private String memberType(String type, String member) {
        return Objects.requireNonNull(types.require(type).member(member)).type().name();
    }

    @Test
    void searchParametersOfATypeIncludeThoseOfAllResources() {
        Definitions definitions = R4.definitions();
        assertEquals(1375, definitions.searchParameters().size());
        assertNotNull(definitions.searchParameter("Observation", "_lastUpdated"));
        assertNotNull(definitions.searchParameter("Observation", "_text"));
        assertNull(definitions.searchParameter("Bundle", "_text"));
        SearchParameterDefinition composite =
                Objects.requireNonNull(definitions.searchParameter("Observation", "code-value-quantity"));
        assertEquals(2, composite.components().size());
        assertEquals(SearchType.COMPOSITE, composite.type());
    }

    @Test
    void anAddedSearchParameterIsFoundAndTheBaseIsUnchanged() {
        SearchParameterDefinition race = new SearchParameterDefinition(
                "http://example.org/race",
                "race",
                SearchType.TOKEN,
                List.of("Patient"),
                "Patient.extension",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true,
                true,
                "");
        assertNotNull(R4.definitions().with(List.of(race), List.of()).searchParameter("Patient", "race"));
        assertNull(R4.definitions().searchParameter("Patient", "race"));
    }

    @Test
    void compartmentsSayWhatIsInside() {
        assertEquals(5, R4.compartments().size());
        Compartment patient = Objects.requireNonNull(R4.compartment("Patient"));
        assertEquals(List.of("subject", "performer"), patient.parametersOf("Observation"));
        assertEquals(List.of(), patient.parametersOf("Organization"));
    }

    @Test
    void codeSystemsKnowTheirHierarchy() {
        CodeSystem acts =
                Objects.requireNonNull(R4.terminology().codeSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode"));
        assertTrue(acts.selfAndBelow("_ActEncounterCode").contains("AMB"));
        assertTrue(acts.selfAndAbove("AMB").contains("_ActEncounterCode"));
        assertEquals("ambulatory", Objects.requireNonNull(acts.concept("AMB")).display());
    }

    @Test
    void aValueSetExpandsToItsCodes() {
        ValueSet status = Objects.requireNonNull(
                R4.terminology().valueSet("http://hl7.org/fhir/ValueSet/observation-status|4.0.1"));
        Expansion expansion = R4.terminology().expand(status);
        assertEquals(List.of(), expansion.missing());
        assertEquals(
                List.of(
                        "registered",
                        "preliminary",
                        "final",
                        "amended",
                        "corrected",
                        "cancelled",
                        "entered-in-error",
                        "unknown"),
                expansion.codes().stream().map(Coded::code).toList());
    }

    @Test
    void anExpansionNamesWhatItMisses() {
        ValueSet media = Objects.requireNonNull(R4.terminology().valueSet("http://hl7.org/fhir/ValueSet/mimetypes"));
        assertEquals(List.of("urn:ietf:bcp:13"), R4.terminology().expand(media).missing());
    }
}
