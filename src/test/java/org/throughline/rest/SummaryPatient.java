package org.throughline.rest;

import static org.throughline.rest.Answers.assertStatus;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.app.TestProduct;

/** A patient of a test with something in every section of a summary. */
record SummaryPatient(TestProduct product) {
    /** The LOINC codes of the sections. */
    static final Set<String> SECTIONS = Set.of(
            "11450-4", "48765-2", "10160-0", "11369-6", "30954-2", "47519-4", "46264-8", "8716-3", "11348-0", "10162-6",
            "29762-2", "18776-5", "42348-3");

    /** What the narrative of a section says. */
    static final Map<String, List<String>> SAID = Map.of(
            "11450-4", List.of("asthma", "2020-01"),
            "48765-2", List.of("Penicillin", "Hives (severe)", "high"),
            "10160-0", List.of("Metformin 500 MG", "twice a day", "on hold", "Aspirin", "active"),
            "11369-6", List.of("Influenza", "2024-10-01", "L-77"),
            "30954-2", List.of("Hemoglobin", "13.5 g/dL", "Low", "No fracture"),
            "47519-4", List.of("Appendectomy", "2001"),
            "46264-8", List.of("Cardiac pacemaker", "in the body", "S-1"),
            "11348-0", List.of("Pneumonia", "2019-03-01"),
            "18776-5", List.of("Asthma plan", "Peak flow every morning"),
            "42348-3", List.of("No resuscitation"));

    static String clinical(String system) {
        return concept("http://terminology.hl7.org/CodeSystem/" + system, "active", "Active");
    }

    private static String concept(String system, String code, String display) {
        return "{'coding':[{'system':'%s','code':'%s','display':'%s'}],'text':'%s'}"
                .formatted(system, code, display, display);
    }

    private static String snomed(String code, String display) {
        return concept("http://snomed.info/sct", code, display);
    }

    static String allergy(String patient, String code, String display) {
        return "'clinicalStatus':" + clinical("allergyintolerance-clinical") + ",'code':" + snomed(code, display)
                + ",'patient':{'reference':'Patient/" + patient + "'}";
    }

    private void put(String type, String id, String members) {
        assertStatus(
                201,
                product.send(
                        "PUT", type + "/" + id, "{'resourceType':'" + type + "','id':'" + id + "'," + members + "}"));
    }

    void write(String p) {
        String subject = ",'subject':{'reference':'Patient/" + p + "'}";
        put("Organization", "clinic", "'name':'The clinic'");
        product.set("ORGANIZATION", "clinic");
        put("Practitioner", "writer", "'name':[{'family':'Writer','given':['Ann']}]");
        put(
                "Patient",
                p,
                "'identifier':[{'system':'urn:mrn','value':'1-" + p + "'}],'name':[{'family':'Ng','given':['Lee']}],"
                        + "'gender':'female','birthDate':'1980-02-03','generalPractitioner':[{'reference':'Practitioner/writer'}]");
        put(
                "Encounter",
                "e-" + p,
                "'status':'finished','class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'AMB'}"
                        + subject);
        put(
                "Condition",
                "asthma-" + p,
                "'clinicalStatus':" + clinical("condition-clinical")
                        + ",'code':{'text':'<script>alert(\\\"x\\\")</script> & asthma'},'onsetDateTime':'2020-01','encounter':{'reference':'Encounter/e-"
                        + p + "'},'asserter':{'reference':'Practitioner/writer'}" + subject);
        put(
                "Condition",
                "pneumonia-" + p,
                "'clinicalStatus':"
                        + concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "resolved", "Resolved")
                        + ",'code':" + snomed("233604007", "Pneumonia")
                        + ",'onsetDateTime':'2019-02-01','abatementDateTime':'2019-03-01'"
                        + subject);
        put(
                "AllergyIntolerance",
                "penicillin-" + p,
                allergy(p, "91936005", "Penicillin allergy") + ",'criticality':'high','reaction':[{'manifestation':["
                        + snomed("126485001", "Hives") + "],'severity':'severe'}]");
        put(
                "Medication",
                "metformin-" + p,
                "'code':" + concept("http://www.nlm.nih.gov/research/umls/rxnorm", "861007", "Metformin 500 MG"));
        put(
                "MedicationRequest",
                "metformin-" + p,
                "'status':'on-hold','intent':'order','medicationReference':{'reference':'Medication/metformin-" + p
                        + "'},"
                        + "'authoredOn':'2024-01-02','requester':{'reference':'Practitioner/writer'},"
                        + "'dosageInstruction':[{'text':'one tablet twice a day'}]" + subject);
        put(
                "MedicationStatement",
                "aspirin-" + p,
                "'status':'active','medicationCodeableConcept':" + snomed("387458008", "Aspirin") + subject);
        put(
                "Immunization",
                "flu-" + p,
                "'status':'completed','vaccineCode':" + concept("http://hl7.org/fhir/sid/cvx", "140", "Influenza")
                        + ",'occurrenceDateTime':'2024-10-01','lotNumber':'L-77','patient':{'reference':'Patient/" + p
                        + "'},"
                        + "'performer':[{'actor':{'reference':'Practitioner/writer'}}]");
        hemoglobin("hb-old-" + p, "2020-05-01", "11.1", subject);
        hemoglobin("hb-new-" + p, "2024-05-01", "13.5", subject);
        put(
                "DiagnosticReport",
                "xray-" + p,
                "'status':'final','category':["
                        + concept("http://terminology.hl7.org/CodeSystem/v2-0074", "RAD", "Radiology")
                        + "],'code':" + concept("http://loinc.org", "37637-6", "Hand X-ray")
                        + ",'effectiveDateTime':'2023-01-01','conclusion':'No fracture','performer':[{'display':'Dr. Elsewhere','reference':'Organization/clinic'}],"
                        + "'resultsInterpreter':[{'identifier':{'value':'7'},'display':'Dr. Elsewhere'}]" + subject);
        put(
                "Procedure",
                "appendix-" + p,
                "'status':'completed','code':" + snomed("80146002", "Appendectomy") + ",'performedDateTime':'2001'"
                        + subject);
        put(
                "Device",
                "pacemaker-" + p,
                "'status':'active','type':" + snomed("14106009", "Cardiac pacemaker")
                        + ",'serialNumber':'S-1','patient':{'reference':'Patient/" + p + "'}");
        observation(
                "pulse-" + p,
                "vital-signs",
                concept("http://loinc.org", "8867-4", "Heart rate"),
                ",'valueQuantity':{'value':70,'unit':'/min','system':'http://unitsofmeasure.org','code':'/min'}"
                        + subject);
        observation(
                "smoking-" + p,
                "social-history",
                concept("http://loinc.org", "72166-2", "Tobacco smoking status"),
                ",'valueCodeableConcept':" + concept("http://loinc.org", "LA18978-9", "Never smoker") + subject);
        observation(
                "pregnant-" + p,
                "exam",
                concept("http://loinc.org", "82810-3", "Pregnancy status"),
                ",'valueCodeableConcept':" + concept("http://loinc.org", "LA15173-0", "Pregnant") + subject);
        put(
                "CarePlan",
                "plan-" + p,
                "'status':'active','intent':'plan','title':'Asthma plan','activity':[{'detail':{'status':'in-progress','description':'Peak flow every morning'}}]"
                        + subject);
        put(
                "Consent",
                "dnr-" + p,
                "'status':'active','scope':"
                        + concept(
                                "http://terminology.hl7.org/CodeSystem/consentscope", "adr", "Advanced Care Directive")
                        + ",'category':["
                        + concept(
                                "http://terminology.hl7.org/CodeSystem/consentcategorycodes", "dnr", "No resuscitation")
                        + "],'patient':{'reference':'Patient/" + p
                        + "'},'dateTime':'2022-02-02','policyRule':{'text':'x'}");
    }

    private void hemoglobin(String id, String day, String value, String subject) {
        put(
                "Observation",
                id,
                "'status':'final','category':["
                        + concept(
                                "http://terminology.hl7.org/CodeSystem/observation-category",
                                "laboratory",
                                "Laboratory")
                        + "],'code':" + concept("http://loinc.org", "718-7", "Hemoglobin") + ",'effectiveDateTime':'"
                        + day
                        + "','valueQuantity':{'value':" + value
                        + ",'unit':'g/dL','system':'http://unitsofmeasure.org','code':'g/dL'},'performer':[{'reference':'Organization/clinic'}],'interpretation':["
                        + concept("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "L", "Low")
                        + "]" + subject);
    }

    private void observation(String id, String category, String code, String more) {
        put(
                "Observation",
                id,
                "'status':'final','category':["
                        + concept("http://terminology.hl7.org/CodeSystem/observation-category", category, category)
                        + "],'code':" + code
                        + ",'effectiveDateTime':'2024-06-01T10:00:00Z','performer':[{'reference':'Practitioner/writer'}]"
                        + more);
    }
}
