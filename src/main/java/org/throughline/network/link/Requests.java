package org.throughline.network.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Address;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;
import org.throughline.record.Intent;
import org.throughline.record.Records;

/** Asks members for the records of patients of ours, and those who were down again. */
final class Requests {
    private static final Duration AGAIN = Duration.ofSeconds(20);

    private final Database database;
    private final Records records;
    private final Network network;
    private final Linker linker;
    private final Supplier<String> ourselves;
    private final InstantSource clock;

    Requests(
            Database database,
            Records records,
            Network network,
            Linker linker,
            Supplier<String> ourselves,
            InstantSource clock) {
        this.database = database;
        this.records = records;
        this.network = network;
        this.linker = linker;
        this.ourselves = ourselves;
        this.clock = clock;
    }

    /**
     * Asks a member for the record of a patient, who agreed to that here.
     *
     * @param until the last day on which the agreement holds; null for until it is taken back
     * @param give whether the patient agreed too that our record is given to the member
     * @param names kinds of sensitive information that the patient has named in writing
     */
    void ask(Caller by, Peer peer, String patient, @Nullable LocalDate until, boolean give, Set<String> names) {
        JsonObject person = open(patient);
        Agreement agreement = new Agreement(clock.instant(), until, by.display(), names);
        if (give) {
            permit(by, peer, patient, agreement);
        }
        send(
                by,
                peer,
                patient,
                Words.ask(person, peer.organization(), agreement).json().toString());
    }

    /** Keeps that the patient agrees that a member is given our record. */
    void permit(Caller by, Peer peer, String patient, Agreement agreement) {
        records.write(
                by,
                List.of(new Intent.Create(
                        "Consent",
                        () -> agreement.consent(
                                patient,
                                "Organization/" + ourselves.get(),
                                "Organization/" + peer.organization(),
                                "Recorded by " + by.display()),
                        null,
                        null)),
                (at, written, patients) ->
                        Access.of(at, by, Action.CREATE, 0, "Consent to share with " + peer.name(), 201, patients));
    }

    private JsonObject open(String patient) {
        return records.bodies()
                .open(Objects.requireNonNull(
                        records.read(Linking.PRODUCT, "Patient", patient).body()));
    }

    private void send(Caller by, Peer peer, String patient, String body) {
        Answered answered = network.calls()
                .post(
                        peer,
                        Asking.toTreat(by, Set.of(Address.of("Patient", patient)), "the record of a patient"),
                        Linking.PATH,
                        "application/json",
                        body.getBytes(UTF_8),
                        Linking.PATIENCE);
        switch (answered) {
            case Answered.Answer(int status, String type, byte[] content)
            when status == 200 -> answered(by, peer, patient, body, Words.read(JsonReader.readObject(content)));
            case Answered.Answer(int status, String type, byte[] content) ->
                note(peer, patient, Request.State.REFUSED, body, peer.name() + " answered " + status + ".", null);
            case Answered.Down() ->
                note(
                        peer,
                        patient,
                        Request.State.WAITING,
                        body,
                        peer.name() + " does not answer at the moment.",
                        clock.instant().plus(AGAIN));
            case Answered.Refused(String why) -> note(peer, patient, Request.State.REFUSED, body, why, null);
        }
    }

    void note(Peer peer, String patient, Request.State state, String body, String words, @Nullable Instant due) {
        database.inTransaction(connection -> {
            LinkRows.request(connection, peer.number(), patient, state, body, words, clock.instant(), due);
            return peer;
        });
    }

    private void answered(Caller by, Peer peer, String patient, String body, Words answer) {
        switch (answer.act()) {
            case "linked" -> linker.linked(by, peer, patient, answer);
            case "asked" -> note(peer, patient, Request.State.ASKED, body, answer.reason(), null);
            default -> note(peer, patient, Request.State.NONE, body, answer.reason(), null);
        }
    }

    /** Asks those again whose time has come. */
    void again() {
        Instant now = clock.instant();
        for (Request request : database.read(connection -> LinkRows.due(connection, now))) {
            network.peers()
                    .of(request.peer())
                    .filter(Peer::isMember)
                    .ifPresent(peer -> send(Linking.PRODUCT, peer, request.patient(), request.body()));
        }
    }
}
