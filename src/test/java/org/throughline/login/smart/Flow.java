package org.throughline.login.smart;

import static org.throughline.login.smart.Person.encoded;
import static org.throughline.login.smart.Person.location;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.http.Parameter;
import org.throughline.http.Request;

/** An app that asks for access, step by step; each parameter can be made wrong. */
final class Flow {
    static final String REDIRECT = "https://app.example.org/back";

    private static final Pattern TICKED = Pattern.compile("name=\"scope\" value=\"([^\"]+)\" checked");

    private final TestProduct product;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    final CodeVerifier verifier = new CodeVerifier();
    private final String clientId;

    Flow(TestProduct product, String clientId, String scope) {
        this.product = product;
        this.clientId = clientId;
        with("response_type", "code")
                .with("client_id", clientId)
                .with("redirect_uri", REDIRECT)
                .with("scope", scope)
                .with("state", "a state of the app")
                .with("aud", product.base())
                .with(
                        "code_challenge",
                        CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                .getValue())
                .with("code_challenge_method", "S256");
    }

    Flow with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    Flow without(String name) {
        parameters.remove(name);
        return this;
    }

    String query() {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Sends the browser to ask. */
    HttpResponse<String> ask(Person person) {
        return person.get("/oauth/authorize?" + query());
    }

    /** The whole way: the person allows what is ticked; the code that the app gets. */
    String code(Person person, String patient) {
        return answer(allowed(person, patient)).get("code");
    }

    /** What the app is answered when the person allows what is ticked. */
    HttpResponse<String> allowed(Person person, String patient) {
        String consent = location(ask(person));
        String page = consent + (patient.isEmpty() ? "" : "?patient=" + patient);
        HttpResponse<String> shown = person.get(page);
        return person.post(consent, "decision=allow&patient=" + patient + ticked(shown.body()));
    }

    static String ticked(String page) {
        List<String> fields = new ArrayList<>();
        Matcher each = TICKED.matcher(page);
        while (each.find()) {
            fields.add("&scope=" + encoded(each.group(1)));
        }
        return String.join("", fields);
    }

    /** The parameters of the address that the browser was sent back to. */
    static Map<String, String> answer(HttpResponse<String> response) {
        String query = URI.create(location(response)).getRawQuery();
        return Request.parseForm(query == null ? "" : query).stream()
                .collect(Collectors.toMap(Parameter::name, Parameter::value));
    }

    /** Exchanges the code as a public app. */
    Reply exchange(String code) {
        return token("grant_type=authorization_code&client_id=" + clientId + "&code=" + code + "&redirect_uri="
                + encoded(parameters.getOrDefault("redirect_uri", "")) + "&code_verifier=" + verifier.getValue());
    }

    Reply refresh(String token) {
        return token("grant_type=refresh_token&client_id=" + clientId + "&refresh_token=" + token);
    }

    Reply token(String form) {
        return product.anonymous("POST", product.home() + "/oauth/token")
                .form(form)
                .send();
    }

    /** The token endpoint's answer after all of it. */
    Reply tokens(Person person, String patient) {
        return exchange(code(person, patient));
    }

    static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
