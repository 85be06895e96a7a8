package org.throughline.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Purpose;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * An entry of the trail.
 *
 * @param number its id
 * @param agent who asked
 * @param status the HTTP status of the answer
 * @param target what was asked for
 * @param patients addresses of the patients about whom something was disclosed or changed
 * @param purpose why; null when that is not known
 */
public record AuditEntry(
        long number,
        Instant at,
        Agent agent,
        Action action,
        int status,
        String target,
        Set<Long> patients,
        @Nullable Purpose purpose) {
    private static final String PURPOSES = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final Pattern RESOURCE =
            Pattern.compile("([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}(?:/_history/[0-9]+)?)(?:[/?].*)?");

    public AuditEntry {
        patients = Set.copyOf(patients);
    }

    /** Whether it is about all patients that there were. */
    public boolean isOfAll() {
        return action == Action.EXPORT && patients.isEmpty();
    }

    /** The entry as far as it is about these patients. */
    public AuditEntry within(Set<Long> some) {
        Set<Long> both = new HashSet<>(patients);
        both.retainAll(some);
        return new AuditEntry(number, at, agent, action, status, target, both, purpose);
    }

    /** The entry with a patient in place of the records that were merged into theirs. */
    public AuditEntry followed(Set<Long> former, long patient) {
        Set<Long> both = new HashSet<>(patients);
        if (both.removeAll(former)) {
            both.add(patient);
        }
        return new AuditEntry(number, at, agent, action, status, target, both, purpose);
    }

    /** The entry with something else in place of what was asked for. */
    public AuditEntry withTarget(String other) {
        return new AuditEntry(number, at, agent, action, status, other, patients, purpose);
    }

    /** The entry as an AuditEvent, see <a href="https://hl7.org/fhir/R4/auditevent.html">AuditEvent</a>. */
    public JsonObject json() {
        return JsonObject.builder()
                .add("resourceType", "AuditEvent")
                .add("id", Long.toString(number))
                .add(
                        "meta",
                        JsonObject.builder().add("lastUpdated", at.toString()).build())
                .add("type", type())
                .addIfPresent("subtype", subtype())
                .add("action", String.valueOf(action.verb()))
                .add("recorded", at.toString())
                .add("outcome", status < 400 ? "0" : status < 500 ? "4" : "8")
                .add("outcomeDesc", "HTTP " + status)
                .addIfPresent(
                        "purposeOfEvent",
                        purpose == null
                                ? null
                                : JsonArray.of(JsonObject.of(
                                        "coding", JsonArray.of(coding(PURPOSES, purpose.name(), purpose.name())))))
                .add("agent", JsonArray.of(whoAsked()))
                .add("source", JsonObject.of("observer", JsonObject.of("display", new JsonString("Throughline"))))
                .addIfPresent("entity", target.isEmpty() ? null : JsonArray.of(entity()))
                .build();
    }

    private JsonObject type() {
        return switch (action) {
            case LOGIN,
                    LOGOUT,
                    TOKEN,
                    END_SESSION,
                    LOCK,
                    LAUNCH_APP,
                    AUTHORIZE_APP,
                    ISSUE_TOKEN,
                    REVOKE_APP,
                    INTROSPECT -> dicom("110114", "User Authentication");
            case CREATE_ACCOUNT,
                    CHANGE_ACCOUNT,
                    CHANGE_CREDENTIAL,
                    GIVE_ROLE,
                    TAKE_ROLE,
                    CHANGE_ROLE,
                    CHANGE_SETTING,
                    INVITE_PEER,
                    ADMIT_PEER,
                    CHANGE_PEER -> dicom("110113", "Security Alert");
            case VIEW, EXPORT, IMPORT, LOAD, UNLOAD, REGISTER_APP, CHANGE_APP ->
                coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "object", "Object");
            default -> coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "RESTful Operation");
        };
    }

    private @Nullable JsonArray subtype() {
        return switch (action) {
            case LOGIN -> JsonArray.of(dicom("110122", "Login"));
            case LOGOUT -> JsonArray.of(dicom("110123", "Logout"));
            case CREATE_ACCOUNT, CHANGE_ACCOUNT, CHANGE_CREDENTIAL ->
                JsonArray.of(dicom("110137", "User Security Attributes Changed"));
            case GIVE_ROLE, TAKE_ROLE, CHANGE_ROLE -> JsonArray.of(dicom("110136", "Security Roles Changed"));
            case CHANGE_SETTING -> JsonArray.of(dicom("110129", "Security Configuration"));
            case READ, VREAD, UPDATE, PATCH, DELETE, HISTORY, CREATE, SEARCH, TRANSACTION, BATCH, OPERATION ->
                JsonArray.of(coding("http://hl7.org/fhir/restful-interaction", action.code(), action.code()));
            default -> JsonArray.of(JsonObject.of("display", new JsonString(action.code())));
        };
    }

    /** See <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part16/chapter_D.html">DICOM's terms</a>. */
    private static JsonObject dicom(String code, String display) {
        return coding("http://dicom.nema.org/resources/ontology/DCM", code, display);
    }

    private static JsonObject coding(String system, String code, String display) {
        return JsonObject.builder()
                .add("system", system)
                .add("code", code)
                .add("display", display)
                .build();
    }

    private JsonObject whoAsked() {
        return JsonObject.builder()
                .add("who", JsonObject.of("display", new JsonString(agent.display())))
                .addIfPresent("role", roles())
                .add("altId", agent.name())
                .add("name", agent.display())
                .add("requestor", JsonBoolean.TRUE)
                .build();
    }

    private @Nullable JsonArray roles() {
        String roles = agent.capacity().roles();
        return roles.isEmpty() ? null : JsonArray.of(JsonObject.of("text", new JsonString(roles)));
    }

    private JsonObject entity() {
        var resource = RESOURCE.matcher(target);
        JsonObject.Builder entity = JsonObject.builder();
        if (resource.matches()) {
            entity.add("what", JsonObject.of("reference", new JsonString(resource.group(1))));
        }
        return entity.add("query", Base64.getEncoder().encodeToString(target.getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
