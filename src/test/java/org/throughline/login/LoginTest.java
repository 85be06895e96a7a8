package org.throughline.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.access.Caller;
import org.throughline.access.Scopes;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.TestDatabase;
import org.throughline.http.Answer;
import org.throughline.http.Fetcher;
import org.throughline.http.HttpServer;
import org.throughline.http.HttpSettings;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.MasterKey;
import org.throughline.keys.SigningKey;
import org.throughline.login.account.Passwords;
import org.throughline.login.authority.AuthorityActs;
import org.throughline.login.authority.Changes;
import org.throughline.login.bearer.Bearers;
import org.throughline.login.bearer.IssuedTokens;
import org.throughline.login.bearer.Tokens;
import org.throughline.login.role.NamedOnly;
import org.throughline.login.role.PresentRights;
import org.throughline.login.smart.grant.AccessTokens;

/** Over real HTTP, with a small server that answers who called. */
class LoginTest {
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private static final Database database = TestDatabase.fresh();

    @TempDir
    private static Path folder = Path.of("");

    private static final HttpClient client = HttpClient.newHttpClient();
    private static final AtomicReference<World> WORLD = new AtomicReference<>();

    private record World(Tokens tokens, Login login, HttpServer server) {}

    @BeforeAll
    static void start() throws IOException {
        Tokens tokens = new Tokens(SigningKey.of(folder), NOW::get);
        AuditTrail audit = new AuditTrail(database);
        Changes changes = new Changes(database);
        PresentRights rights = new PresentRights(database, NamedOnly.NOTHING, NOW::get);
        AccessTokens ofApps =
                new AccessTokens(database, new AuthorityActs(new Acts(database, audit, NOW::get), changes), NOW::get);
        Bearers bearers = new Bearers(tokens, new IssuedTokens(folder), ofApps, rights, changes, audit, NOW::get);
        SecureRandom random = new SecureRandom();
        Login login = new Login(
                database,
                bearers,
                rights,
                audit,
                MasterKey.of(folder, random),
                "http://127.0.0.1",
                new Fetcher(false),
                LoginLimits.perMinute(1000, System::nanoTime),
                Passwords.Cost.DEFAULT,
                (caller, type, id) -> {},
                NOW::get,
                random);
        WORLD.set(new World(tokens, login, HttpServer.start(HttpSettings.loopback(0), LoginTest::answer, Answer::of)));
        login.makeFirstAdministrator(Optional.of("correct horse"));
    }

    @AfterAll
    static void stop() {
        WORLD.get().server().close();
    }

    private static Answer answer(Request request) {
        Login login = WORLD.get().login();
        try {
            return switch (request.path()) {
                case "/in" -> {
                    String password = request.parameter("password").orElse("");
                    Progress progress = login.entrance().password(request, login.browser(request), "admin", password);
                    yield progress instanceof Progress.In in ? login.on(Answer.of(200), in) : Answer.of(401);
                }
                case "/out" -> login.logOut(request, Answer.of(200));
                default -> {
                    Caller caller = login.caller(request);
                    yield Answer.of(200, "text/plain", caller.display());
                }
            };
        } catch (Failed e) {
            return Answer.of(
                    e.failure() instanceof Failure.Forbidden ? 403 : 401,
                    "text/plain",
                    e.failure().message());
        }
    }

    @Test
    void nobodyIsRefused() throws Exception {
        assertEquals(401, send("GET", "/").statusCode());
        assertEquals(401, send("GET", "/", "Authorization", "Basic YTpi").statusCode());
        assertEquals(401, send("GET", "/", "Authorization", "Bearer nonsense").statusCode());
    }

    @Test
    void aProgramsTokenIsTaken() throws Exception {
        String token = WORLD.get()
                .tokens()
                .issue(Scopes.parse("system/*.rs"), Duration.ofHours(1))
                .token();
        assertEquals(
                "A program with a token",
                send("GET", "/", "Authorization", "Bearer " + token).body());
    }

    @Test
    void aTokenOfTheCommandLineIsInTheAuditBeforeItIsTaken() throws Exception {
        Tokens.Issued issued = WORLD.get().tokens().issue(Scopes.parse("system/*.rs"), Duration.ofHours(1));
        new IssuedTokens(folder).add(issued, NOW.get(), "operator");
        send("GET", "/", "Authorization", "Bearer " + issued.token());
        assertEquals(1, audited("token/" + issued.claims().number() + " until%"));
    }

    @Test
    void loggingInIsAuditedAlsoWhenItFails() throws Exception {
        int before = audited("admin, from 127.0.0.1");
        logIn();
        send("POST", "/in?password=wrong");
        assertEquals(before + 2, audited("admin, from 127.0.0.1"));
    }

    private static int audited(String target) {
        return database.read(connection -> {
            try (PreparedStatement count =
                    connection.prepareStatement("SELECT count(*) FROM access WHERE target LIKE ?")) {
                count.setString(1, target);
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    @Test
    void aPersonLogsInAndOut() throws Exception {
        String cookie = logIn();
        assertEquals("Administrator", send("GET", "/", "Cookie", cookie).body());
        send("POST", "/out", "Cookie", cookie);
        assertEquals(401, send("GET", "/", "Cookie", cookie).statusCode());
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        HttpResponse<String> answer = send("POST", "/in?password=wrong");
        assertEquals(401, answer.statusCode());
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    void theCookieIsKeptFromScriptsAndOtherSites() throws Exception {
        assertTrue(setCookie().contains("HttpOnly; SameSite=Lax"));
        assertFalse(setCookie().contains("Secure"), "plain HTTP on loopback");
    }

    @Test
    void anotherSitesPageCannotChangeAnything() throws Exception {
        String cookie = logIn();
        assertEquals(
                403,
                send("POST", "/", "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                        .statusCode());
        assertEquals(
                200,
                send("GET", "/", "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                        .statusCode());
    }

    @Test
    void anIdleSessionIsOfNoUse() throws Exception {
        String cookie = logIn();
        NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(14)));
        assertEquals(200, send("GET", "/", "Cookie", cookie).statusCode());
        NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(14)));
        assertEquals(200, send("GET", "/", "Cookie", cookie).statusCode());
        NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(17)));
        assertEquals(401, send("GET", "/", "Cookie", cookie).statusCode());
    }

    @Test
    void onlyTheFirstAdministratorIsMade() {
        assertEquals(Optional.empty(), WORLD.get().login().makeFirstAdministrator(Optional.empty()));
    }

    private static String logIn() throws Exception {
        return setCookie().split(";", -1)[0];
    }

    private static String setCookie() throws Exception {
        return send("POST", "/in?password=correct+horse")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
    }

    private static HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + WORLD.get().server().port() + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
