package org.throughline.network.locate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.database.Database;
import org.throughline.events.follow.Follower;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Address;
import org.throughline.kernel.Digest;
import org.throughline.matching.DemographicsReader;
import org.throughline.network.link.Permissions;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * Tells the locators of the network about whom we have a record, and asks them who else has one. Of a patient who permits no
 * organization to be given the record, no locator is told.
 */
public final class Locating {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration AGREED = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofHours(12);
    private static final int PORTION = 200;

    private final Database database;
    private final Records records;
    private final Searches searches;
    private final Network network;
    private final Permissions permissions;
    private final Secret secret;
    private final Locator locator;
    private final List<Follower> followers;
    private final InstantSource clock;
    private Instant agree = Instant.EPOCH;
    private Instant again = Instant.EPOCH;

    public Locating(
            Database database,
            Records records,
            Searches searches,
            Network network,
            Permissions permissions,
            Secret secret,
            Locator locator,
            InstantSource clock) {
        this.database = database;
        this.records = records;
        this.searches = searches;
        this.network = network;
        this.permissions = permissions;
        this.secret = secret;
        this.locator = locator;
        this.clock = clock;
        this.followers = List.of(
                new Follower(database, records, searches, Secret.PRODUCT, "locating by Patient", "Patient", List.of()),
                new Follower(database, records, searches, Secret.PRODUCT, "locating by Consent", "Consent", List.of()));
    }

    /** Whether there is a locator to ask. */
    public boolean possible() {
        return Locator.among(network.peers()).findAny().isPresent();
    }

    /**
     * Who may have a record.
     *
     * @param member the one with us; null for an organization that is none
     */
    public record Holder(
            String name, String address, @Nullable Peer member) {}

    /**
     * What locators say.
     *
     * @param silent names of locators that did not answer
     */
    public record Found(List<Holder> holders, List<String> silent) {
        public Found {
            holders = List.copyOf(holders);
            silent = List.copyOf(silent);
        }
    }

    /** Asks all locators who may have a record of a patient of ours, whom the caller may see. */
    public Found find(Caller caller, String patient) {
        List<String> keys = keys(open(records.read(caller, "Patient", patient)));
        Map<String, Holder> holders = new LinkedHashMap<>();
        List<String> silent = new ArrayList<>();
        for (Peer each : Locator.among(network.peers()).toList()) {
            byte[] question = JsonWriter.bytes(JsonObject.of("keys", Entry.array(keys)));
            Asking asking = Asking.toTreat(
                    caller, Set.of(Address.of("Patient", patient)), "who else has a record of the patient");
            if (network.calls().post(each, asking, LocateDoor.PATH, "application/json", question, PATIENCE)
                            instanceof Answered.Answer(int status, String type, byte[] content)
                    && status == 200) {
                JsonReader.readObject(content).objects("members").forEach(said -> {
                    Holder holder = holder(said);
                    holders.putIfAbsent(holder.address(), holder);
                });
            } else {
                silent.add(each.name());
            }
        }
        return new Found(List.copyOf(holders.values()), silent);
    }

    private Holder holder(JsonObject said) {
        String address = String.valueOf(said.text("address"));
        Optional<Peer> member = network.peers().at(address).filter(Peer::isMember);
        return new Holder(
                member.map(Peer::name).orElse(String.valueOf(said.text("name"))), address, member.orElse(null));
    }

    /** Tells locators what has changed. To be called every second or so. */
    public void step() {
        locator.step();
        List<Peer> locators = Locator.among(network.peers()).toList();
        if (locators.isEmpty() || locator.locates()) {
            return;
        }
        keepUp(locators);
        followers.forEach(this::follow);
        List<String> due = database.read(connection -> LocatedRows.due(connection, PORTION));
        if (!due.isEmpty() && locators.stream().allMatch(each -> tell(each, due))) {
            database.inTransaction(connection -> LocatedRows.done(connection, due));
        }
    }

    /** Agrees with the others on the secret, and has new locators told of all. */
    private void keepUp(List<Peer> locators) {
        Instant now = clock.instant();
        if (now.isBefore(agree)) {
            return;
        }
        agree = now.plus(AGREED);
        secret.agree();
        database.inTransaction(LocatedRows::forgetFormer);
        if (!now.isBefore(again)) {
            again = now.plus(AGAIN);
            database.inTransaction(LocatedRows::again);
        }
        for (Peer each : locators) {
            if (!database.read(connection -> LocatedRows.isBegun(connection, each.number()))) {
                allDue();
                database.inTransaction(connection -> LocatedRows.begun(connection, each.number(), now));
            }
        }
    }

    /** All who permit any organization to be given their record. */
    private void allDue() {
        Target consents = new Target.OfType("Consent");
        SearchRequest request = new SearchRequest(
                consents, List.of(new Argument("status", "active"), new Argument("_count", "200")), true);
        SearchPage page = searches.run(Secret.PRODUCT, request);
        while (true) {
            due(page.matches().stream()
                    .flatMap(each -> patient(open(each)).stream())
                    .toList());
            String next = page.next();
            if (next == null) {
                return;
            }
            page = searches.next(Secret.PRODUCT, consents, next);
        }
    }

    private void due(List<String> patients) {
        database.inTransaction(connection -> {
            int added = 0;
            for (String each : patients) {
                added += LocatedRows.due(connection, each);
            }
            return added;
        });
    }

    private void follow(Follower follower) {
        List<String> patients = new ArrayList<>();
        follower.run(resource -> patients.addAll(patient(resource)), () -> {
            due(patients);
            patients.clear();
        });
    }

    private static List<String> patient(JsonObject resource) {
        if ("Patient".equals(resource.text("resourceType"))) {
            return List.of(String.valueOf(resource.text("id")));
        }
        JsonObject reference = resource.object("patient");
        String text = reference == null ? "" : String.valueOf(reference.text("reference"));
        return text.startsWith("Patient/") ? List.of(text.substring("Patient/".length())) : List.of();
    }

    /** Tells a locator of patients of whom it was told otherwise; whether it has heard. */
    private boolean tell(Peer peer, List<String> patients) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (String patient : patients) {
            Entry entry = entry(patient);
            boolean tells = database.read(connection -> entry.keys().isEmpty()
                    ? LocatedRows.isTold(connection, peer.number(), patient)
                    : !LocatedRows.isTold(connection, peer.number(), patient, digest(entry)));
            if (tells) {
                entries.put(patient, entry);
            }
        }
        if (entries.isEmpty()) {
            return true;
        }
        List<Json> said = entries.values().stream().<Json>map(Entry::json).toList();
        Answered answered = network.calls()
                .put(
                        peer,
                        Asking.toTreat(
                                Secret.PRODUCT, addresses(entries.keySet()), "that we have a record of the patient"),
                        LocateDoor.PATH,
                        "application/json",
                        JsonWriter.bytes(JsonObject.of("entries", new JsonArray(said))),
                        PATIENCE);
        boolean heard = answered instanceof Answered.Answer(int status, String type, byte[] content) && status == 200;
        if (heard) {
            database.inTransaction(connection -> {
                int changed = 0;
                for (Map.Entry<String, Entry> each : entries.entrySet()) {
                    changed += each.getValue().keys().isEmpty()
                            ? LocatedRows.untold(connection, peer.number(), each.getKey())
                            : LocatedRows.told(connection, peer.number(), each.getKey(), digest(each.getValue()));
                }
                return changed;
            });
        }
        return heard;
    }

    private static Set<Long> addresses(Set<String> patients) {
        Set<Long> addresses = new HashSet<>();
        patients.forEach(each -> addresses.add(Address.of("Patient", each)));
        return addresses;
    }

    /** What a locator is told of a patient; no keys where it is told nothing. */
    private Entry entry(String patient) {
        String handle = HexFormat.of()
                .formatHex(Digest.sha256((secret.present().value() + "\n" + patient).getBytes(UTF_8)))
                .substring(0, 32);
        boolean shared = !permissions.of(Secret.PRODUCT, patient).isEmpty();
        List<Stored> stored =
                shared ? records.present(Secret.PRODUCT, List.of(Address.of("Patient", patient))) : List.of();
        return new Entry(handle, stored.isEmpty() ? List.of() : keys(open(stored.getFirst())));
    }

    private List<String> keys(JsonObject patient) {
        return Keys.of(DemographicsReader.read(patient), secret.bytes());
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    private static byte[] digest(Entry entry) {
        return Digest.sha256(String.join("\n", entry.keys()).getBytes(UTF_8));
    }
}
