package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.fhir.json.JsonObject;
import org.throughline.immunization.NurserySchedule;

/** What is next by the API: asked for, and kept with the patient. */
class ForecastTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String POLIO =
            "'vaccineCode':{'coding':[{'system':'http://hl7.org/fhir/sid/cvx','code':'10'}]}";

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @BeforeAll
    static void open() {
        PRODUCT.loadSchedule(NurserySchedule.zip());
        PRODUCT.send(
                "PUT",
                "Patient/child",
                "{'resourceType':'Patient','id':'child','gender':'male','birthDate':'" + today().minusDays(75) + "'}");
        PRODUCT.send(
                "PUT",
                "Immunization/first",
                "{'resourceType':'Immunization','id':'first','status':'completed','primarySource':false,'occurrenceDateTime':'"
                        + today().minusDays(10) + "','patient':{'reference':'Patient/child'}," + POLIO + "}");
    }

    private static JsonObject recommendation(JsonObject of, String group) {
        return of.objects("recommendation").stream()
                .filter(each -> group.equals(
                        String.valueOf(each.object("targetDisease")).replaceAll(".*\"text\":\"([^\"]*)\".*", "$1")))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject part(JsonObject parameters, String name) {
        return parameters.objects("parameter").stream()
                .filter(each -> name.equals(each.text("name")))
                .map(each -> java.util.Objects.requireNonNull(each.object("resource")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofAStoredPatientAndOfOneWhoIsSentTheSameIsSaid() {
        JsonObject stored = PRODUCT.get("Patient/child/$immds-forecast").json();
        JsonObject sent = PRODUCT.send(
                        "POST",
                        "$immds-forecast",
                        "{'resourceType':'Parameters','parameter':[{'name':'assessmentDate','valueDate':'" + today()
                                + "'},{'name':'patient','resource':{'resourceType':'Patient','gender':'male','birthDate':'"
                                + today().minusDays(75)
                                + "'}},{'name':'immunization','resource':{'resourceType':'Immunization','status':'completed','occurrenceDateTime':'"
                                + today().minusDays(10) + "'," + POLIO
                                + ",'patient':{'display':'the same'}}}]}")
                .json();

        JsonObject polio = recommendation(part(stored, "recommendation"), "Polio");
        assertEquals(
                polio.toString(),
                recommendation(part(sent, "recommendation"), "Polio").toString());
        assertTrue(polio.toString().contains("\"doseNumberPositiveInt\":2"), polio.toString());
        assertTrue(polio.toString().contains("30981-5"), polio.toString());
        assertTrue(
                recommendation(part(stored, "recommendation"), "Hib").toString().contains("\"due\""), "Hib is due");
        assertTrue(part(stored, "evaluation").toString().contains("\"valid\""));
        assertTrue(part(sent, "evaluation").toString().contains("Immunization/sent-1"));
    }

    @Test
    void aDayThatHasGoneByIsAskedAsItWas() {
        JsonObject then = PRODUCT.get("Patient/child/$immds-forecast?assessmentDate=" + today().minusDays(20))
                .json();

        String polio = recommendation(part(then, "recommendation"), "Polio").toString();
        assertTrue(polio.contains("\"doseNumberPositiveInt\":1"), polio);
    }

    @Test
    void whatIsAskedWronglyIsSaid() {
        assertEquals(
                400,
                PRODUCT.get("Patient/child/$immds-forecast?assessmentDate=soon").status());
        assertEquals(404, PRODUCT.get("Patient/nobody/$immds-forecast").status());
        assertEquals(
                400,
                PRODUCT.send("POST", "Patient/$immds-forecast", "{'resourceType':'Parameters'}")
                        .status());
        assertEquals(
                403,
                PRODUCT.request("GET", "Patient/child/$immds-forecast")
                        .header("Authorization", "Bearer " + PRODUCT.token("system/Patient.rs"))
                        .send()
                        .status());
        assertEquals(
                200,
                PRODUCT.request("GET", "Patient/child/$immds-forecast")
                        .header("Authorization", "Bearer " + PRODUCT.token("system/Patient.rs system/Immunization.rs"))
                        .send()
                        .status());
    }

    @Test
    void theForecastIsKeptWithThePatientAndMadeAnewWhenTheChartChanges() {
        PRODUCT.send(
                "PUT",
                "Patient/kept",
                "{'resourceType':'Patient','id':'kept','gender':'female','birthDate':'" + today().minusDays(75) + "'}");
        PRODUCT.forecast();
        JsonObject kept = only("ImmunizationRecommendation?patient=kept");
        assertEquals(
                List.of(),
                PRODUCT.get("ImmunizationRecommendation?patient=kept&status=urn:throughline:vaccine-overdue%7Cpolio")
                        .json()
                        .objects("entry"));
        assertEquals(
                1,
                PRODUCT.get("ImmunizationRecommendation?patient=kept&status=urn:throughline:vaccine-due%7Cpolio")
                        .json()
                        .objects("entry")
                        .size());

        PRODUCT.forecast();
        assertEquals(
                kept.toString(), only("ImmunizationRecommendation?patient=kept").toString(), "nothing has changed");
        PRODUCT.send(
                "PUT",
                "Immunization/kept",
                "{'resourceType':'Immunization','id':'kept','status':'completed','primarySource':false,'occurrenceDateTime':'"
                        + today().minusDays(2) + "','patient':{'reference':'Patient/kept'}," + POLIO + "}");
        PRODUCT.forecast();

        assertTrue(recommendation(only("ImmunizationRecommendation?patient=kept"), "Polio")
                .toString()
                .contains("\"doseNumberPositiveInt\":2"));
        assertEquals(
                1,
                PRODUCT.get(
                                "Patient?_has:ImmunizationRecommendation:patient:status=urn:throughline:vaccine-due%7Chib&_id=kept")
                        .json()
                        .objects("entry")
                        .size());
        PRODUCT.send(
                "PUT",
                "Patient/kept",
                "{'resourceType':'Patient','id':'kept','deceasedBoolean':true,'birthDate':'" + today().minusDays(75)
                        + "'}");
        PRODUCT.forecast();
        assertEquals(
                List.of(),
                PRODUCT.get("ImmunizationRecommendation?patient=kept").json().objects("entry"));
    }

    private static JsonObject only(String search) {
        return java.util.Objects.requireNonNull(
                PRODUCT.get(search).json().objects("entry").getFirst().object("resource"));
    }

    @Test
    void theCapabilityStatementNamesIt() {
        String statement = PRODUCT.get("metadata").text();

        assertTrue(statement.contains("immds-forecast"));
        assertTrue(statement.contains("http://hl7.org/fhir/us/immds/OperationDefinition/ImmDSForecastOperation"));
    }
}
