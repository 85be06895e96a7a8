package org.throughline.events.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** Subscriptions that cannot be had, and what is said of them. */
class RefusedTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private final Subscriber subscriber = Subscriber.operator(PRODUCT);
    private final Requested sound = Requested.of("resource-change", "Observation?category=laboratory");

    private void refused(String element, String words, Requested requested) {
        Reply reply = subscriber.send("POST", "Subscription", requested.json());
        assertEquals(422, reply.status(), reply.text());
        assertTrue(reply.text().contains(element), reply.text());
        assertTrue(reply.text().contains(words), reply.text());
    }

    @Test
    void nameTheElementAtFault() {
        Subscriber.made(subscriber.send("POST", "Subscription", sound.json()));
        refused("Subscription.criteria", "There is no topic", Requested.of("nothing", ""));
        refused(
                "Subscription.criteria",
                "backport-filter-criteria",
                new Requested("Observation?code=1", "", "'type':'websocket'", "empty", ""));
        refused("Subscription.criteria.extension", "needs a filter", Requested.of("resource-change", ""));
        refused("Subscription.criteria.extension", "needs a filter", Requested.of("resource-change", "Nothing?a=b"));
        refused("Subscription.criteria.extension", "color", Requested.of("resource-change", "Observation?color=red"));
        refused("Subscription.criteria.extension", "_sort", Requested.of("resource-change", "Observation?_sort=date"));
        refused("Subscription.criteria.extension", "patient=Patient/1", Requested.of("patient-record", ""));
        refused(
                "Subscription.criteria.extension",
                "patient=Patient/1",
                Requested.of("patient-record", "Observation?patient=1"));
        refused(
                "Subscription.criteria.extension",
                "about Encounter",
                Requested.of("encounter-start", "Observation?patient=1"));
        refused("Subscription.channel.type", "rest-hook", sound.by("'type':'email','endpoint':'mailto:a@example.org'"));
        refused(
                "Subscription.channel.endpoint",
                "https://",
                sound.by("'type':'rest-hook','endpoint':'http://example.org/hook'"));
        refused("Subscription.channel.payload.extension", "full-resource", sound.content("everything"));
        refused("Subscription.channel.extension", "from 10 to", sound.seconds("heartbeat-period", 1));
        refused(
                "Subscription.channel.header",
                "Name: value",
                sound.by("'type':'rest-hook','endpoint':'https://example.org/hook','header':['Host: example.com']"));
    }

    @Test
    void nameAllThatIsAtFault() {
        Reply reply = subscriber.send(
                "POST",
                "Subscription",
                Requested.of("nothing", "").content("all").by("'type':'sms'").json());
        assertEquals(3, reply.json().objects("issue").size(), reply.text());
    }

    @Test
    void areNotPartOfATransaction() {
        Reply reply = subscriber.send(
                "POST",
                "",
                "{'resourceType':'Bundle','type':'transaction','entry':[{'resource':" + sound.json()
                        + ",'request':{'method':'POST','url':'Subscription'}}]}");
        assertEquals(422, reply.status(), reply.text());
        assertTrue(reply.text().contains("by itself"), reply.text());
    }

    @Test
    void areTooManyAtSomePoint() {
        Subscriber other = new Subscriber(PRODUCT, PRODUCT.token("user/*.cruds", "admin", null));
        for (int i = 0; i < SubscriptionLimits.USUAL.live(); i++) {
            assertEquals(201, other.send("POST", "Subscription", sound.json()).status());
        }
        Reply reply = other.send("POST", "Subscription", sound.json());
        assertEquals(409, reply.status(), reply.text());
    }

    @Test
    void theTopicsAreInTheCapabilityStatement() {
        String statement = PRODUCT.get("metadata").text();
        assertTrue(statement.contains("capabilitystatement-subscriptiontopic-canonical"));
        assertTrue(statement.contains("urn:throughline:topic:result-available"));
        assertTrue(statement.contains("backport-subscription-events"));
    }
}
