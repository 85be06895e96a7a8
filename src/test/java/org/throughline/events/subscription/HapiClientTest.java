package org.throughline.events.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.JsonWriter;

/** HAPI FHIR subscribes and reads what it is told. */
class HapiClientTest {
    private static final String DEFINITIONS = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
    private static final TestProduct PRODUCT = TestProduct.start("--app-keys-on-private-network=true");
    private final Subscriber subscriber = Subscriber.operator(PRODUCT);
    private final FhirContext context = FhirContext.forR4Cached();

    private IGenericClient client() {
        context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        IGenericClient client = context.newRestfulGenericClient(PRODUCT.base());
        client.registerInterceptor(new BearerTokenAuthInterceptor(subscriber.token()));
        return client;
    }

    private static Subscription subscription(Receiver receiver, String patient) {
        Subscription subscription = new Subscription();
        subscription.setStatus(SubscriptionStatus.REQUESTED).setReason("test");
        subscription
                .setCriteria(Topics.RESOURCE_CHANGE)
                .getCriteriaElement()
                .addExtension(
                        DEFINITIONS + "backport-filter-criteria",
                        new StringType("Observation?patient=Patient/" + patient));
        subscription
                .getChannel()
                .setType(SubscriptionChannelType.RESTHOOK)
                .setEndpoint(receiver.address())
                .setPayload("application/fhir+json")
                .getPayloadElement()
                .addExtension(DEFINITIONS + "backport-payload-content", new CodeType("full-resource"));
        return subscription;
    }

    @Test
    void readsWhatItIsTold() {
        IGenericClient client = client();
        try (Receiver receiver = new Receiver()) {
            String patient = subscriber.patient();
            String id = client.create()
                    .resource(subscription(receiver, patient))
                    .execute()
                    .getId()
                    .getIdPart();
            subscriber.awaitState(id, "active");
            Observation observation = new Observation();
            observation
                    .setStatus(Observation.ObservationStatus.FINAL)
                    .setSubject(new Reference("Patient/" + patient))
                    .getCode()
                    .setText("a test");
            String written =
                    client.create().resource(observation).execute().getId().getIdPart();
            Receiver.await("it is told", () -> !receiver.taken().isEmpty());
            String json = JsonWriter.text(receiver.taken().getFirst().bundle());
            Bundle told = context.newJsonParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(Bundle.class, json);
            assertEquals(Bundle.BundleType.HISTORY, told.getType());
            Parameters status = (Parameters) told.getEntryFirstRep().getResource();
            assertEquals(
                    "1",
                    status.getParameter("events-since-subscription-start")
                            .getValue()
                            .primitiveValue());
            Observation same = (Observation) told.getEntry().get(1).getResource();
            assertEquals(written, same.getIdElement().getIdPart());
            Bundle events = client.operation()
                    .onInstance("Subscription/" + id)
                    .named("$events")
                    .withParameter(Parameters.class, "eventsSinceNumber", new StringType("1"))
                    .returnResourceType(Bundle.class)
                    .execute();
            assertEquals(2, events.getEntry().size());
            Bundle stands = client.operation()
                    .onInstance("Subscription/" + id)
                    .named("$status")
                    .withNoParameters(Parameters.class)
                    .returnResourceType(Bundle.class)
                    .execute();
            assertEquals(Bundle.BundleType.SEARCHSET, stands.getType());
            Reply validated =
                    PRODUCT.request("POST", "Bundle/$validate").json(json).send();
            assertEquals(200, validated.status(), validated.text());
            assertFalse(validated.text().contains("\"severity\":\"error\""), validated.text());
            assertTrue(
                    client
                            .capabilities()
                            .ofType(org.hl7.fhir.r4.model.CapabilityStatement.class)
                            .execute()
                            .getInstantiates()
                            .stream()
                            .anyMatch(each -> each.getValue().endsWith("backport-subscription-server-r4")));
        }
    }
}
