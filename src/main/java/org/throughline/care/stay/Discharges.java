package org.throughline.care.stay;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Copy;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.search.Searches;

/** Discharges people with a signed summary, and tells what discharges have said, here and elsewhere. */
public final class Discharges {
    private static final String TASK = "Task";

    private final Looking looking;
    private final Records records;
    private final Stays stays;
    private final Supplier<Author> house;
    private final Clock clock;

    /**
     * @param house our Organization: its reference, empty for none, and what it is called
     * @param clock of the practice
     */
    public Discharges(Records records, Searches searches, Stays stays, Supplier<Author> house, Clock clock) {
        this.looking = new Looking(records, searches);
        this.records = records;
        this.stays = stays;
        this.house = house;
        this.clock = clock;
    }

    /** What our organization is called. */
    public String house() {
        return house.get().display();
    }

    /**
     * Signs the summary and ends the stay, both or neither.
     *
     * @param drugs the resources of the drugs that it may name: with what they are marked, it is marked too
     * @throws Failed with {@link Failure.Invalid} naming the field, or {@link Failure.Conflict} when somebody else has said something
     *     meanwhile, or whoever signs is not in the directory
     */
    public void sign(
            Entries.Chart chart,
            OpenStay stay,
            Discharge discharge,
            List<JsonObject> drugs,
            Whereto whereto,
            Instant at) {
        Author by = chart.author();
        if (by == null) {
            throw new Failed(new Failure.Conflict("Whoever signs must be in the directory of the staff."));
        }
        stays.requireAfter(stay, at);
        JsonObject document = DischargeDocument.of(
                discharge, chart.patient(), stay.id(), by, labels(discharge, drugs), clock.instant(), clock.getZone());
        Caller caller = chart.caller();
        Caller writer = new Caller(caller.id(), caller.display(), caller.capacity(), Rights.EVERYTHING);
        try {
            records.write(
                    writer,
                    List.of(
                            new Intent.Create("DocumentReference", () -> document, null, null),
                            stays.discharging(stay, whereto, at)),
                    (moment, written, patients) -> Access.of(
                            moment, caller, Action.CREATE, 0, "Encounter/" + stay.id() + ", discharge", 201, patients));
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(new Failure.Conflict("Somebody else has said something meanwhile. Look again."), e)
                    : e;
        }
    }

    private Set<Json> labels(Discharge discharge, List<JsonObject> drugs) {
        List<Long> orders = discharge.pending().stream()
                .map(each -> Address.of("ServiceRequest", each.order().replaceFirst("^ServiceRequest/", "")))
                .toList();
        return Stream.concat(
                        drugs.stream(),
                        records.present(Looking.PRODUCT, orders).stream().map(looking::open))
                .flatMap(each -> Stream.ofNullable(each.object("meta")))
                .flatMap(meta -> meta.objects("security").stream())
                .collect(Collectors.toSet());
    }

    /**
     * A discharge summary.
     *
     * @param on its moment as FHIR has it
     */
    public record Summary(String on, Discharge discharge) {}

    /** Those of the last weeks that a caller may see, ours and those that others hold, the newest first. */
    public List<Summary> of(Caller caller, String patient) {
        return caller.may(Interaction.SEARCH, "DocumentReference")
                ? DischargeLoops.documents(looking, clock, caller.withOutside(), patient).stream()
                        .map(each -> new Summary(
                                Parts.text(each, "date"),
                                DischargeDocument.read(each, Copy.holder(each).orElseGet(this::house))))
                        .toList()
                : List.of();
    }

    /** That what was changed at a discharge was gone through: the tasks to do so are done. */
    public void reconciled(Caller by, String patient) {
        List<JsonObject> open = looking.find(
                Looking.PRODUCT,
                TASK,
                20,
                Looking.of("patient", "Patient/" + patient),
                Looking.of("code", DischargeLoops.RECONCILE),
                Looking.of("status", "requested,in-progress"));
        if (open.isEmpty()) {
            return;
        }
        JsonString now =
                new JsonString(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        Caller writer = new Caller(by.id(), by.display(), by.capacity(), Rights.EVERYTHING);
        records.write(
                writer,
                open.stream()
                        .<Intent>map(each -> new Intent.Patch(
                                new Target.ById(TASK, Parts.text(each, "id")),
                                task -> task.with("status", new JsonString("completed"))
                                        .with("lastModified", now),
                                Precondition.NONE))
                        .toList(),
                (at, written, patients) -> Access.of(
                        at,
                        by,
                        Action.UPDATE,
                        0,
                        "Patient/" + patient + ", reconciled after discharge",
                        200,
                        patients));
    }
}
