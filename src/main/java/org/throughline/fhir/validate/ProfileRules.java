package org.throughline.fhir.validate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.fhir.validate.ProfileValidator.Finding;
import org.throughline.kernel.Issue;

/**
 * Holds what is written to the profiles that it claims in {@code meta.profile}, as far as the installation wants that.
 * A resource that claims none has passed {@link StructureValidator} and is not looked at here. A profile that is not
 * loaded is no fault.
 */
public record ProfileRules(Mode mode, ProfileValidator validator) {

    /** What becomes of a fault. */
    public enum Mode {
        /** The validator is never asked. */
        OFF,
        /** It is stored, and the client is told. */
        WARN,
        /** It is refused. */
        ENFORCE
    }

    /** What keeps a resource from being stored; empty unless profiles are enforced. */
    public List<Issue> faults(JsonObject resource) {
        return !enforces() || !claimsAny(resource)
                ? List.of()
                : findings(resource).stream()
                        .filter(ProfileRules::isFault)
                        .map(Finding::issue)
                        .toList();
    }

    /** Whether there may be {@link #faults}. */
    public boolean enforces() {
        return mode == Mode.ENFORCE;
    }

    /** Whether there may be {@link #warnings}. */
    public boolean warns() {
        return mode == Mode.WARN;
    }

    /** Loads what the validator needs, which takes seconds, before the first write has to wait for it. */
    public void prepare() {
        if (mode != Mode.OFF) {
            validator.validate("{\"resourceType\":\"Basic\"}".getBytes(StandardCharsets.UTF_8), null);
        }
    }

    /** What is to be said of a resource that was stored; empty unless profiles are warned of. */
    public List<Issue> warnings(JsonObject resource) {
        return !warns() || !claimsAny(resource)
                ? List.of()
                : findings(resource).stream()
                        .filter(finding -> !finding.severity().equals("information"))
                        .map(Finding::issue)
                        .toList();
    }

    private List<Finding> findings(JsonObject resource) {
        return validator.validate(JsonWriter.bytes(resource), null);
    }

    private static boolean isFault(Finding finding) {
        return finding.severity().equals("error") || finding.severity().equals("fatal");
    }

    private static boolean claimsAny(JsonObject resource) {
        JsonObject meta = resource.object("meta");
        List<Json> profiles = meta == null ? List.of() : meta.list("profile");
        return !profiles.isEmpty();
    }
}
