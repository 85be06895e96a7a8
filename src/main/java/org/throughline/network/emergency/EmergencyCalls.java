package org.throughline.network.emergency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.access.Purpose;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Ids;
import org.throughline.network.peer.Answered.Answer;
import org.throughline.network.peer.Answered.Down;
import org.throughline.network.peer.Answered.Refused;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;
import org.throughline.record.Records;
import org.throughline.record.protection.Emergencies;

/**
 * Asks all members and outside servers at once, in an emergency, what they know of a patient of ours. What they tell is kept in memory for some minutes,
 * so that who answers late is shown too, and nowhere else.
 */
public final class EmergencyCalls {
    /** Who has not answered by then is waited for no longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 500;

    private final Network network;
    private final Supplier<List<Source>> outside;
    private final Records records;
    private final Emergencies emergencies;
    private final Ids ids;
    private final InstantSource clock;
    private final Map<String, Asked> kept = new LinkedHashMap<>();
    private final Executor threads = Executors.newThreadPerTaskExecutor(factory());

    /** @param outside servers of others that are asked too */
    public EmergencyCalls(
            Network network,
            Supplier<List<Source>> outside,
            Records records,
            Emergencies emergencies,
            Ids ids,
            InstantSource clock) {
        this.network = network;
        this.outside = outside;
        this.records = records;
        this.emergencies = emergencies;
        this.ids = ids;
        this.clock = clock;
    }

    private static ThreadFactory factory() {
        return Thread.ofVirtual().name("emergency-", 0).factory();
    }

    /**
     * Asks them; returns at once.
     *
     * @param reason in the caller's words; all who are asked are told, and their patients see it
     * @throws Failed with {@code Forbidden} when the caller has no such right, {@code Malformed} when no reason is given,
     *     {@code NotFound} when there is no such patient for this caller
     */
    public Asked ask(Caller caller, String patient, String reason) {
        JsonObject person = records.bodies()
                .open(Objects.requireNonNull(
                        records.read(caller, "Patient", patient).body()));
        emergencies.ask(caller, patient, reason);
        Instant now = clock.instant();
        Asking asking = new Asking(
                caller,
                Purpose.ETREAT,
                Set.of(Address.of("Patient", patient)),
                "what it knows of the patient, in an emergency");
        Map<Source, CompletableFuture<Asked.Answered>> told = new LinkedHashMap<>();
        for (Source source : sources(reason.strip())) {
            told.put(
                    source,
                    CompletableFuture.supplyAsync(
                            () -> new Asked.Answered(
                                    source.question().told(asking, patient, person),
                                    Duration.between(now, clock.instant())),
                            threads));
        }
        Asked asked = new Asked(ids.next(), caller.id(), patient, reason.strip(), now, told);
        keep(asked);
        return asked;
    }

    /** The names of all who would be asked. */
    public List<String> names() {
        return sources("").stream().map(Source::name).toList();
    }

    private List<Source> sources(String reason) {
        List<Source> sources = new ArrayList<>();
        for (Peer member : network.peers().members()) {
            if (member.kind().holdsRecords()) {
                sources.add(new Source(
                        member.number(),
                        member.name(),
                        (asking, patient, person) -> told(
                                member,
                                asking,
                                JsonWriter.bytes(
                                        Words.Question.of(person, reason).json()))));
            }
        }
        sources.addAll(outside.get());
        return sources;
    }

    private Told told(Peer member, Asking asking, byte[] question) {
        try {
            return switch (network.calls()
                    .post(member, asking, "network/emergency", "application/json", question, PATIENCE)) {
                case Answer(int status, String type, byte[] content)
                when status == 200 -> Words.told(JsonReader.readObject(content));
                case Answer(int status, String type, byte[] content)
                when status == 404 -> new Told.Refused("its installation is of an earlier version");
                case Answer(int status, String type, byte[] content)
                when status < 500 -> new Told.Refused("it does not take the question (" + status + ")");
                case Answer ignored -> new Told.Silent();
                case Down() -> new Told.Silent();
                case Refused(String why) -> new Told.Refused(why);
            };
        } catch (Failed e) {
            return new Told.Silent();
        }
    }

    private void keep(Asked asked) {
        synchronized (kept) {
            Instant oldest = clock.instant().minus(KEPT);
            for (Iterator<Asked> each = kept.values().iterator(); each.hasNext(); ) {
                if (each.next().at().isBefore(oldest) || kept.size() >= MOST_KEPT) {
                    each.remove();
                }
            }
            kept.put(asked.id(), asked);
        }
    }

    /** What was asked some minutes ago, for who asked it; empty when it is kept no longer, or by another process. */
    public Optional<Asked> find(Caller caller, String patient, String id) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(id))
                    .filter(each -> each.by().equals(caller.id())
                            && each.patient().equals(patient)
                            && each.at().plus(KEPT).isAfter(clock.instant()));
        }
    }
}
