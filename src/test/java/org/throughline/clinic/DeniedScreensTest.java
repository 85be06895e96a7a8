package org.throughline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Rights;
import org.throughline.access.Scopes;
import org.throughline.audit.AuditQuery;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.entry.Entries;
import org.throughline.care.plan.Homes;
import org.throughline.care.plan.PlanChanges;
import org.throughline.care.plan.PlanReader;
import org.throughline.care.taking.TakingEntries;
import org.throughline.care.taking.TakingReader;
import org.throughline.care.task.Roster;
import org.throughline.care.task.Tasks;
import org.throughline.care.visit.Visits;
import org.throughline.clinic.entry.CatalogueNames;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.clinic.inbox.Team;
import org.throughline.clinic.plan.PlanDesk;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.reference.References;
import org.throughline.http.Answer;
import org.throughline.http.HttpServer;
import org.throughline.http.HttpSettings;
import org.throughline.http.Request;
import org.throughline.login.account.Account;
import org.throughline.login.account.AccountKind;
import org.throughline.login.session.Browser;
import org.throughline.login.session.Session;
import org.throughline.record.protection.Emergencies;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.ui.Guarded;
import org.throughline.ui.Now;
import org.throughline.ui.Pages;
import org.throughline.ui.draft.Drafts;

/** What the screens say to whom they may not show something: never that there is nothing. */
class DeniedScreensTest {
    private static final SearchFixture RECORD = new SearchFixture();
    private static final AuditTrail AUDIT = new AuditTrail(RECORD.database);
    private static final CatalogueNames NAMES =
            new CatalogueNames(Catalogues.shipped().problems());
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static HttpServer server;

    @BeforeAll
    static void aPatientWithEverything() throws IOException {
        RECORD.store(
                "{'resourceType':'Patient','id':'p','name':[{'family':'Ito'}]}",
                "{'resourceType':'Condition','id':'c','subject':{'reference':'Patient/p'},'code':{'text':'Gout'}}",
                "{'resourceType':'AllergyIntolerance','id':'a','patient':{'reference':'Patient/p'},"
                        + "'code':{'text':'Latex'}}");
        Pages pages = new Pages();
        Clock clock = Clock.systemUTC();
        ChartReader charts = new ChartReader(RECORD.records, RECORD.searches());
        EntryDesk desk = new EntryDesk(
                new Entries(RECORD.records, RECORD.searches(), R4.types(), clock),
                charts,
                Map.of("problems", NAMES, "substances", NAMES, "reactions", NAMES, "team-roles", NAMES),
                new Tasks(RECORD.records, RECORD.searches(), R4.types(), clock),
                () -> {
                    throw new IllegalStateException("nobody writes to anybody here");
                },
                new TakingEntries(
                        new Entries(RECORD.records, RECORD.searches(), R4.types(), clock),
                        new Visits(RECORD.records, RECORD.searches(), R4.types(), clock),
                        Drugs.shipped(),
                        clock),
                () -> new Team.Present(new Roster(List.of()), Map.of()),
                chart -> List.of(),
                new Drafts(RECORD.database, clock),
                clock);
        Emergencies emergencies = new Emergencies(RECORD.database, AUDIT, clock);
        Clinic clinic = new Clinic(
                charts,
                new ChartPages(
                        charts,
                        emergencies,
                        desk,
                        List::of,
                        patient -> List.of(),
                        () -> false,
                        (caller, patient) -> Map.of(),
                        patient -> Moves.Words.NONE,
                        AUDIT,
                        pages,
                        clock),
                desk,
                new PlanDesk(
                        new PlanReader(
                                RECORD.records,
                                RECORD.searches(),
                                new References(R4.types(), "http://localhost"),
                                clock),
                        new PlanChanges(RECORD.records, new References(R4.types(), "http://localhost"), () -> "unused"),
                        Homes.NONE,
                        new Drafts(RECORD.database, clock),
                        "http://localhost",
                        clock),
                (caller, patient) -> List.of(),
                new TakingReader(RECORD.records, RECORD.searches(), Drugs.shipped(), clock),
                patient -> List.of(),
                () -> false,
                AUDIT,
                pages,
                clock);
        Guarded guarded = new Guarded(
                DeniedScreensTest::session,
                request -> new Browser("secret", false),
                AUDIT,
                pages,
                clock,
                () -> new Now("", List.of()));
        server = HttpServer.start(HttpSettings.loopback(0), guarded.screen(clinic), Answer::of);
    }

    /** The person's scopes come with the request, as roles would say them. */
    private static Optional<Session> session(Request request) {
        return request.header("X-Scopes").map(scopes -> {
            Rights rights = Rights.EVERYTHING.within(Scopes.parse(scopes), Set.of());
            Rights onScreens = new Rights(
                    rights.purpose(),
                    rights.actors(),
                    rights.emergencies(),
                    request.header("X-Clearances")
                            .map(codes -> Set.of(codes.split(",", -1)))
                            .orElse(rights.clearances()),
                    rights.grants(),
                    Set.of(Duty.CHART),
                    request.header("X-Clearances").isPresent());
            Account account = new Account(1, AccountKind.STAFF, "test", "Test", null, true, false, null);
            return new Session(
                    1,
                    account,
                    new Caller("test", "Test", onScreens),
                    false,
                    "",
                    Instant.EPOCH,
                    Instant.EPOCH,
                    false,
                    false,
                    900);
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> page(String path, String scopes) throws Exception {
        return page(path, scopes, Set.of());
    }

    /** A page for somebody whom marks bind and who is cleared for some; for somebody not bound if for none. */
    private static HttpResponse<String> page(String path, String scopes, Set<String> clearances) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("X-Scopes", scopes);
        if (!clearances.isEmpty()) {
            request.header("X-Clearances", String.join(",", clearances));
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aSectionThatMayNotBeSeenSaysSoAndCountsNothing() throws Exception {
        String chart = page("/patients/p", "system/Patient.rs").body();
        for (String what : List.of("problems", "medications", "laboratory results", "visits", "immunizations")) {
            assertTrue(chart.contains("You are not permitted to see " + what), what);
        }
        assertFalse(chart.contains("is recorded"), chart);
        assertFalse(chart.contains("class=\"count\""), chart);
        String allowed = page("/patients/p", "system/*.rs").body();
        assertFalse(allowed.contains("not permitted"), allowed);
        assertTrue(allowed.contains("Gout") && allowed.contains("No visit is recorded"), allowed);
    }

    @Test
    void allergiesThatMayNotBeSeenAreUnavailableAndNeitherNoneNorNotRecorded() throws Exception {
        String scopes = "system/Patient.rs,system/Condition.rs";
        for (String path : List.of("/patients/p", "/patients/p/allergies", "/patients/p/problems")) {
            String chart = page(path, scopes).body();
            assertTrue(chart.contains("Unavailable: you are not permitted"), chart);
            assertFalse(chart.contains("Not recorded") || chart.contains("No known"), chart);
        }
        assertTrue(page("/patients/p/allergies", scopes).body().contains("You are not permitted to see allergies"));
    }

    @Test
    void whoIsNotClearedForAKindOfInformationIsToldThatAListMayBeLonger() throws Exception {
        String cleared = page("/patients/p", "system/*.rs").body();
        assertFalse(cleared.contains("Your roles do not show you"), cleared);
        String chart = page("/patients/p", "system/*.rs", Set.of("ETH", "HIV", "STD", "SEX", "SDV", "GDIS", "ADOL"))
                .body();
        assertTrue(chart.contains("Your roles do not show you what is marked as: Mental health."), chart);
        String nothing =
                page("/patients/p", "system/Patient.rs", Set.of("ADOL")).body();
        assertFalse(nothing.contains("A list may be longer"), "where there is no list, none may be longer");
    }

    @Test
    void aListOrChartThatMayNotBeSeenIsRefusedAndAudited() throws Exception {
        for (String path : List.of("/patients", "/patients?q=ito", "/patients/rows", "/patients/p", "/patients/x")) {
            HttpResponse<String> refused = page(path, "system/Condition.rs");
            assertEquals(403, refused.statusCode());
            assertTrue(refused.body().contains("You are not permitted to see patients"), refused.body());
            assertFalse(refused.body().contains("no patient yet"), refused.body());
        }
        assertTrue(page("/patients", "system/Patient.rs").body().contains("ITO"));
        long refusals = AUDIT.events().find(new AuditQuery(null, null, null, "test", 100, Long.MAX_VALUE)).stream()
                .filter(entry -> entry.status() == 403)
                .count();
        assertEquals(5, refusals);
    }
}
