package org.throughline.events.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.database.Sql;

/** Somebody with a token who subscribes, and what is in the record that there are changes of. */
public record Subscriber(TestProduct product, String token) {
    public static Subscriber operator(TestProduct product) {
        return new Subscriber(product, product.token("system/*.cruds"));
    }

    public Reply send(String method, String target, String json) {
        TestProduct.Call call = product.anonymous(method, target).header("Authorization", "Bearer " + token);
        return (json.isEmpty() ? call : call.json(json)).send();
    }

    public Reply get(String target) {
        return send("GET", target, "");
    }

    /** The id of a Subscription that was made. */
    public String subscribe(Requested requested) {
        return made(send("POST", "Subscription", requested.json()));
    }

    /** The same, once the receiver has answered the handshake. */
    public String subscribed(Requested requested) {
        String id = subscribe(requested);
        awaitState(id, "active");
        return id;
    }

    public String state(String id) {
        return String.valueOf(get("Subscription/" + id).json().text("status"));
    }

    public void awaitState(String id, String state) {
        Receiver.await(id + " is " + state, () -> state(id).equals(state));
    }

    public String patient() {
        String id = UUID.randomUUID().toString();
        made(product.send("PUT", "Patient/" + id, "{'resourceType':'Patient','id':'" + id + "'}"));
        return id;
    }

    public String observe(String patient, String category) {
        return made(product.send(
                "POST",
                "Observation",
                "{'resourceType':'Observation','status':'final','code':{'text':'a test'},'category':[{'coding':[{"
                        + "'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'" + category
                        + "'}]}],'subject':{'reference':'Patient/" + patient + "'}}"));
    }

    /** Lets what waits for its time be tried again now. */
    public void hurry() {
        product.database().inTransaction(connection -> Sql.change(connection, "UPDATE subscription SET due = now()"));
    }

    public static String made(Reply reply) {
        assertEquals(2, reply.status() / 100, reply.text());
        return String.valueOf(reply.json().text("id"));
    }
}
