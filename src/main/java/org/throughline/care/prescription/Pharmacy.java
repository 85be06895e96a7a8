package org.throughline.care.prescription;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A pharmacy of the directory, or a practice that prescriptions come from.
 *
 * @param id of the Organization; empty for one that is not stored yet
 * @param version of it; 0 for one that is not stored yet
 * @param npi empty when not known
 * @param ncpdp its NCPDP id; empty when not known
 * @param endpoint the address of the FHIR API to which messages go; empty for one that gets paper
 * @param client as what we are registered there; empty for nothing
 * @param theirs as what it is registered here; empty for nothing
 * @param practice whether it is no pharmacy but a practice that prescriptions come from
 */
public record Pharmacy(
        String id,
        int version,
        String name,
        String street,
        String city,
        String state,
        String zip,
        String phone,
        String npi,
        String ncpdp,
        String endpoint,
        String client,
        String theirs,
        boolean practice) {
    private static final String NUCC = "http://nucc.org/provider-taxonomy";

    /** NUCC's code for pharmacies of every kind. */
    static final JsonObject TYPE = Parts.concept(NUCC, "333600000X", "Pharmacy");

    static final JsonObject PRACTICE =
            Parts.concept("http://terminology.hl7.org/CodeSystem/organization-type", "prov", "Healthcare Provider");

    static final String CLIENT = "urn:throughline:client";
    static final String THEIRS = "urn:throughline:their-client";

    /** In place of an address: the pharmacy works with this installation. */
    public static final String HERE = "urn:throughline:here";

    /** As it is offered and typed: {@code Main Street Pharmacy · Millbrook}. */
    public String label() {
        return city.isEmpty() ? name : name + " · " + city;
    }

    /** Whether messages can go there. */
    public boolean connected() {
        return !endpoint.isEmpty();
    }

    /** Whether it works with this installation. */
    public boolean here() {
        return endpoint.equals(HERE);
    }

    /** What is wrong with it, by field. */
    public Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (name.isBlank()) {
            faults.put("name", "Say what it is called.");
        }
        if (!npi.isEmpty() && !npi.matches("\\d{10}")) {
            faults.put("npi", "An NPI has ten digits.");
        }
        if (!ncpdp.isEmpty() && !ncpdp.matches("\\d{7}")) {
            faults.put("ncpdp", "An NCPDP id has seven digits.");
        }
        if (!endpoint.isEmpty() && !endpoint.equals(HERE) && !endpoint.matches("https?://[^\\s/]+(/\\S*)?")) {
            faults.put("endpoint", "Write an address, as https://pharmacy.example.org/fhir.");
        }
        return faults;
    }

    /** @param endpoint the Endpoint that the Organization refers to; null for none */
    static Pharmacy of(JsonObject organization, @Nullable JsonObject endpoint) {
        JsonObject address =
                organization.objects("address").stream().findFirst().orElse(JsonObject.EMPTY);
        return new Pharmacy(
                Parts.text(organization, "id"),
                version(organization),
                Parts.text(organization, "name"),
                address.list("line").stream()
                        .filter(JsonString.class::isInstance)
                        .map(each -> ((JsonString) each).value())
                        .findFirst()
                        .orElse(""),
                Parts.text(address, "city"),
                Parts.text(address, "state"),
                Parts.text(address, "postalCode"),
                Party.of(organization).phone(),
                identifier(organization, Party.NPI),
                identifier(organization, Message.NCPDP),
                Parts.text(endpoint, "address"),
                endpoint == null ? "" : identifier(endpoint, CLIENT),
                endpoint == null ? "" : identifier(endpoint, THEIRS),
                organization.objects("type").stream()
                        .noneMatch(each -> !Parts.code(each, NUCC).isEmpty()));
    }

    private static int version(JsonObject resource) {
        String version = Parts.text(resource.object("meta"), "versionId");
        return version.isEmpty() ? 0 : Integer.parseInt(version);
    }

    private static String identifier(JsonObject resource, String system) {
        return resource.objects("identifier").stream()
                .filter(each -> system.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
    }

    /**
     * The Organization with what is said here, and all else that it had.
     *
     * @param before as it was; {@link JsonObject#EMPTY} for a new one
     * @param to a reference to the Endpoint; empty for none
     */
    JsonObject organization(JsonObject before, String to) {
        JsonObject address = JsonObject.builder()
                .addIfPresent("line", street.isEmpty() ? null : JsonArray.of(new JsonString(street)))
                .addIfPresent("city", city.isEmpty() ? null : city)
                .addIfPresent("state", state.isEmpty() ? null : state)
                .addIfPresent("postalCode", zip.isEmpty() ? null : zip)
                .build();
        List<Json> identifiers = new ArrayList<>(before.objects("identifier").stream()
                .filter(each -> !List.of(Party.NPI, Message.NCPDP).contains(Parts.text(each, "system")))
                .toList());
        if (!npi.isEmpty()) {
            identifiers.add(Message.identifier(Party.NPI, npi));
        }
        if (!ncpdp.isEmpty()) {
            identifiers.add(Message.identifier(Message.NCPDP, ncpdp));
        }
        JsonObject made = before.with("resourceType", new JsonString("Organization"))
                .with("active", JsonBoolean.TRUE)
                .with("type", JsonArray.of(practice ? PRACTICE : TYPE))
                .with("name", new JsonString(name));
        made = set(made, "identifier", identifiers);
        made = set(made, "address", address.size() == 0 ? List.of() : List.of(address));
        made = set(
                made,
                "telecom",
                phone.isEmpty()
                        ? List.of()
                        : List.of(JsonObject.builder()
                                .add("system", "phone")
                                .add("value", phone)
                                .build()));
        return set(
                made, "endpoint", to.isEmpty() ? List.of() : List.of(JsonObject.of("reference", new JsonString(to))));
    }

    private static JsonObject set(JsonObject object, String name, List<? extends Json> values) {
        return values.isEmpty() ? object.without(name) : object.with(name, new JsonArray(List.copyOf(values)));
    }

    /** Where messages for it go, and as whom. */
    JsonObject endpointResource(JsonObject before) {
        JsonObject made = Objects.requireNonNull(before)
                .with("resourceType", new JsonString("Endpoint"))
                .with("status", new JsonString("active"))
                .with(
                        "connectionType",
                        Parts.coding(
                                "http://terminology.hl7.org/CodeSystem/endpoint-connection-type",
                                "hl7-fhir-msg",
                                "HL7 FHIR Messaging"))
                .with("payloadType", JsonArray.of(JsonObject.of("text", new JsonString("Prescriptions"))))
                .with("address", new JsonString(endpoint));
        List<Json> identifiers = new ArrayList<>();
        if (!client.isEmpty()) {
            identifiers.add(Message.identifier(CLIENT, client));
        }
        if (!theirs.isEmpty()) {
            identifiers.add(Message.identifier(THEIRS, theirs));
        }
        return set(made, "identifier", identifiers);
    }
}
