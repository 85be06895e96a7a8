package org.throughline.app;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Capacity;
import org.throughline.access.Rights;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;

/** Two installations, each with an organization and a patient, which may join. */
final class TwoMembers {
    static final Caller OPERATOR = Installation.operator();
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final TestProduct family = installation("Family Practice", "clinic");
    final TestProduct heart = installation("Heart Center", "center");

    private static TestProduct installation(String name, String organization) {
        TestProduct product = TestProduct.start();
        product.send(
                "PUT",
                "Organization/" + organization,
                "{'resourceType':'Organization','id':'" + organization + "','name':'" + name + "','identifier':"
                        + "[{'system':'http://hl7.org/fhir/sid/us-npi','value':'1234567893'}]}");
        product.set("ORGANIZATION", organization);
        product.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','name':[{'family':'Marlowe','given':['Ada']}]}");
        product.send(
                "PUT",
                "Observation/sugar",
                "{'resourceType':'Observation','id':'sugar','status':'final','code':{'text':'HbA1c'},"
                        + "'subject':{'reference':'Patient/ada'},'valueString':'7.2 %'}");
        return product;
    }

    static Network network(TestProduct product) {
        return product.wiring().network();
    }

    /** An invitation of the family practice. */
    String invitation() {
        return network(family).invitations().make(OPERATOR, Duration.ofHours(1)).text();
    }

    /** Heart Center joins Family Practice. */
    TwoMembers joined() {
        network(heart).joining().join(OPERATOR, invitation());
        return this;
    }

    /** Heart Center, as Family Practice knows it. */
    Peer heartThere() {
        return network(family).peers().at(heart.home()).orElseThrow();
    }

    /** Family Practice, as Heart Center knows it. */
    Peer familyThere() {
        return network(heart).peers().at(family.home()).orElseThrow();
    }

    /** A cardiologist of Heart Center who asks about a patient of theirs. */
    static Asking cardiologist(String about) {
        return Asking.toTreat(
                new Caller("account/7", "Dr Ana Ruiz", new Capacity("Cardiologist", "center"), Rights.NONE),
                Set.of(Address.of("Patient", "ada")),
                about);
    }

    /** The patient's general practitioner organization is Heart Center as well: it treats them. */
    void heartTreatsAda() {
        family.send(
                "PUT",
                "Patient/ada",
                "{'resourceType':'Patient','id':'ada','name':[{'family':'Marlowe','given':['Ada']}],"
                        + "'generalPractitioner':[{'reference':'Organization/"
                        + heartThere().organization() + "'}]}");
    }

    /** All rows of the record, but those of the directory's organizations and endpoints. */
    static String digest(TestProduct product) {
        String types = directory(product);
        return product.database()
                .<String>read(connection -> Sql.first(
                                connection,
                                row -> row.getString(1),
                                "SELECT md5(string_agg(t, '|' ORDER BY t)) FROM (SELECT resource || ':' || version || ':'"
                                        + " || md5(body) AS t FROM resource WHERE NOT (type = ANY (?::smallint[])) UNION ALL"
                                        + " SELECT resource || ':' || version || ':' || coalesce(md5(body), '') FROM history"
                                        + " WHERE NOT (type = ANY (?::smallint[]))) all_rows",
                                types,
                                types)
                        .orElseThrow());
    }

    private static String directory(TestProduct product) {
        return Stream.of("Organization", "Endpoint")
                .map(type -> Integer.toString(product.wiring().care().types().number(type)))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
