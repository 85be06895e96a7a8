package org.throughline.network.peer;

import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Records;

/**
 * A member as the record has it: an Organization and its Endpoint.
 *
 * @see <a href="https://hl7.org/fhir/R4/organization.html">Organization</a>
 * @see <a href="https://hl7.org/fhir/R4/endpoint.html">Endpoint</a>
 */
public final class OrganizationResource {
    /** The system of {@link Kind}'s codes. */
    static final String KINDS = "urn:throughline:member-kind";

    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/organization-type";
    private static final String CONNECTIONS = "http://terminology.hl7.org/CodeSystem/endpoint-connection-type";
    private static final String PAYLOADS = "http://terminology.hl7.org/CodeSystem/endpoint-payload-type";

    private OrganizationResource() {}

    /**
     * The Organization.
     *
     * @param before as it is; empty for a new one
     * @param endpoint a reference
     */
    public static JsonObject organization(JsonObject before, Member member, String endpoint) {
        List<Json> identifiers = member.identifiers().stream()
                .<Json>map(each -> JsonObject.builder()
                        .add("system", each.system())
                        .add("value", each.value())
                        .build())
                .toList();
        JsonObject organization = before.with("resourceType", new JsonString("Organization"))
                .without("identifier")
                .with("active", JsonBoolean.TRUE)
                .with("type", JsonArray.of(types(member.kind())))
                .with("name", new JsonString(member.name()))
                .with("endpoint", JsonArray.of(reference(endpoint)));
        return identifiers.isEmpty() ? organization : organization.with("identifier", new JsonArray(identifiers));
    }

    private static JsonObject types(Kind kind) {
        String usual = kind == Kind.REGISTRY ? "other" : "prov";
        return JsonObject.of("coding", JsonArray.of(coding(TYPES, usual), coding(KINDS, kind.code())));
    }

    /**
     * The Endpoint.
     *
     * @param before as it is; empty for a new one
     * @param organization a reference
     * @param address of the API
     */
    public static JsonObject endpoint(JsonObject before, String name, String organization, String address) {
        return before.with("resourceType", new JsonString("Endpoint"))
                .with("status", new JsonString("active"))
                .with("connectionType", coding(CONNECTIONS, "hl7-fhir-rest"))
                .with("name", new JsonString(name))
                .with("managingOrganization", reference(organization))
                .with("payloadType", JsonArray.of(JsonObject.of("coding", JsonArray.of(coding(PAYLOADS, "any")))))
                .with("address", new JsonString(address));
    }

    /** The same Organization, which is no member any more. */
    public static JsonObject past(JsonObject organization) {
        return organization.with("active", JsonBoolean.FALSE);
    }

    /** The same Endpoint, at which nobody is asked any more. */
    public static JsonObject off(JsonObject endpoint) {
        return endpoint.with("status", new JsonString("off"));
    }

    /** A resource of the record. */
    static JsonObject open(Records records, Caller caller, String type, String id) {
        return records.bodies()
                .open(Objects.requireNonNull(records.read(caller, type, id).body()));
    }

    private static JsonObject coding(String system, String code) {
        return JsonObject.builder().add("system", system).add("code", code).build();
    }

    private static JsonObject reference(String to) {
        return JsonObject.of("reference", new JsonString(to));
    }
}
