package org.throughline.network.share;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.throughline.access.Caller;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Outside;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.network.link.Links;
import org.throughline.network.share.Notice.Kind;
import org.throughline.record.RecordSettings;
import org.throughline.record.Stored;
import org.throughline.search.SearchFixture;

/** Two installations without a network between them: what the holder emits is kept until a test brings it. */
final class TwoNodes {
    static final int PEER = 1;
    static final String BASE = "https://holder.example/fhir";
    private static final Caller OPERATOR = new Caller("test", "Test", Rights.EVERYTHING);
    private static final Caller MEMBER = new Caller(
            "account/2",
            "Receiver",
            new Rights(
                    Purpose.TREAT,
                    Set.of(Address.of("Organization", "receiver")),
                    Set.of(),
                    Set.of("ETH"),
                    List.of(Grant.of(
                            Set.of(Grant.ANY), EnumSet.of(Interaction.READ, Interaction.SEARCH), Reach.TREATED)),
                    Set.of(),
                    true));

    final SearchFixture holder = new SearchFixture(RecordSettings.DEFAULT);
    final SearchFixture receiver = new SearchFixture(RecordSettings.DEFAULT);
    final List<Notice> emitted = new ArrayList<>();
    final Giving giving;
    private final Receiving receiving;
    private boolean member = true;

    TwoNodes() {
        giving = new Giving(
                holder.database,
                holder.records,
                holder.searches(),
                new References(R4.types(), "http://localhost/fhir"),
                peer -> member ? Optional.of(MEMBER) : Optional.empty(),
                this::emit,
                Clock.systemUTC());
        receiving = new Receiving(
                receiver.records,
                new Acts(receiver.database, new AuditTrail(receiver.database), Clock.systemUTC()),
                R4.types(),
                () -> "us",
                Clock.systemUTC());
        receiver.database.inTransaction(connection ->
                org.throughline.database.Sql.change(connection, "INSERT INTO source (peer) VALUES (?)", PEER));
    }

    private boolean emit(Connection connection, int peer, List<Notice> notices) {
        emitted.addAll(notices);
        return true;
    }

    void link(String theirs, String ours) {
        holder.database.inTransaction(connection ->
                Links.add(connection, PEER, theirs, ours, Clock.systemUTC().instant(), OPERATOR, "test", true));
        receiver.database.inTransaction(connection ->
                Links.add(connection, PEER, ours, theirs, Clock.systemUTC().instant(), OPERATOR, "test", true));
    }

    void unlinkAtHolder(String theirs) {
        holder.database.inTransaction(connection -> Links.end(
                connection,
                Links.ofPatient(connection, theirs).getFirst().number(),
                Clock.systemUTC().instant(),
                OPERATOR,
                "test",
                true));
    }

    void leave() {
        member = false;
        holder.database.inTransaction(connection -> {
            Giving.again(connection, PEER, Clock.systemUTC().instant());
            return true;
        });
    }

    /** Works out what there is to tell. */
    void give() {
        while (giving.step()) {
            // until there is no more
        }
    }

    /** Event numbers begin with 1. */
    List<Incoming> events(int from, int to) {
        List<Incoming> events = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            Notice notice = emitted.get(number - 1);
            events.add(new Incoming(number, notice, notice.kind() == Kind.GONE ? null : body(notice)));
        }
        return events;
    }

    /** As it is when it is sent, which may be later than the notice was made. */
    private org.throughline.fhir.json.@org.jspecify.annotations.Nullable JsonObject body(Notice notice) {
        List<Stored> now = holder.records.present(MEMBER, List.of(Address.of(notice.type(), notice.id())));
        return now.isEmpty() ? null : open(holder, now.getFirst());
    }

    private static JsonObject open(SearchFixture fixture, Stored stored) {
        return fixture.records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    Receiving.Outcome bring(int from, int to) {
        return apply(events(from, to));
    }

    Receiving.Outcome apply(List<Incoming> events) {
        return receiving.apply(new Holder(PEER, "Holder", BASE, "receiver"), MEMBER, events);
    }

    void bringAll() {
        bring(1, emitted.size());
    }

    /** What the member may see at the holder: addresses with versions. */
    Map<String, String> visible(String patient) {
        Map<String, String> versions = new TreeMap<>();
        new Visible(holder.records, holder.searches(), new References(R4.types(), "http://localhost/fhir"))
                .everything(MEMBER, patient)
                .values()
                .forEach(each -> versions.put(BASE + "/" + each.type() + "/" + each.id(), "" + each.version()));
        return versions;
    }

    /** What is kept at the receiver of a patient. */
    Map<String, String> kept(String patient) {
        Map<String, String> versions = new TreeMap<>();
        receiver.database
                .read(connection -> org.throughline.database.Sql.list(
                        connection,
                        row -> Objects.requireNonNull(row.getBytes("body")),
                        "SELECT body FROM resource WHERE origin = ? AND patient IN (?, 0)",
                        PEER,
                        Address.of("Patient", patient)))
                .forEach(body -> {
                    JsonObject meta = Objects.requireNonNull(
                            receiver.records.bodies().open(body).object("meta"));
                    versions.put(String.valueOf(meta.text("source")), String.valueOf(meta.text("versionId")));
                });
        return versions;
    }

    /** Somebody of the receiver who treats everybody there. */
    Caller clinician() {
        return new Caller(
                "account/1",
                "Dr. Lee",
                new Rights(
                        Purpose.TREAT,
                        Set.of(),
                        Set.of(),
                        Set.of("ETH"),
                        List.of(Grant.of(Set.of(Grant.ANY), EnumSet.allOf(Interaction.class), Reach.EVERYONE)),
                        Set.of(),
                        true,
                        Outside.SHOWN,
                        Set.of()));
    }

    static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
