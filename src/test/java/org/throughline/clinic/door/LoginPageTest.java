package org.throughline.clinic.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.app.TestProduct;
import org.throughline.database.Sql;

/** The login page as somebody meets it who means no good. */
class LoginPageTest {
    private static final TestProduct PRODUCT = TestProduct.start();

    private final Visitor visitor = new Visitor(PRODUCT.home());

    @BeforeEach
    void noGuessIsLeft() {
        PRODUCT.database().inTransaction(connection -> Sql.change(connection, "DELETE FROM guess"));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String alert(HttpResponse<String> answer) {
        return answer.body().replaceAll("(?s).*role=\"alert\">([^<]*)<.*", "$1");
    }

    @Test
    void whoLogsInIsWhereTheyWantedToBe() {
        HttpResponse<String> sent = visitor.get("/patients?q=ada");
        assertEquals("/login?next=%2Fpatients%3Fq%3Dada", location(sent));
        visitor.get(location(sent));
        HttpResponse<String> in = visitor.post("/login", "name", "admin", "password", TestProduct.PASSWORD);
        assertEquals(303, in.statusCode());
        assertEquals("/patients?q=ada", location(in));
        assertEquals(200, visitor.get("/patients?q=ada").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/%5Cevil.example", "https://evil.example", "/%09/evil", "x"})
    void aLinkToTheLoginPageDoesNotLeadElsewhere(String next) {
        visitor.get("/login?next=" + next);
        HttpResponse<String> in =
                visitor.post("/login", "name", "admin", "password", TestProduct.PASSWORD, "next", "\t//evil.example");
        assertEquals("/", location(in));
    }

    @Test
    void aFormThatIsNotOfThisBrowserIsRefused() {
        HttpResponse<String> forged =
                visitor.post("/login", "name", "admin", "password", TestProduct.PASSWORD, "form-token", "made-up");
        assertEquals(403, forged.statusCode());
        assertEquals("", visitor.cookie("throughline-session"));

        Visitor other = new Visitor(PRODUCT.home());
        other.get("/login");
        String cookie = other.cookie("throughline-browser");
        assertNotEquals("", cookie);
        assertEquals(
                403,
                other.cookie("throughline-browser", cookie.replace(cookie.charAt(0), 'x'))
                        .post("/login", "name", "admin", "password", TestProduct.PASSWORD)
                        .statusCode());
    }

    @Test
    void aFormThatAnotherSitesPageSendsIsRefusedWithTheTokenToo() {
        visitor.get("/login");
        HttpResponse<String> forged = visitor.header("Sec-Fetch-Site", "cross-site")
                .post("/login", "name", "admin", "password", TestProduct.PASSWORD);
        assertEquals(403, forged.statusCode());
    }

    @Test
    void whoIsLoggedInChangesNothingWithoutTheToken() {
        visitor.logIn("admin", TestProduct.PASSWORD);
        HttpResponse<String> forged = visitor.post(
                "/account/password", "present", TestProduct.PASSWORD, "wanted", "any other secret", "form-token", "");
        assertEquals(403, forged.statusCode());
        assertTrue(forged.body().contains("Nothing was changed"), forged.body());
        visitor.post("/logout", "form-token", "");
        assertEquals(200, visitor.get("/account").statusCode(), "still logged in");
        visitor.post("/logout");
        assertEquals(303, visitor.get("/account").statusCode());
    }

    @Test
    void eachLogInIsANewSessionUnderANewSecretAndEndsTheOneBefore() {
        visitor.cookie("throughline-session", "a".repeat(43)).cookie("throughline-browser", "b".repeat(43));
        visitor.logIn("admin", TestProduct.PASSWORD);
        String session = visitor.cookie("throughline-session");
        assertNotEquals("a".repeat(43), session);
        assertNotEquals("b".repeat(43), visitor.cookie("throughline-browser"));

        visitor.logIn("admin", TestProduct.PASSWORD);
        assertNotEquals(session, visitor.cookie("throughline-session"));
        assertEquals(
                303,
                new Visitor(PRODUCT.home())
                        .cookie("throughline-session", session)
                        .get("/account")
                        .statusCode());
    }

    @Test
    void aNameThatIsThereIsRefusedAsOneThatIsNot() {
        HttpResponse<String> known = visitor.logIn("admin", "wrong");
        HttpResponse<String> unknown = visitor.logIn("nobody", "wrong");
        assertEquals(alert(known), alert(unknown));
        assertEquals(known.statusCode(), unknown.statusCode());
        for (int i = 0; i < 4; i++) {
            visitor.logIn("admin", "wrong");
            visitor.logIn("nobody", "wrong");
        }
        assertEquals(alert(visitor.logIn("admin", TestProduct.PASSWORD)), alert(visitor.logIn("nobody", "anything")));
    }

    @Test
    void theTimeDoesNotTellWhetherANameIsThere() {
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            known = Math.min(known, nanos("admin"));
            unknown = Math.min(unknown, nanos("nobody"));
        }
        assertTrue(unknown * 2 > known && known * 2 > unknown, known + " and " + unknown);
    }

    private long nanos(String name) {
        visitor.get("/login");
        long begun = System.nanoTime();
        visitor.post("/login", "name", name, "password", "wrong");
        return System.nanoTime() - begun;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{\"id\":1}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":"
                        + "{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AAAA\",\"signature\":\"AA\"}}"
            })
    void whatIsNoPasskeyIsRefused(String credential) {
        visitor.get("/login");
        HttpResponse<String> refused = visitor.post("/login/passkey", "credential", credential);
        assertEquals(401, refused.statusCode());
        assertTrue(refused.body().contains("not known here"), refused.body());
    }

    @Test
    void theSecondStepIsNotReachedWithoutTheFirst() {
        visitor.get("/login");
        HttpResponse<String> refused = visitor.post("/login/code", "ticket", "made up", "code", "123456");
        assertEquals(403, refused.statusCode());
    }

    @Test
    void nothingOfAPageIsKeptByTheBrowser() {
        HttpResponse<String> page = visitor.get("/login");
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
        assertFalse(page.body().contains("<script>"), "no script within the page");
    }
}
