package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;
import org.throughline.keys.ClientKeys;
import org.throughline.login.smart.AppFixture;
import org.throughline.network.outside.Outside;
import org.throughline.network.outside.Server;
import org.throughline.network.outside.Servers;
import org.throughline.network.peer.Kind;

/** One installation is the source of another without being a member; and HAPI FHIR's client gets a record from it in the same way. */
class OutsideThroughlineTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final String SCOPES = "system/*.rs system/Subscription.cruds";
    private static final TestProduct FAR = TestProduct.start("--app-keys-on-private-network=true");
    private static final TestProduct OURS = TestProduct.start();

    private static final String WHO =
            "'gender':'female','birthDate':'1949-03-08','name':[{'family':'Marlowe','given':['Ada','Jane']}],"
                    + "'telecom':[{'system':'phone','value':'503-555-0142'}]";

    private static Outside outside() {
        return OURS.wiring().sharing().outside();
    }

    private static Server register(String client) {
        OURS.send("PUT", "Organization/own", "{'resourceType':'Organization','id':'own','name':'Family Practice'}");
        OURS.set("ORGANIZATION", "own");
        return outside()
                .servers()
                .register(
                        OPERATOR,
                        new Servers.Draft(
                                "Far Clinic", Kind.PRACTICE, "", FAR.base(), client, SCOPES, Duration.ofSeconds(10)));
    }

    /** Ten years of somebody: visits with vital signs and results, problems, drugs. */
    private static int tenYears() {
        FAR.send("PUT", "Practitioner/kim", "{'resourceType':'Practitioner','id':'kim','name':[{'family':'Kim'}]}");
        FAR.send("PUT", "Patient/far", "{'resourceType':'Patient','id':'far'," + WHO + "}");
        List<String> entries = new ArrayList<>();
        for (int visit = 0; visit < 60; visit++) {
            String day = "20" + (16 + visit / 6) + "-0" + (1 + visit % 6) + "-15";
            add(
                    entries,
                    "Encounter",
                    "v" + visit,
                    "'status':'finished','class':{'code':'AMB'},'period':{'start':'" + day + "'}");
            for (int i = 0; i < 20; i++) {
                add(
                        entries,
                        "Observation",
                        "o" + visit + "-" + i,
                        "'status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],"
                                + "'code':{'coding':[{'system':'http://loinc.org','code':'2823-3'}],'text':'Potassium'},'effectiveDateTime':'"
                                + day + "','encounter':{'reference':'Encounter/v" + visit
                                + "'},'performer':[{'reference':'Practitioner/kim'}],'valueQuantity':{'value':4." + i
                                + ",'unit':'mmol/L'}");
            }
            add(
                    entries,
                    "MedicationRequest",
                    "m" + visit,
                    "'status':'completed','intent':'order','medicationCodeableConcept':{'text':'Lisinopril 10 mg tablet'},'authoredOn':'"
                            + day + "'");
            add(entries, "Condition", "c" + visit, "'code':{'text':'Problem " + visit + "'}");
        }
        for (int from = 0; from < entries.size(); from += 300) {
            String bundle = "{'resourceType':'Bundle','type':'batch','entry':["
                    + String.join(",", entries.subList(from, Math.min(entries.size(), from + 300))) + "]}";
            assertEquals(200, FAR.send("POST", "", bundle).status());
        }
        return entries.size();
    }

    private static void add(List<String> entries, String type, String id, String what) {
        entries.add("{'request':{'method':'PUT','url':'" + type + "/" + id + "'},'resource':{'resourceType':'" + type
                + "','id':'" + id + "','subject':{'reference':'Patient/far'}," + what + "}}");
    }

    private static long kept() {
        return OURS.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getLong(1),
                                "SELECT count(*) FROM resource WHERE origin <> 0 AND patient = ?",
                                Address.of("Patient", "ada"))
                        .orElseThrow());
    }

    private static void await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(60).toNanos(), what);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void anInstallationThatIsNoMemberGivesTheRecordAndTellsOfChanges() {
        int size = tenYears();
        Server server = register(new AppFixture(FAR).service(SCOPES, null, OURS.home() + "/network/client-keys"));
        OURS.send("PUT", "Patient/ada", "{'resourceType':'Patient','id':'ada'," + WHO + "}");
        outside().finding().ask(OPERATOR, server, "ada", null);
        assertEquals(
                1,
                OURS.wiring().sharing().linking().links("ada").size(),
                OURS.wiring().sharing().linking().requests("ada").toString());
        await("the record came", () -> kept() > size);
        assertEquals(0, OURS.network().peers().all().size());
        await(
                "it is subscribed",
                () -> FAR.get("Subscription?_summary=count").text().contains("\"total\":1"));
        FAR.send(
                "PUT",
                "Condition/new",
                "{'resourceType':'Condition','id':'new','subject':{'reference':'Patient/far'},'code':{'text':'Gout'}}");
        long before = size;
        await("what is new came", () -> kept() > before + 1);
        FAR.send("DELETE", "Condition/new", "{}");
        outside().polling().lookAgain(server, "ada");
        await("what was deleted is gone", () -> kept() == before + 1);
        outside().end(OPERATOR, server);
        assertEquals(0, kept());
        assertEquals(List.of(), OURS.wiring().sharing().linking().links("ada"));
    }

    @Test
    void whoeverRegistersWithUsPullsTheSameWay() {
        String name = "far-" + OURS.home().hashCode();
        FAR.send(
                "PUT",
                "Patient/" + name,
                "{'resourceType':'Patient','id':'" + name
                        + "','name':[{'family':'Quill','given':['Ada']}],'birthDate':'1958-07-14'}");
        FAR.send(
                "PUT",
                "Observation/quill",
                "{'resourceType':'Observation','id':'quill','status':'final','code':{'text':'HbA1c'},'subject':{'reference':'Patient/"
                        + name + "'},'valueString':'7.2 %'}");
        FAR.send(
                "PUT",
                "DocumentReference/quill",
                "{'resourceType':'DocumentReference','id':'quill','status':'current','subject':{'reference':'Patient/"
                        + name
                        + "'},'type':{'text':'Letter'},'content':[{'attachment':{'contentType':'text/plain','data':'SGVsbG8='}}]}");
        ClientKeys keys = new ClientKeys(OURS.data());
        String client = new AppFixture(FAR).service("system/*.rs", keys.published(), null);
        String token = FAR.home() + "/oauth/token";
        String given = FAR.anonymous("POST", token)
                .form("grant_type=client_credentials&scope=system/*.rs&client_assertion_type="
                        + "urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
                        + keys.assertion("", client, token, List.of("RS384"), Instant.now()))
                .send()
                .json()
                .text("access_token");
        FhirContext context = FhirContext.forR4Cached();
        context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        IGenericClient hapi = context.newRestfulGenericClient(FAR.base());
        hapi.registerInterceptor(new BearerTokenAuthInterceptor(Objects.requireNonNull(given)));
        Bundle patients = hapi.search()
                .forResource(Patient.class)
                .where(Patient.FAMILY.matches().value("Quill"))
                .returnBundle(Bundle.class)
                .execute();
        String id = patients.getEntryFirstRep().getResource().getIdElement().getIdPart();
        assertEquals(name, id);
        Bundle results = hapi.search()
                .forResource(Observation.class)
                .where(Observation.PATIENT.hasId(id))
                .returnBundle(Bundle.class)
                .execute();
        assertEquals(
                "quill", results.getEntryFirstRep().getResource().getIdElement().getIdPart());
        Bundle all = operation(hapi, new IdType("Patient", id), "$everything");
        assertEquals(3, all.getEntry().size());
        assertEquals(
                Bundle.BundleType.DOCUMENT,
                operation(hapi, new IdType("Patient", id), "$summary").getType());
        Parameters wanted = new Parameters();
        wanted.addParameter().setName("patient").setValue(new IdType(id));
        Bundle documents = hapi.operation()
                .onType(DocumentReference.class)
                .named("$docref")
                .withParameters(wanted)
                .returnResourceType(Bundle.class)
                .execute();
        assertEquals(1, documents.getEntry().size());
    }

    private static Bundle operation(IGenericClient hapi, IdType on, String name) {
        return hapi.operation()
                .onInstance(on)
                .named(name)
                .withNoParameters(Parameters.class)
                .useHttpGet()
                .returnResourceType(Bundle.class)
                .execute();
    }
}
