package org.throughline.login.smart;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.app.TestProduct;
import org.throughline.database.Sql;
import org.throughline.login.smart.app.Apps.Registered;
import org.throughline.login.smart.app.Proof;
import org.throughline.login.smart.app.Registration;
import org.throughline.login.smart.app.ScopeList;

/** Registers apps for tests. */
public final class AppFixture {
    static final Caller ADMIN = new Caller("account/1", "Administrator", Rights.EVERYTHING);

    private final TestProduct product;

    public AppFixture(TestProduct product) {
        this.product = product;
    }

    public static ScopeList scopes(String text) {
        return ScopeList.parse(text);
    }

    public Registered register(Registration registration) {
        return product.apps().apps().register(ADMIN, registration, null);
    }

    /** A program that acts by itself, with the rights of a program that reads. */
    public String service(String scopes, @Nullable String keys, @Nullable String keysAt) {
        return service(scopes, keys, keysAt, false);
    }

    /** A program that may ask about the tokens of others. */
    String introspector() {
        return service("system/Patient.rs", Assertion.PUBLIC_KEYS, null, true);
    }

    private String service(String scopes, @Nullable String keys, @Nullable String keysAt, boolean introspects) {
        int role = product.database()
                .read(connection -> Sql.first(
                                connection, row -> row.getInt(1), "SELECT role FROM role WHERE code = 'program-reads'")
                        .orElseThrow());
        Registration registration = new Registration(
                "A service", "", Proof.KEYS, List.of(), null, scopes(scopes), keys, keysAt, true, false, introspects);
        return product.apps().apps().register(ADMIN, registration, role).app().clientId();
    }

    /** An app that runs in a browser and keeps no secret; its client id. */
    public String browserApp(String scopes) {
        return register(forPeople(Proof.NONE, scopes, null)).app().clientId();
    }

    /** An app with this redirect address; its client id. */
    String at(String redirect) {
        Registration usual = forPeople(Proof.NONE, "openid", null);
        return register(new Registration(
                        usual.name(),
                        usual.about(),
                        usual.proof(),
                        List.of(redirect),
                        null,
                        usual.scopes(),
                        null,
                        null,
                        false,
                        false,
                        false))
                .app()
                .clientId();
    }

    /** An app with this name; its client id. */
    String named(String name) {
        Registration usual = forPeople(Proof.NONE, "openid", null);
        return register(new Registration(
                        name,
                        usual.about(),
                        usual.proof(),
                        usual.redirects(),
                        null,
                        usual.scopes(),
                        null,
                        null,
                        false,
                        false,
                        false))
                .app()
                .clientId();
    }

    /** An app that keeps a secret. */
    Registered secretApp(String scopes) {
        return register(forPeople(Proof.SECRET, scopes, null));
    }

    /** An app that has keys; its client id. */
    String keyApp(String scopes) {
        return register(forPeople(Proof.KEYS, scopes, Assertion.PUBLIC_KEYS))
                .app()
                .clientId();
    }

    /** An app that is not asked about when it is opened from a chart; its client id. */
    String unaskedApp(String scopes) {
        Registration asked = forPeople(Proof.NONE, scopes, null);
        return register(new Registration(
                        "A trusted app",
                        asked.about(),
                        asked.proof(),
                        asked.redirects(),
                        asked.launch(),
                        asked.scopes(),
                        null,
                        null,
                        false,
                        true,
                        false))
                .app()
                .clientId();
    }

    /** Somebody who works at the front desk, with the administrator's password, logged in. */
    Person person(String name) {
        product.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "WITH a AS (INSERT INTO account (kind, name, display, password, created)"
                                + " SELECT 'STAFF', ?, ?, password, now() FROM account WHERE name = 'admin'"
                                + " RETURNING account) INSERT INTO held_role (account, role)"
                                + " SELECT a.account, r.role FROM a, role r WHERE r.code = 'front-desk'",
                        name,
                        name));
        return new Person(product.home()).loggedIn(name, TestProduct.PASSWORD);
    }

    private static Registration forPeople(Proof proof, String scopes, @Nullable String keys) {
        return new Registration(
                "An app",
                "Shows things.",
                proof,
                List.of(Flow.REDIRECT),
                "https://app.example.org/launch",
                scopes(scopes),
                keys,
                null,
                false,
                false,
                false);
    }

    /** Changes the scopes that an app can have. */
    void change(String clientId, String scopes) {
        Registration before = product.apps().apps().require(clientId).registration();
        product.apps()
                .apps()
                .change(
                        ADMIN,
                        clientId,
                        new Registration(
                                before.name(),
                                before.about(),
                                before.proof(),
                                before.redirects(),
                                before.launch(),
                                scopes(scopes),
                                before.keys(),
                                before.keysAt(),
                                before.service(),
                                before.unasked(),
                                before.introspects()));
    }
}
