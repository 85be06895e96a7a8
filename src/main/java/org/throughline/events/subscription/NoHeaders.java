package org.throughline.events.subscription;

import java.util.List;
import java.util.stream.Stream;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Issue;
import org.throughline.record.Check;

/**
 * No Subscription is stored with headers, by whatever way it comes: they are secrets of the receiver. Those of a subscription
 * that is made here are kept apart before it is stored.
 *
 * @param other what resources must pass beside this
 */
public record NoHeaders(Check other) implements Check {
    private static final Issue FAULT = new Issue(
            "security",
            "Subscription.channel.header",
            "Headers are secrets of the receiver and are not stored with a Subscription.");

    @Override
    public List<Issue> check(JsonObject resource) {
        JsonObject channel = resource.object("channel");
        boolean has = Parts.TYPE.equals(resource.text("resourceType")) && channel != null && channel.has("header");
        List<Issue> others = other.check(resource);
        return has ? Stream.concat(others.stream(), Stream.of(FAULT)).toList() : others;
    }
}
