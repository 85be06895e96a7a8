package org.throughline.login.smart.app;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.throughline.access.Scope;
import org.throughline.access.Scopes;

/**
 * The value of a {@code scope} parameter: scopes over resources and others, in order, each as it was written, since an
 * app is told what it was granted in the words in which it asked.
 */
public record ScopeList(List<String> texts) {
    /** An app that is opened from a chart wants to know for whom. */
    public static final String LAUNCH = "launch";

    /** The person is to choose a patient. */
    public static final String LAUNCH_PATIENT = "launch/patient";

    /** The person is to choose a visit. */
    public static final String LAUNCH_ENCOUNTER = "launch/encounter";

    public static final String OPENID = "openid";

    /** Who the person is in the record. */
    public static final String FHIR_USER = "fhirUser";

    /** What the person is called. */
    public static final String PROFILE = "profile";

    /** New tokens while the person is away. */
    public static final String OFFLINE = "offline_access";

    /** New tokens while the person is logged in. */
    public static final String ONLINE = "online_access";

    /** Those that ask for no more than for whom the app was opened. */
    static final List<String> CONTEXT = List.of(LAUNCH, LAUNCH_PATIENT, LAUNCH_ENCOUNTER);

    /** All that are not over resources. */
    static final List<String> PLAIN =
            List.of(LAUNCH, LAUNCH_PATIENT, LAUNCH_ENCOUNTER, OPENID, FHIR_USER, PROFILE, OFFLINE, ONLINE);

    public ScopeList {
        texts = List.copyOf(texts);
    }

    /** Reads scopes with white space between them; one that is repeated counts once. */
    public static ScopeList parse(String text) {
        return new ScopeList(Arrays.stream(text.split("\\s+"))
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList());
    }

    /** Whether a scope is over resources. */
    public static boolean isAccess(String text) {
        return text.startsWith("patient/") || text.startsWith("user/") || text.startsWith("system/");
    }

    public boolean has(String text) {
        return texts.contains(text);
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Those that a condition holds for. */
    public ScopeList where(Predicate<String> condition) {
        return new ScopeList(texts.stream().filter(condition).toList());
    }

    /** These and then those of the other. */
    public ScopeList and(ScopeList other) {
        return new ScopeList(
                Stream.concat(texts.stream(), other.texts().stream()).distinct().toList());
    }

    /** What is granted over resources. */
    public Scopes access() {
        return new Scopes(
                texts.stream().filter(ScopeList::isAccess).map(Scope::parse).toList());
    }

    /** Whether it makes sense for one patient only. */
    public boolean needsPatient() {
        return texts.stream()
                .anyMatch(text ->
                        text.equals(LAUNCH_PATIENT) || text.equals(LAUNCH_ENCOUNTER) || text.startsWith("patient/"));
    }

    /** Whether this grants all that the other asks for. */
    public boolean covers(ScopeList other) {
        return other.texts().stream().allMatch(this::covers);
    }

    /** Whether this grants what a scope asks for. */
    public boolean covers(String text) {
        if (!isAccess(text)) {
            return has(text);
        }
        Scope asked = Scope.parse(text);
        return access().granted().stream().anyMatch(each -> each.covers(asked));
    }

    /** As it is written in a parameter. */
    @Override
    public String toString() {
        return String.join(" ", texts);
    }
}
