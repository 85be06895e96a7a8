package org.throughline.care.directory;

import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** The resources of the directory, as they are made. */
final class Resources {
    private Resources() {}

    /** @param partOf a reference to the whole; empty for the whole itself */
    static JsonObject organization(String name, String partOf) {
        return JsonObject.builder()
                .add("resourceType", "Organization")
                .add("active", JsonBoolean.TRUE)
                .add("name", name)
                .addIfPresent("partOf", partOf.isEmpty() ? null : reference(partOf))
                .build();
    }

    static JsonObject location(String name, String organization) {
        return JsonObject.builder()
                .add("resourceType", "Location")
                .add("status", "active")
                .add("name", name)
                .add("managingOrganization", reference(organization))
                .build();
    }

    static JsonObject practitioner(String given, String family) {
        return JsonObject.builder()
                .add("resourceType", "Practitioner")
                .add("active", JsonBoolean.TRUE)
                .add("name", JsonArray.of(name(given, family)))
                .build();
    }

    /** @param organization a reference; empty for none */
    static JsonObject post(String practitioner, String organization, String role) {
        return JsonObject.builder()
                .add("resourceType", "PractitionerRole")
                .add("active", JsonBoolean.TRUE)
                .add("practitioner", reference(practitioner))
                .addIfPresent("organization", organization.isEmpty() ? null : reference(organization))
                .add("code", JsonArray.of(JsonObject.of("text", new JsonString(role))))
                .build();
    }

    static JsonObject relatedPerson(String patient, String display, String relationship) {
        return JsonObject.builder()
                .add("resourceType", "RelatedPerson")
                .add("active", JsonBoolean.TRUE)
                .add("patient", reference(patient))
                .add("relationship", JsonArray.of(JsonObject.of("text", new JsonString(relationship))))
                .add("name", JsonArray.of(JsonObject.of("text", new JsonString(display))))
                .build();
    }

    private static JsonObject name(String given, String family) {
        JsonObject.Builder name = JsonObject.builder().add("family", family);
        return given.isEmpty()
                ? name.build()
                : name.add("given", JsonArray.of(new JsonString(given))).build();
    }

    private static JsonObject reference(String to) {
        return JsonObject.of("reference", new JsonString(to));
    }
}
