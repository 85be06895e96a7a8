package org.throughline.network.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What members say to each other about whose record is whose, as JSON. Pure.
 *
 * @param act {@code ask}, {@code same}, {@code linked}, {@code none} or {@code end}; {@code found} is said to nobody, but kept
 *     of whom we found at a server that is no member
 * @param from the id of the Patient of who speaks
 * @param to the id of the Patient of who is spoken to; empty when it is not known
 * @param organization the id of the Organization that stands for who is spoken to
 * @param patient who the person is; null when that is not said
 * @param agreement what the patient agreed to; null for nothing
 * @param reason in words, for people there
 */
record Words(
        String act,
        String from,
        String to,
        String organization,
        @Nullable JsonObject patient,
        @Nullable Agreement agreement,
        String reason) {
    /** What of a Patient tells who it is. */
    private static final Set<String> WHO = Set.of(
            "resourceType", "name", "birthDate", "gender", "address", "telecom", "identifier", "multipleBirthInteger");

    static final String FOUND = "found";

    /** Of whom a server has, who may be a patient of ours. */
    static Words found(JsonObject theirs, String reason) {
        return new Words(FOUND, String.valueOf(theirs.text("id")), "", "", who(theirs), null, reason);
    }

    static Words of(String act, String from, String to, String organization, String reason) {
        return new Words(act, from, to, organization, null, null, reason);
    }

    /** What is asked of a member. */
    static Words ask(JsonObject patient, String organization, @Nullable Agreement agreement) {
        return new Words("ask", String.valueOf(patient.text("id")), "", organization, who(patient), agreement, "");
    }

    /** What is told a member who has referred somebody to us: that it is one of ours. */
    static Words same(JsonObject patient, String theirs, String organization) {
        return new Words("same", String.valueOf(patient.text("id")), theirs, organization, who(patient), null, "");
    }

    /** What of a Patient tells who it is. */
    static JsonObject who(JsonObject patient) {
        JsonObject.Builder who = JsonObject.builder();
        for (int i = 0; i < patient.size(); i++) {
            if (WHO.contains(patient.nameAt(i))) {
                who.add(patient.nameAt(i), patient.valueAt(i));
            }
        }
        return who.build();
    }

    JsonObject json() {
        JsonObject.Builder json = JsonObject.builder()
                .add("act", act)
                .add("from", from)
                .add("to", to)
                .add("organization", organization)
                .add("reason", reason);
        json.addIfPresent("patient", patient);
        json.addIfPresent("agreement", agreement == null ? null : agreement.json());
        return json.build();
    }

    /**
     * Reads what came.
     *
     * @throws Failed with {@link Failure.Malformed} when it is not understood
     */
    static Words read(JsonObject json) {
        JsonObject agreement = json.object("agreement");
        return new Words(
                text(json, "act"),
                text(json, "from"),
                Optional.ofNullable(json.text("to")).orElse(""),
                Optional.ofNullable(json.text("organization")).orElse(""),
                json.object("patient"),
                agreement == null ? null : Agreement.read(agreement),
                Optional.ofNullable(json.text("reason")).orElse(""));
    }

    private static String text(JsonObject json, String name) {
        String text = json.text(name);
        if (text == null || text.length() > 200) {
            throw new Failed(new Failure.Malformed("required", name, name + " is missing."));
        }
        return text;
    }

    static JsonArray references(String... references) {
        List<Json> all = new ArrayList<>();
        for (String reference : references) {
            all.add(JsonObject.builder().add("reference", reference).build());
        }
        return new JsonArray(all);
    }
}
