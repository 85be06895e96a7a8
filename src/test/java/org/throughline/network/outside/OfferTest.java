package org.throughline.network.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;

/** What servers say of themselves, and how they are asked then. */
class OfferTest {
    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Offer offer(String configuration, String rest) {
        return Offer.read(
                json("{'token_endpoint':'https://ehr.example.org/token'" + configuration + "}"),
                json("{'resourceType':'CapabilityStatement','fhirVersion':'4.0.1','rest':[{'mode':'server'" + rest
                        + "}]}"));
    }

    private static final String OBSERVATIONS =
            ",'resource':[{'type':'Observation','interaction':[{'code':'search-type'}],'searchParam':[{'name':'patient'},{'name':'category'}]},"
                    + "{'type':'Patient','operation':[{'name':'everything'}]},"
                    + "{'type':'Subscription','interaction':[{'code':'create'}],'extension':[{'url':"
                    + "'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/capabilitystatement-subscriptiontopic-canonical',"
                    + "'valueCanonical':'http://hl7.org/fhir/us/core/SubscriptionTopic/patient-data-feed'}]}]";

    @Test
    void itIsReadWhatAServerCan() {
        Offer offer = offer(",'capabilities':['permission-v2']", OBSERVATIONS);
        assertTrue(offer.everything());
        assertFalse(offer.match());
        assertFalse(offer.tellsChanges("Observation"));
        assertEquals("system/*.rs", offer.scope());
        List<List<String>> ways =
                Objects.requireNonNull(Wanted.searches(offer, "7").get("Observation"));
        assertEquals(List.of("Observation?patient=7"), ways.getFirst());
        assertTrue(ways.get(1).contains("Observation?patient=7&category=laboratory"));
        assertEquals(
                List.of("Observation"), List.copyOf(Wanted.searches(offer, "7").keySet()));
        JsonObject hook = Hook.subscriptions(offer, "7", "https://us.example/told", "secret")
                .getFirst();
        assertTrue(hook.toString().contains("Observation?patient=Patient/7"), hook.toString());
        assertEquals("http://hl7.org/fhir/us/core/SubscriptionTopic/patient-data-feed", hook.text("criteria"));
    }

    @Test
    void whatIsNotGivenIsNotAskedFor() {
        assertEquals("system/*.read", offer("", "").scope());
        assertEquals(
                "system/Observation.read",
                offer(
                                ",'scopes_supported':['openid','system/Observation.read','system/Observation.write','system/Slot.read']",
                                "")
                        .scope());
        assertEquals(List.of(), Hook.subscriptions(offer("", ""), "7", "https://us.example/told", "secret"));
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThrows(Failed.class, () -> Offer.read(json("{}"), json("{}")));
        assertThrows(
                Failed.class,
                () -> Offer.read(
                        json("{'token_endpoint':'https://x/t'}"),
                        json("{'resourceType':'CapabilityStatement','fhirVersion':'3.0.1'}")));
    }
}
