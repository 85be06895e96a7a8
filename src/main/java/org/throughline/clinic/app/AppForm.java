package org.throughline.clinic.app;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.http.Form;
import org.throughline.kernel.Issue;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.Proof;
import org.throughline.login.smart.app.Registration;
import org.throughline.login.smart.app.ScopeList;

/**
 * The form in which an app is registered, as it stands.
 *
 * @param clientId empty for a new app
 * @param role the number of the role of an app that acts by itself; empty when none was chosen
 * @param faults what is wrong, by field
 */
public record AppForm(
        String clientId,
        String name,
        String about,
        Proof proof,
        String redirects,
        String launch,
        String scopes,
        String keys,
        String keysAt,
        boolean service,
        String role,
        boolean unasked,
        boolean introspects,
        Map<String, String> faults) {
    /** Asks for what most apps of patients need. */
    private static final String USUAL = "launch/patient openid fhirUser offline_access patient/*.rs";

    public AppForm {
        faults = Map.copyOf(faults);
    }

    static AppForm fresh() {
        return new AppForm("", "", "", Proof.NONE, "", "", USUAL, "", "", false, "", false, false, Map.of());
    }

    static AppForm of(App app) {
        Registration registration = app.registration();
        return new AppForm(
                app.clientId(),
                registration.name(),
                registration.about(),
                registration.proof(),
                String.join("\n", registration.redirects()),
                text(registration.launch()),
                String.join("\n", registration.scopes().texts()),
                text(registration.keys()),
                text(registration.keysAt()),
                registration.service(),
                "",
                registration.unasked(),
                registration.introspects(),
                Map.of());
    }

    static AppForm typed(String clientId, Form form) {
        boolean service = form.value("use").equals("service");
        return new AppForm(
                clientId,
                form.value("name").strip(),
                form.value("about").strip(),
                service ? Proof.KEYS : proof(form.value("proof")),
                service ? "" : form.value("redirects").strip(),
                service ? "" : form.value("launch").strip(),
                form.value("scopes").strip(),
                form.value("keys").strip(),
                form.value("keysAt").strip(),
                service,
                form.value("role"),
                form.has("unasked") && !service,
                form.has("introspects"),
                Map.of());
    }

    private static Proof proof(String text) {
        return Arrays.stream(Proof.values())
                .filter(proof -> proof.name().equals(text))
                .findFirst()
                .orElse(Proof.NONE);
    }

    /** What would be registered. */
    Registration registration() {
        return new Registration(
                name,
                about,
                proof,
                redirects
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList(),
                orNull(launch),
                ScopeList.parse(scopes),
                proof == Proof.KEYS ? orNull(keys) : null,
                proof == Proof.KEYS ? orNull(keysAt) : null,
                service,
                unasked,
                introspects);
    }

    AppForm with(List<Issue> issues) {
        Map<String, String> byField = issues.stream()
                .collect(Collectors.toMap(Issue::element, Issue::message, (one, other) -> one + " " + other));
        return new AppForm(
                clientId,
                name,
                about,
                proof,
                redirects,
                launch,
                scopes,
                keys,
                keysAt,
                service,
                role,
                unasked,
                introspects,
                byField);
    }

    public boolean isNew() {
        return clientId.isEmpty();
    }

    /** What is wrong with a field; empty when nothing is. */
    public String fault(String field) {
        return faults.getOrDefault(field, "");
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
