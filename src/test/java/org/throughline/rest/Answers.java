package org.throughline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.JsonObject;

/** What tests ask of answers. */
final class Answers {
    // What would tell how the server is built: packages, class names, exceptions, SQL.
    private static final Pattern INNER = Pattern.compile("org\\.|java\\.|Exception|SELECT |INSERT |PSQL");

    private Answers() {}

    /** The answer refuses with this status and an OperationOutcome that gives nothing away. */
    static Reply assertRefused(int status, Reply reply) {
        assertEquals(status, reply.status(), reply::toString);
        assertEquals("OperationOutcome", reply.json().text("resourceType"));
        assertEquals("error", reply.json().objects("issue").getFirst().text("severity"));
        assertFalse(INNER.matcher(reply.text()).find(), reply::toString);
        return reply;
    }

    static Reply assertStatus(int status, Reply reply) {
        assertEquals(status, reply.status(), reply::toString);
        return reply;
    }

    /** The ids of a bundle's resources but those that are outcomes. */
    static List<String> ids(Reply bundle) {
        assertStatus(200, bundle);
        return bundle.json().objects("entry").stream()
                .map(entry -> entry.object("resource"))
                .filter(Objects::nonNull)
                .filter(resource -> resource.has("id"))
                .map(resource -> String.valueOf(resource.text("id")))
                .toList();
    }

    /** The address of a link; empty when there is none. */
    static String link(Reply bundle, String relation) {
        return bundle.json().objects("link").stream()
                .filter(link -> relation.equals(link.text("relation")))
                .map(link -> String.valueOf(link.text("url")))
                .findFirst()
                .orElse("");
    }

    static String version(JsonObject resource) {
        return String.valueOf(Objects.requireNonNull(resource.object("meta")).text("versionId"));
    }
}
