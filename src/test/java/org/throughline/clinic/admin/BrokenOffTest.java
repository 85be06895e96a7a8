package org.throughline.clinic.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.clinic.door.Visitor;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.database.TestDatabase;

/** What becomes of the set-up and of invitations when the last of their steps fails: nothing, and they can be tried again. */
class BrokenOffTest {
    private final TestProduct product = TestProduct.start();
    private final Visitor admin = new Visitor(product.home());

    @BeforeEach
    void breakTheLastStep() {
        admin.logIn("admin", TestProduct.PASSWORD);
        sql("CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken'; END $$");
        sql("CREATE TRIGGER broken BEFORE INSERT ON invitation FOR EACH ROW EXECUTE FUNCTION broken()");
        sql("CREATE TRIGGER broken BEFORE INSERT ON held_role FOR EACH ROW EXECUTE FUNCTION broken()");
    }

    @AfterEach
    void nothingIsLeftBroken() {
        sql("DROP FUNCTION IF EXISTS broken CASCADE");
    }

    private void mend() {
        sql("DROP FUNCTION broken CASCADE");
    }

    private void sql(String statement) {
        try (Database owner = TestDatabase.owner(product.database())) {
            owner.inTransaction(connection -> Sql.change(connection, statement));
        }
    }

    private int count(String search) {
        String total = product.get(search + (search.contains("?") ? "&" : "?") + "_summary=count")
                .text();
        return Integer.parseInt(total.replaceAll("(?s).*\"total\":\\s*([0-9]+).*", "$1"));
    }

    private long accounts() {
        return product.database()
                .read(connection -> Sql.first(connection, row -> row.getLong(1), "SELECT count(*) FROM account")
                        .orElseThrow());
    }

    private String role(String code) {
        return product.database()
                .read(connection -> Sql.first(
                                connection, row -> row.getString(1), "SELECT role FROM role WHERE code = ?", code)
                        .orElseThrow());
    }

    private HttpResponse<String> setUp() {
        product.set("SETUP", "open");
        admin.get("/setup");
        return admin.post(
                "/setup",
                "organization",
                "Harbour Practice",
                "sites",
                "East\nWest",
                "given",
                "Noor",
                "family",
                "Haddad",
                "role",
                role("physician"),
                "name",
                "noor");
    }

    private HttpResponse<String> invite(String... more) {
        admin.get("/admin/people/new");
        String[] fields = {"name", "berg"};
        return admin.post(
                "/admin/people/new",
                Stream.concat(Arrays.stream(fields), Arrays.stream(more)).toArray(String[]::new));
    }

    @Test
    void aSetUpThatFailsLeavesNothingAndCanBeTriedAgain() {
        assertTrue(setUp().statusCode() >= 400);
        assertEquals(0, count("Organization") + count("Location") + count("Practitioner") + count("PractitionerRole"));
        assertEquals(1, accounts());
        assertEquals(200, admin.get("/setup").statusCode(), "still to be done");
        mend();
        assertTrue(setUp().body().contains("Harbour Practice is set up"));
        assertEquals(3, count("Organization"));
        assertEquals(1, count("Practitioner?family=Haddad"));
        assertEquals(1, count("PractitionerRole?practitioner.family=Haddad&organization.name=East"));
    }

    @Test
    void anInvitationThatFailsLeavesNobodyInTheRecord() {
        String[] staff = {"kind", "STAFF", "given", "Sam", "family", "Berg", "role", role("nurse")};
        assertTrue(invite(staff).statusCode() >= 400);
        assertEquals(0, count("Practitioner") + count("PractitionerRole"));
        assertEquals(1, accounts());
        mend();
        assertEquals(200, invite(staff).statusCode());
        assertEquals(1, count("Practitioner"));
        assertEquals(422, invite(staff).statusCode(), "the name is taken");
        assertEquals(1, count("Practitioner") * count("PractitionerRole"), "and nobody was added for it");
    }

    @Test
    void aProxysInvitationThatFailsLeavesNobodyInTheRecord() {
        product.send("PUT", "Patient/kim", "{'resourceType':'Patient','id':'kim','name':[{'family':'Osei'}]}");
        String[] proxy = {
            "kind",
            "PROXY",
            "q",
            "Osei",
            "subject",
            "kim",
            "display",
            "Ama Osei",
            "relationship",
            "mother",
            "role",
            role("proxy")
        };
        assertTrue(invite(proxy).statusCode() >= 400);
        assertEquals(0, count("RelatedPerson"));
        mend();
        HttpResponse<String> done = invite(proxy);
        assertEquals(200, done.statusCode(), done.body());
        assertEquals(1, count("RelatedPerson"));
    }

    @Test
    void aRoleThatCannotBeGivenIsNotToldInTheRecord() {
        mend();
        invite("kind", "STAFF", "given", "Sam", "family", "Berg", "role", role("nurse"));
        breakTheLastStep();
        String number = product.database()
                .read(connection -> Sql.first(
                                connection, row -> row.getString(1), "SELECT account FROM account WHERE name = 'berg'")
                        .orElseThrow());
        admin.get("/admin/people/" + number);
        assertTrue(admin.post("/admin/people/" + number + "/roles", "role", role("front-desk"))
                        .statusCode()
                >= 400);
        assertEquals(1, count("PractitionerRole"));
        mend();
        String held = product.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getString(1),
                                "SELECT held FROM held_role h JOIN account a ON a.account = h.account"
                                        + " WHERE a.name = 'berg'")
                        .orElseThrow());
        product.request("DELETE", "PractitionerRole/" + post()).send();
        admin.get("/admin/people/" + number);
        assertEquals(
                303,
                admin.post("/admin/people/" + number + "/roles/" + held).statusCode(),
                "what the record has lost keeps nobody a role");
    }

    private String post() {
        return product.get("PractitionerRole").text().replaceAll("(?s).*\"id\":\"([^\"]+)\",\"meta.*", "$1");
    }
}
