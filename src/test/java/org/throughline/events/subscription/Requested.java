package org.throughline.events.subscription;

/** A Subscription as a client asks for it, being put together. */
public record Requested(String topic, String filter, String channel, String content, String more) {
    private static final String DEFINITIONS = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";

    public static Requested of(String topic, String filter) {
        return new Requested("urn:throughline:topic:" + topic, filter, "'type':'websocket'", "full-resource", "");
    }

    public Requested at(Receiver receiver) {
        return by("'type':'rest-hook','endpoint':'" + receiver.address() + "'");
    }

    public Requested by(String channel) {
        return new Requested(topic, filter, channel, content, more);
    }

    public Requested content(String code) {
        return new Requested(topic, filter, channel, code, more);
    }

    public Requested payload(String mediaType) {
        return by(channel + ",'payload':'" + mediaType + "'");
    }

    public Requested seconds(String name, int value) {
        String type = name.equals("max-count") ? "valuePositiveInt" : "valueUnsignedInt";
        return new Requested(
                topic,
                filter,
                channel,
                content,
                more + (more.isEmpty() ? "" : ",") + "{'url':'" + DEFINITIONS + "backport-" + name + "','" + type + "':"
                        + value + "}");
    }

    public String json() {
        return "{'resourceType':'Subscription','status':'requested','reason':'test','criteria':'" + topic + "',"
                + (filter.isEmpty()
                        ? ""
                        : "'_criteria':{'extension':[{'url':'" + DEFINITIONS
                                + "backport-filter-criteria','valueString':'" + filter + "'}]},")
                + "'channel':{" + (more.isEmpty() ? "" : "'extension':[" + more + "],") + channel
                + (channel.contains("'payload'") ? "" : ",'payload':'application/fhir+json'")
                + ",'_payload':{'extension':[{'url':'" + DEFINITIONS
                + "backport-payload-content','valueCode':'" + content + "'}]}}}";
    }
}
