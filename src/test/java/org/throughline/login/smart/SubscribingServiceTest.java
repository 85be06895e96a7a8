package org.throughline.login.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.database.Sql;
import org.throughline.events.subscription.Receiver;
import org.throughline.events.subscription.Requested;
import org.throughline.events.subscription.Subscriber;

/** A program whose access tokens last five minutes is told of changes for as long as it may get new ones. */
class SubscribingServiceTest {
    private static final TestProduct PRODUCT = TestProduct.start("--app-keys-on-private-network=true");
    private final Subscriber operator = Subscriber.operator(PRODUCT);

    private static Subscriber service(String client) {
        String endpoint = PRODUCT.home() + "/oauth/token";
        String form = "grant_type=client_credentials&scope=system/Observation.rs%20system/Subscription.crud&"
                + Assertion.of(client, endpoint).form();
        String token = String.valueOf(
                PRODUCT.anonymous("POST", endpoint).form(form).send().json().text("access_token"));
        return new Subscriber(PRODUCT, token);
    }

    private static void change(String sql) {
        PRODUCT.database().inTransaction(connection -> Sql.change(connection, sql));
    }

    @Test
    void itsSubscriptionOutlivesTheTokenAndEndsWithTheApp() {
        try (Receiver receiver = new Receiver()) {
            String patient = operator.patient();
            String client = new AppFixture(PRODUCT)
                    .service("system/Observation.rs system/Subscription.crud", Assertion.PUBLIC_KEYS, null);
            Subscriber service = service(client);
            String id = service.subscribed(Requested.of("resource-change", "Observation?patient=" + patient)
                    .at(receiver)
                    .content("id-only"));
            change("UPDATE app_token SET expires = now() - interval '1 second'");
            Receiver.await(
                    "the token has ended",
                    () -> service.get("Subscription/" + id).status() == 401);
            operator.observe(patient, "laboratory");
            Receiver.await("it is told", () -> receiver.numbers().equals(List.of(1L)));
            // As an administrator does it: a change past the product is known after a fifth of a second only.
            PRODUCT.apps().apps().enable(AppFixture.ADMIN, client, false);
            operator.observe(patient, "laboratory");
            operator.awaitState(id, "off");
            assertEquals(List.of(1L), receiver.numbers());
        }
    }
}
