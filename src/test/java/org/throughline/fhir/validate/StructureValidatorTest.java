package org.throughline.fhir.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Issue;

class StructureValidatorTest {
    private static final String OBSERVATION = """
            {"resourceType":"Observation","id":"o-1","meta":{"versionId":"1","lastUpdated":"2024-02-29T10:00:00.123Z"},
             "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"},
             "extension":[{"url":"http://example.org/e","valueDecimal":1.10}],
             "status":"final",
             "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],
             "code":{"coding":[{"system":"http://loinc.org","code":"85354-9","display":"Blood pressure"}],"text":"BP"},
             "subject":{"reference":"Patient/1"},"encounter":{"reference":"urn:uuid:c757873d-ec9a-4326-a141-556f43239520"},
             "effectiveDateTime":"2024-02-29T10:00:00+01:00","issued":"2024-02-29T10:00:00Z",
             "component":[
               {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},
                "valueQuantity":{"value":120,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}},
               {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},
                "valueQuantity":{"value":80.0,"comparator":"<","unit":"mmHg"}}]}""";

    @Test
    void aGoodResourceHasNoIssues() {
        assertEquals(List.of(), validate(OBSERVATION));
    }

    @Test
    void anUnknownResourceTypeIsRefused() {
        assertEquals("resourceType", only("{\"resourceType\":\"Dog\"}").element());
        assertEquals("resourceType", only("{\"id\":\"1\"}").element());
        assertEquals(
                "resourceType", only("{\"resourceType\":\"DomainResource\"}").element());
    }

    /** Each line: the resource's members beside its type, the element at fault, the code of the issue. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Patient|"colour":"red"|Patient.colour|structure
            Patient|"_colour":{"id":"x"}|Patient._colour|structure
            Patient|"_name":[{"id":"x"}]|Patient._name|structure
            Patient|"name":{"family":"x"}|Patient.name|structure
            Patient|"name":"x"|Patient.name|structure
            Patient|"name":["x"]|Patient.name[0]|structure
            Patient|"name":[]|Patient.name|structure
            Patient|"name":[{}]|Patient.name[0]|structure
            Patient|"name":[null]|Patient.name[0]|structure
            Patient|"name":[{"given":["a",null]}]|Patient.name[0].given[1]|structure
            Patient|"name":[{"given":["a"],"_given":[null,null]}]|Patient.name[0].given[1]|structure
            Patient|"gender":null|Patient.gender|structure
            Patient|"gender":["male"]|Patient.gender|value
            Patient|"gender":"Male"|Patient.gender|code-invalid
            Patient|"active":"true"|Patient.active|value
            Patient|"active":1|Patient.active|value
            Patient|"birthDate":"1974-02-30"|Patient.birthDate|value
            Patient|"birthDate":19740101|Patient.birthDate|value
            Patient|"_birthDate":{}|Patient.birthDate|structure
            Patient|"_birthDate":{"value":"x"}|Patient.birthDate.value|structure
            Patient|"_birthDate":"x"|Patient.birthDate|structure
            Patient|"deceasedBoolean":true,"deceasedDateTime":"2020"|Patient.deceased|structure
            Patient|"multipleBirthInteger":1.5|Patient.multipleBirth|value
            Patient|"telecom":[{"rank":0}]|Patient.telecom[0].rank|value
            Patient|"id":"a_b"|Patient.id|value
            Patient|"language":""|Patient.language|value
            Patient|"text":{"status":"generated"}|Patient.text.div|required
            Patient|"text":{"status":"generated","div":"x"}|Patient.text.div|value
            Patient|"contact":[{"name":{"use":"nick"}}]|Patient.contact[0].name.use|code-invalid
            Patient|"managingOrganization":{"reference":"Patient/1"}|Patient.managingOrganization|value
            Patient|"managingOrganization":{"reference":"#o"}|Patient.managingOrganization.reference|value
            Patient|"managingOrganization":{"reference":"Dog/1"}|Patient.managingOrganization.reference|value
            Patient|"managingOrganization":{"reference":"x"}|Patient.managingOrganization.reference|value
            Patient|"contained":[{"resourceType":"Organization","name":"x"}]|Patient.contained[0].id|required
            Patient|"contained":[{"resourceType":"Dog","id":"x"}]|Patient.contained[0].resourceType|structure
            Patient|"contained":[{"resourceType":"Basic","id":"x","code":{"text":"x"},"meta":{"versionId":"1"}}]|Patient.contained[0].meta|structure
            Patient|"photo":[{"data":"abc"}]|Patient.photo[0].data|value
            Patient|"photo":[{"url":"a b"}]|Patient.photo[0].url|value
            Patient|"extension":[{"valueString":"x"}]|Patient.extension[0].url|required
            Condition|"subject":{"reference":"Patient/1"},"clinicalStatus":{"text":"active"}|Condition.clinicalStatus|code-invalid
            Condition|"subject":{"reference":"Patient/1"},"clinicalStatus":{"coding":[{"code":"active"}]}|Condition.clinicalStatus|code-invalid
            Condition|"code":{"text":"x"}|Condition.subject|required
            Bundle|"type":"collection","entry":[{"resource":{"resourceType":"Patient","gender":"x"}}]|Bundle.entry[0].resource.gender|code-invalid
            Bundle|"type":"collection","entry":[{"resource":{"gender":"x"}}]|Bundle.entry[0].resource.resourceType|structure
            """)
    void aFaultNamesItsElement(String type, String members, String element, String code) {
        Issue issue = only("{\"resourceType\":\"" + type + "\"," + members + "}");
        assertEquals(element, issue.element());
        assertEquals(code, issue.code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Patient|"name":[{"given":[null,"b"],"_given":[{"id":"x"},null]}]
            Patient|"_gender":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}
            Patient|"contained":[{"resourceType":"Organization","id":"o","name":"x"}],"managingOrganization":{"reference":"#o"}
            Patient|"managingOrganization":{"reference":"http://example.org/x/y?z"}
            Patient|"managingOrganization":{"reference":"Organization?identifier=a"}
            Patient|"managingOrganization":{"display":"x"}
            Patient|"photo":[{"data":"YWJj","contentType":"text/plain"}]
            Patient|"birthDate":"2024-02"
            Observation|"_status":{"extension":[{"url":"http://x.org","valueCode":"y"}]},"code":{"text":"x"}
            Condition|"subject":{"reference":"Patient/1"},"clinicalStatus":{"coding":[{"code":"x"},{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]}
            Parameters|"parameter":[{"name":"a","resource":{"resourceType":"Patient"}},{"name":"b","part":[{"name":"c","valueTime":"10:00:00"}]}]
            Questionnaire|"status":"draft","item":[{"linkId":"1","type":"group","item":[{"linkId":"2","type":"string"}]}]
            """)
    void whatIsAllowedPasses(String type, String members) {
        assertEquals(List.of(), validate("{\"resourceType\":\"" + type + "\"," + members + "}"));
    }

    @Test
    void messagesSayWhatIsAllowed() {
        Issue status = only(OBSERVATION.replace("\"final\"", "\"secret\""));
        assertEquals("Observation.status", status.element());
        assertTrue(status.message().contains("preliminary"), status.message());
        assertFalse(status.message().contains("secret"), status.message());
        Issue subject = only(OBSERVATION.replace("Patient/1", "Practitioner/1"));
        assertTrue(subject.message().contains("Patient or Group or Device or Location"), subject.message());
    }

    @Test
    void severalFaultsAreAllTold() {
        List<Issue> issues = validate("{\"resourceType\":\"Observation\",\"component\":[{},{\"value\":1}],\"x\":1}");
        assertEquals(
                List.of(
                        "Observation.component[0]",
                        "Observation.component[0].code",
                        "Observation.component[1].value",
                        "Observation.component[1].code",
                        "Observation.x",
                        "Observation.status",
                        "Observation.code"),
                issues.stream().map(Issue::element).toList());
    }

    @Test
    void theResourcesThatR4PublishesPass() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                getClass().getResourceAsStream("/org/hl7/fhir/r4/model/sp/search-parameters.json"))) {
            JsonObject bundle = JsonReader.readObject(in.readAllBytes());
            assertEquals(1375, bundle.list("entry").size());
            assertEquals(List.of(), StructureValidator.validate(bundle));
        }
    }

    private static Issue only(String json) {
        List<Issue> issues = validate(json);
        assertEquals(1, issues.size(), issues::toString);
        return issues.getFirst();
    }

    private static List<Issue> validate(String json) {
        JsonObject resource = JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8));
        return StructureValidator.validate(resource);
    }
}
