package org.throughline.network.post;

import java.util.List;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.fhir.json.JsonObject;
import org.throughline.network.peer.Peer;
import org.throughline.record.Records;

/**
 * A message that came from a member.
 *
 * @param caller as whom the member is here
 * @param resources what it says, first what it is about
 * @param once what is to go with the write that does what it asks for: it undoes that write when the message was applied already
 */
public record Received(
        Peer from, Caller caller, String id, Event event, List<JsonObject> resources, Records.Company once) {
    public Received {
        resources = List.copyOf(resources);
    }

    /** What it is about. */
    public JsonObject focus() {
        return resources.getFirst();
    }

    /** The first resource of a type. */
    public Optional<JsonObject> first(String type) {
        return all(type).stream().findFirst();
    }

    /** The resources of a type. */
    public List<JsonObject> all(String type) {
        return resources.stream()
                .filter(each -> type.equals(each.text("resourceType")))
                .toList();
    }
}
