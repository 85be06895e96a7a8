package org.throughline.clinic.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.app.TestProduct;
import org.throughline.database.Sql;
import org.throughline.login.provider.TestProvider;
import org.throughline.login.provider.TestProvider.Signing;

/** Logging in at an outside identity provider, by people who mean well and by others. */
class ProviderLoginTest {
    private static final TestProvider PROVIDER = TestProvider.start();
    private static final TestProduct PRODUCT = TestProduct.start("--identity-provider-on-private-network=true");
    private static final HttpClient ELSEWHERE = HttpClient.newHttpClient();

    private final Visitor visitor = new Visitor(PRODUCT.home());

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @BeforeEach
    void theFirstAdministratorIsLinked() {
        PROVIDER.honest();
        PRODUCT.database().inTransaction(connection -> {
            Sql.change(connection, "DELETE FROM guess");
            Sql.change(connection, "DELETE FROM identity_provider");
            Sql.change(connection, "UPDATE account SET disabled = NULL");
            return Sql.change(connection, "DELETE FROM outside_identity");
        });
        assertEquals(303, set("passwords", "on").statusCode());
        link();
    }

    /** Sets the provider, as the first administrator. */
    private static HttpResponse<String> set(String... more) {
        Visitor admin = new Visitor(PRODUCT.home());
        admin.logIn("admin", TestProduct.PASSWORD);
        admin.get("/admin/settings");
        String[] fields = {
            "label", "Mill", "issuer", PROVIDER.issuer(), "client", TestProvider.CLIENT, "secret", TestProvider.SECRET
        };
        String[] all =
                Stream.concat(List.of(fields).stream(), List.of(more).stream()).toArray(String[]::new);
        return admin.post("/admin/settings/provider", all);
    }

    private static void link() {
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "INSERT INTO outside_identity SELECT ?, 'subject-1', account, '', now() FROM account"
                                + " WHERE name = 'admin'",
                        PROVIDER.issuer()));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String alert(HttpResponse<String> answer) {
        return answer.body().replaceAll("(?s).*role=\"alert\">([^<]*)<.*", "$1");
    }

    /** Goes to the provider, and is sent back: the path by which a browser comes back. */
    private static String back(Visitor from, String way) {
        String there = location(from.get(way));
        assertTrue(there.startsWith(PROVIDER.issuer() + "/authorize?"), there);
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(there)).build();
            return location(ELSEWHERE.send(request, BodyHandlers.ofString()))
                    .substring(PRODUCT.home().length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> logIn() {
        return visitor.get(back(visitor, "/login/provider?next=/patients"));
    }

    private void assertRefused(HttpResponse<String> answer) {
        assertEquals(401, answer.statusCode(), answer.body());
        assertEquals("", visitor.cookie("throughline-session"));
    }

    @Test
    void whoIsLinkedIsInWhereTheyWantedToBe() {
        assertTrue(visitor.get("/login?next=/patients").body().contains("Log in with Mill"));
        HttpResponse<String> in = logIn();
        assertEquals(303, in.statusCode(), in.body() + PROVIDER.lastRefusal());
        assertEquals("/patients", location(in));
        assertEquals(200, visitor.get("/account").statusCode());
        assertTrue(audited("admin, from 127.0.0.1", 200) > 0);
    }

    private static long audited(String target, int status) {
        return PRODUCT.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getLong(1),
                                "SELECT count(*) FROM access WHERE target = ? AND status = ?",
                                target,
                                status)
                        .orElseThrow());
    }

    @Test
    void nobodyIsFoundByNameOrMailAndNoAccountIsMade() {
        PROVIDER.who("somebody-else").claims(set -> set.claim("preferred_username", "admin"));
        long before = accounts();
        HttpResponse<String> refused = logIn();
        assertRefused(refused);
        assertTrue(alert(refused).contains("no account here"), refused.body());
        assertEquals(before, accounts());
        assertTrue(audited("somebody unknown at the identity provider, from 127.0.0.1", 401) > 0);
    }

    private static long accounts() {
        return PRODUCT.database()
                .read(connection -> Sql.first(connection, row -> row.getLong(1), "SELECT count(*) FROM account")
                        .orElseThrow());
    }

    @Test
    void aDisabledAccountStaysOut() {
        PRODUCT.database().inTransaction(connection -> Sql.change(connection, "UPDATE account SET disabled = now()"));
        assertRefused(logIn());
    }

    @Test
    void anIdentityOfAnotherIssuerWithTheSameSubjectIsNobody() {
        PRODUCT.database()
                .inTransaction(connection ->
                        Sql.change(connection, "UPDATE outside_identity SET issuer = 'https://other.example'"));
        assertRefused(logIn());
    }

    @Test
    void aTokenWithAnotherNonceIsRefused() {
        PROVIDER.claims(set -> set.claim("nonce", "of another log-in"));
        assertRefused(logIn());
        PROVIDER.claims(set -> set.claim("nonce", null));
        assertRefused(logIn());
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        PROVIDER.claims(set -> set.audience("another-client"));
        assertRefused(logIn());
        PROVIDER.claims(set ->
                set.audience(List.of(TestProvider.CLIENT, "another-client")).claim("azp", "another-client"));
        assertRefused(logIn());
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        PROVIDER.claims(set -> set.issuer("https://evil.example"));
        assertRefused(logIn());
    }

    @Test
    void aTokenThatIsTooOldIsRefused() {
        PROVIDER.claims(set -> set.expirationTime(Date.from(Instant.now().minusSeconds(300))));
        assertRefused(logIn());
        PROVIDER.claims(set -> set.issueTime(Date.from(Instant.now().plusSeconds(3600))));
        assertRefused(logIn());
    }

    @Test
    void aTokenWithoutASubjectIsRefused() {
        PROVIDER.claims(set -> set.subject(null));
        assertRefused(logIn());
        PROVIDER.who(" ");
        assertRefused(logIn());
    }

    @ParameterizedTest
    @EnumSource(
            value = Signing.class,
            names = {"RS256"},
            mode = EnumSource.Mode.EXCLUDE)
    void aTokenThatTheProviderDidNotSignIsRefused(Signing way) {
        PROVIDER.signing(way);
        assertRefused(logIn());
    }

    @Test
    void anAnswerOfAnotherIssuerIsRefused() {
        PROVIDER.answer(Map.of("iss", "https://evil.example"));
        assertRefused(logIn());
        PROVIDER.answer(Map.of("iss", ""));
        assertRefused(logIn());
    }

    @Test
    void anAnswerComesOnceAndToTheBrowserThatAsked() {
        String back = back(visitor, "/login/provider");
        Visitor other = new Visitor(PRODUCT.home());
        other.get("/login");
        assertEquals(401, other.get(back).statusCode());
        assertEquals(401, new Visitor(PRODUCT.home()).get(back).statusCode());

        Visitor thief =
                new Visitor(PRODUCT.home()).cookie("throughline-browser", visitor.cookie("throughline-browser"));
        assertEquals(303, visitor.get(back).statusCode());
        HttpResponse<String> again = thief.get(back);
        assertEquals(401, again.statusCode());
        assertTrue(alert(again).contains("Start again"), again.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "made-up", "a.b.c"})
    void aStateThatIsNoneIsRefused(String state) {
        PROVIDER.answer(Map.of("state", state));
        assertRefused(logIn());
        assertRefused(visitor.get("/login/provider/answer?error=access_denied&state=" + state));
    }

    @Test
    void whatTheProviderSaysIsNotShown() {
        PROVIDER.answer(
                Map.of("code", "", "error", "access_denied", "error_description", "Call 555 and tell your PIN"));
        HttpResponse<String> refused = logIn();
        assertRefused(refused);
        assertFalse(refused.body().contains("555"), refused.body());
        assertTrue(alert(refused).contains("Mill did not log you in"), refused.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/%5Cevil.example", "/%09/evil.example"})
    void nobodyIsLedElsewhere(String next) {
        HttpResponse<String> in = visitor.get(back(visitor, "/login/provider?next=" + next));
        assertEquals("/", location(in));
    }

    @Test
    void theOwnSecondFactorIsAskedUnlessTheProviderTakesCareOfIt() {
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "INSERT INTO factor (account, kind, label, secret, counter, created) SELECT account, 'TOTP', '',"
                                + " '', 0, now() FROM account WHERE name = 'admin'"));
        HttpResponse<String> second = logIn();
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "UPDATE identity_provider SET second_factor = true, acr = ARRAY['mfa', 'phishing-resistant']"));
        HttpResponse<String> unsaid = logIn();
        PROVIDER.claims(set -> set.claim("acr", "password"));
        HttpResponse<String> weak = logIn();
        PROVIDER.claims(set -> set.claim("acr", "mfa"));
        HttpResponse<String> strong = logIn();
        PRODUCT.database().inTransaction(connection -> Sql.change(connection, "DELETE FROM factor"));
        for (HttpResponse<String> asked : List.of(second, unsaid, weak)) {
            assertEquals(200, asked.statusCode());
            assertTrue(asked.body().contains("authenticator app"), asked.body());
        }
        assertEquals(303, strong.statusCode());
    }

    @Test
    void whoWasKnownToTheProviderHasNotShownWhoTheyAreJustNow() {
        logIn();
        visitor.get("/account");
        assertEquals("/login?again=yes&next=/account", location(visitor.get("/account/app")), "no time was told");
        assertTrue(visitor.get("/login?again=yes&next=/account").body().contains("&amp;again=yes"));
        assertEquals(
                303, visitor.get(back(visitor, "/login/provider?again=yes")).statusCode());
        assertEquals(200, visitor.get("/account/app").statusCode(), "asked anew, as the provider says");

        PROVIDER.claims(
                set -> set.claim("auth_time", Instant.now().minusSeconds(3600).getEpochSecond()));
        assertEquals(
                401, visitor.get(back(visitor, "/login/provider?again=yes")).statusCode(), "it did not ask");
        PROVIDER.claims(set -> set.claim("auth_time", null));
        assertEquals(
                401, visitor.get(back(visitor, "/login/provider?again=yes")).statusCode());
    }

    @Test
    void wherePasswordsOfStaffAreOffOnlyTheFirstAdministratorAndPatientsHaveThem() {
        PRODUCT.database().inTransaction(connection -> {
            Sql.change(connection, "DELETE FROM account WHERE name IN ('nurse', 'patient')");
            return Sql.change(
                    connection,
                    "INSERT INTO account (kind, name, display, password, created) SELECT m.kind, m.name, m.name,"
                            + " a.password, now() FROM account a, (VALUES ('STAFF', 'nurse'), ('PATIENT', 'patient'))"
                            + " AS m (kind, name) WHERE a.everything");
        });
        assertEquals(303, visitor.logIn("nurse", TestProduct.PASSWORD).statusCode());
        PRODUCT.database()
                .inTransaction(
                        connection -> Sql.change(connection, "UPDATE identity_provider SET staff_passwords = false"));
        HttpResponse<String> right = new Visitor(PRODUCT.home()).logIn("nurse", TestProduct.PASSWORD);
        HttpResponse<String> wrong = new Visitor(PRODUCT.home()).logIn("nurse", "wrong");
        assertEquals(401, right.statusCode());
        assertEquals(alert(wrong), alert(right), "a right password is not told from a wrong one");
        assertEquals(
                303,
                new Visitor(PRODUCT.home())
                        .logIn("patient", TestProduct.PASSWORD)
                        .statusCode());
        assertEquals(
                303,
                new Visitor(PRODUCT.home()).logIn("admin", TestProduct.PASSWORD).statusCode());
    }

    @Test
    void anIdentityBelongsToOneAccount() {
        PRODUCT.database().inTransaction(connection -> {
            Sql.change(connection, "DELETE FROM account WHERE name = 'second'");
            return Sql.change(
                    connection,
                    "INSERT INTO account (kind, name, display, password, created) SELECT 'STAFF', 'second', 'Second',"
                            + " password, now() FROM account WHERE everything");
        });
        visitor.logIn("second", TestProduct.PASSWORD);
        visitor.get("/account");
        HttpResponse<String> page = visitor.post("/account/provider");
        String way = page.body().replaceAll("(?s).*href=\"(/login/provider\\?for=[^\"]+)\".*", "$1");
        HttpResponse<String> refused = visitor.get(back(visitor, way));
        assertEquals(401, refused.statusCode());
        assertTrue(alert(refused).contains("another account"), refused.body());

        PROVIDER.who("subject-2");
        assertEquals("/account", location(visitor.get(back(visitor, way))));
        Visitor other = new Visitor(PRODUCT.home());
        other.get("/login");
        assertEquals(403, other.get(way).statusCode(), "the way of another browser");
    }

    @Test
    void theSecretIsNotSentToAnotherProvider() {
        try (TestProvider evil = TestProvider.start()) {
            HttpResponse<String> refused = set("issuer", evil.issuer(), "secret", "");
            assertEquals(422, refused.statusCode());
            assertTrue(alert(refused).contains("Type the client secret"), refused.body());
        }
        assertEquals(303, set("secret", "", "label", "Mill House").statusCode(), "the same provider keeps it");
        assertEquals(303, logIn().statusCode());
    }

    @Test
    void aCheckNamesWhatIsMissing() {
        PROVIDER.document(text -> text.replace("\"S256\"", "\"plain\"").replace("/keys", "/nothing"));
        PRODUCT.database().inTransaction(connection -> Sql.change(connection, "DELETE FROM identity_provider"));
        HttpResponse<String> page = set();
        assertEquals(422, page.statusCode());
        assertTrue(page.body().contains("does not offer code_challenge_method S256"), page.body());
        assertTrue(page.body().contains("No key could be had"), page.body());
        PROVIDER.document(text -> text.replaceFirst("\"issuer\":\"[^\"]*\"", "\"issuer\":\"https://other.example\""));
        assertTrue(set().body().contains("names another issuer: https://other.example"));
        assertTrue(set("issuer", "https://127.0.0.1:1").body().contains("None could be had from"));
        assertTrue(set("issuer", "nonsense").body().contains("no address of an identity provider"));
        assertFalse(new Visitor(PRODUCT.home()).get("/login").body().contains("Log in with"));
    }

    @Test
    void noProviderOnThePrivateNetworkIsReachedUnlessAllowed() {
        TestProduct strict = TestProduct.start();
        Visitor admin = new Visitor(strict.home());
        admin.logIn("admin", TestProduct.PASSWORD);
        admin.get("/admin/settings");
        HttpResponse<String> refused = admin.post(
                "/admin/settings/provider",
                "label",
                "Mill",
                "issuer",
                PROVIDER.issuer().replace("http:", "https:"),
                "client",
                "c",
                "secret",
                "s");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("None could be had"), refused.body());
        assertNotEquals(
                303,
                strict.anonymous("GET", strict.home() + "/login/provider")
                        .send()
                        .status());
    }
}
