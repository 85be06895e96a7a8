package org.throughline.network.emergency;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.registration.Matching;
import org.throughline.care.registration.Matching.Known;
import org.throughline.care.summary.SummaryReader;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.network.link.Link;
import org.throughline.network.link.Links;
import org.throughline.network.peer.Peer;
import org.throughline.record.Records;
import org.throughline.record.protection.Emergencies;

/** What is answered to a member that asks in an emergency. */
public final class Answers {
    private static final Caller PRODUCT = new Caller("emergency", "Emergencies", Rights.EVERYTHING);

    private final Database database;
    private final Records records;
    private final Matching matching;
    private final SummaryReader summaries;
    private final Emergencies emergencies;
    private final AuditTrail audit;
    private final Supplier<String> organization;
    private final InstantSource clock;

    /** @param organization the id of our Organization; empty for none */
    public Answers(
            Database database,
            Records records,
            Matching matching,
            SummaryReader summaries,
            Emergencies emergencies,
            AuditTrail audit,
            Supplier<String> organization,
            InstantSource clock) {
        this.database = database;
        this.records = records;
        this.matching = matching;
        this.summaries = summaries;
        this.emergencies = emergencies;
        this.audit = audit;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * Answers it.
     *
     * @throws Failed with {@code Forbidden} when it does not ask in an emergency, {@code Malformed} or {@code Invalid} when it
     *     says too little of the person or gives no reason
     */
    JsonObject answer(Peer peer, Caller member, Words.Question question) {
        Optional<Link> link = question.from().isEmpty()
                ? Optional.empty()
                : database.read(connection -> Links.ofTheirs(connection, peer.number(), question.from()));
        if (link.isPresent()) {
            return known(member, link.get().patient(), question.reason());
        }
        return switch (matching.known(PRODUCT, question.person())) {
            case Known.Certain(String patient) -> known(member, patient, question.reason());
            case Known.Perhaps(List<String> candidates) -> perhaps(member, candidates);
            case Known.Nobody() -> Words.answer("nobody", "", null);
        };
    }

    /** Whose consents say no also in an emergency is not known here, to who asks. */
    private JsonObject known(Caller member, String patient, String reason) {
        Caller caller = Emergencies.asked(member, patient);
        if (records.visible(caller, Set.of(Address.of("Patient", patient))).isEmpty()) {
            emergencies.refuse(member, patient, reason);
            return Words.answer("nobody", "", null);
        }
        emergencies.give(member, patient, reason);
        return Words.answer("known", phone(), summaries.read(caller, patient));
    }

    /** That there is somebody who may be meant is said, and entered with each whom it may be. */
    private JsonObject perhaps(Caller member, List<String> candidates) {
        List<String> told = candidates.stream()
                .filter(patient -> !records.visible(
                                Emergencies.asked(member, patient), Set.of(Address.of("Patient", patient)))
                        .isEmpty())
                .toList();
        if (told.isEmpty()) {
            return Words.answer("nobody", "", null);
        }
        audit.record(Access.of(
                clock.instant(),
                member,
                Action.OPERATION,
                0,
                "somebody with a name or the like of this, in an emergency, and was told nothing more",
                200,
                told.stream().map(each -> Address.of("Patient", each)).collect(Collectors.toSet())));
        return Words.answer("perhaps", phone(), null);
    }

    private String phone() {
        return records.present(PRODUCT, Set.of(Address.of("Organization", organization.get()))).stream()
                .flatMap(stored ->
                        records.bodies().open(Objects.requireNonNull(stored.body())).objects("telecom").stream())
                .filter(each -> "phone".equals(each.text("system")))
                .map(each -> String.valueOf(each.text("value")))
                .findFirst()
                .orElse("");
    }
}
