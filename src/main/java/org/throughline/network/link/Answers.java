package org.throughline.network.link;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.throughline.access.Caller;
import org.throughline.care.registration.Matching;
import org.throughline.care.registration.Matching.Known;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Peer;
import org.throughline.record.Records;

/**
 * What is answered to members. Whether there is a record is said only to who may have it: by the patient's agreement, or since
 * it treats the patient.
 */
final class Answers {
    private final Database database;
    private final Records records;
    private final Matching matching;
    private final Linker linker;
    private final Requests requests;
    private final Linking.Sharing sharing;
    private final BooleanSupplier looks;
    private final InstantSource clock;

    Answers(
            Database database,
            Records records,
            Matching matching,
            Linker linker,
            Requests requests,
            Linking.Sharing sharing,
            BooleanSupplier looks,
            InstantSource clock) {
        this.database = database;
        this.records = records;
        this.matching = matching;
        this.linker = linker;
        this.requests = requests;
        this.sharing = sharing;
        this.looks = looks;
        this.clock = clock;
    }

    /** Answers a member. */
    Words heard(Peer peer, Caller by, Words words) {
        return switch (words.act()) {
            case "ask" -> known(peer, by, words);
            case "same" -> treated(peer, by, words);
            case "linked" -> {
                requireAsked(peer, words.to());
                linker.linked(by, peer, words.to(), words);
                yield Words.of("thanks", words.to(), words.from(), "", "");
            }
            case "none" -> {
                requireAsked(peer, words.to());
                requests.note(peer, words.to(), Request.State.NONE, "", words.reason(), null);
                yield Words.of("thanks", words.to(), words.from(), "", "");
            }
            case "ready" -> {
                database.inTransaction(connection -> {
                    Optional<Link> link = Links.ofTheirs(connection, peer.number(), words.from());
                    if (link.isPresent()) {
                        sharing.ready(connection, link.get());
                    }
                    return link;
                });
                yield Words.of("thanks", words.to(), words.from(), "", "");
            }
            case "moved" -> {
                database.inTransaction(connection -> {
                    Links.rename(connection, peer.number(), words.reason(), words.from());
                    LinkRows.tell(
                            connection,
                            peer.number(),
                            Words.of("ready", words.to(), words.from(), "", ""),
                            clock.instant());
                    return peer;
                });
                yield Words.of("thanks", words.to(), words.from(), "", "");
            }
            case "end" -> {
                ended(peer, by, words);
                yield Words.of("thanks", words.to(), words.from(), "", "");
            }
            default -> throw new Failed(new Failure.Malformed("value", "act", "This is not understood here."));
        };
    }

    /** A member says whose record is whose only where we have asked it. */
    private void requireAsked(Peer peer, String patient) {
        boolean asked = database.read(connection -> LinkRows.requests(connection, patient)).stream()
                .anyMatch(each -> each.peer() == peer.number() && each.state() == Request.State.ASKED);
        if (!asked) {
            throw new Failed(new Failure.Malformed("value", "to", "Nobody here has asked about that."));
        }
    }

    private Words known(Peer peer, Caller by, Words words) {
        JsonObject person = words.patient();
        if (person == null) {
            throw new Failed(new Failure.Malformed("required", "patient", "Who it is about is missing."));
        }
        Optional<Link> already = database.read(connection -> Links.ofTheirs(connection, peer.number(), words.from()));
        if (already.isPresent()) {
            return confirmed(
                    peer, by, words, already.get().patient(), already.get().reason());
        }
        return switch (matching.known(Linking.PRODUCT, person.with("resourceType", new JsonString("Patient")))) {
            case Known.Certain(String patient) -> certain(peer, by, words, patient);
            case Known.Perhaps(List<String> candidates) -> perhaps(peer, words, candidates);
            case Known.Nobody() -> none(words);
        };
    }

    /** A member says whom of its patients somebody is whom we have referred to it, so that it treats them. */
    private Words treated(Peer peer, Caller by, Words words) {
        boolean treats =
                !records.visible(by, Set.of(Address.of("Patient", words.to()))).isEmpty();
        return treats ? confirmed(peer, by, words, words.to(), "Referred to " + peer.name()) : none(words);
    }

    static Words none(Words words) {
        return Words.of("none", "", words.from(), "", "There is no record there that may be given.");
    }

    /** It is said that there is a record only to who may have it: by the patient's agreement, or since they treat them. */
    private Words certain(Peer peer, Caller by, Words words, String patient) {
        boolean treats =
                !records.visible(by, Set.of(Address.of("Patient", patient))).isEmpty();
        if (!treats && words.agreement() != null && looks.getAsBoolean()) {
            return perhaps(peer, words, List.of(patient));
        }
        return treats || words.agreement() != null
                ? confirmed(peer, by, words, patient, "Names, birth date and more agree")
                : none(words);
    }

    private Words perhaps(Peer peer, Words words, List<String> candidates) {
        if (words.agreement() == null) {
            return none(words);
        }
        database.inTransaction(connection -> {
            LinkRows.ask(connection, peer.number(), words.from(), words.json().toString(), candidates, clock.instant());
            return peer;
        });
        return Words.of("asked", "", words.from(), "", "Somebody there looks whether it is the same person.");
    }

    /** Links them and keeps what the patient agreed to, in one transaction. */
    private Words confirmed(Peer peer, Caller by, Words words, String patient, String reason) {
        linker.link(peer, by, words, patient, reason, connection -> {});
        return Words.of("linked", patient, words.from(), peer.organization(), reason);
    }

    private void ended(Peer peer, Caller by, Words words) {
        database.read(connection -> Links.ofTheirs(connection, peer.number(), words.from()))
                .ifPresent(link -> linker.end(by, link, words.reason(), true, connection -> {}));
    }
}
