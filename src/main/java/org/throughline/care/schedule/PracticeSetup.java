package org.throughline.care.schedule;

import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/** Says who can be booked and when, what for, and in which rooms patients are seen. */
public final class PracticeSetup {
    private final Records records;
    private final Types types;

    public PracticeSetup(Records records, Types types) {
        this.records = records;
        this.types = types;
    }

    /**
     * Somebody can be booked from now on; the Schedule's id.
     *
     * @param post the id of the PractitionerRole by which they work there
     * @param hours of their weeks there
     */
    public String open(Caller caller, String practitioner, String name, String post, Site site, Hours hours) {
        JsonObject schedule = ProviderResource.of(practitioner, name, post, site.id(), 1);
        Intent create = new Intent.Create("Schedule", () -> schedule, null, null);
        return write(caller, Action.CREATE, "Schedule", List.of(create, hours(post, hours)));
    }

    /**
     * What lets somebody be booked who is made in the same transaction.
     *
     * @param actors references to the Practitioner, the PractitionerRole and the Location
     */
    public static Intent opening(String name, List<String> actors) {
        JsonObject schedule = ProviderResource.of(name, actors);
        return new Intent.Create("Schedule", () -> schedule, null, null);
    }

    private static Intent hours(String post, Hours hours) {
        return new Intent.Patch(new Target.ById("PractitionerRole", post), hours::in, Precondition.NONE);
    }

    /**
     * Changes when somebody can be booked and how often at once.
     *
     * @throws Failed with {@link Failure.PreconditionFailed} when somebody else has changed it meanwhile
     */
    public void change(Caller caller, Provider provider, Hours hours, int atOnce, boolean active) {
        Intent schedule = new Intent.Patch(
                new Target.ById("Schedule", provider.id()),
                present -> ProviderResource.atOnce(present, atOnce).with("active", JsonBoolean.of(active)),
                new Precondition.Version(provider.version()));
        write(caller, Action.UPDATE, "Schedule/" + provider.id(), List.of(schedule, hours(provider.post(), hours)));
    }

    /**
     * Keeps the kinds of visits.
     *
     * @throws Failed with {@link Failure.PreconditionFailed} when somebody else has changed them meanwhile
     */
    public void keep(Caller caller, VisitTypes visitTypes) {
        JsonObject resource = visitTypes.resource();
        Precondition unchanged =
                visitTypes.version() == 0 ? new Precondition.Absent() : new Precondition.Version(visitTypes.version());
        Intent update =
                new Intent.Update(new Target.ById("CodeSystem", VisitTypes.ID), () -> resource, unchanged, null);
        write(caller, Action.UPDATE, "CodeSystem/" + VisitTypes.ID, List.of(update));
    }

    /** A site has one more room. */
    public void addRoom(Caller caller, String name, Site site) {
        JsonObject room = SiteReader.room(name, site);
        write(caller, Action.CREATE, "Location", List.of(new Intent.Create("Location", () -> room, null, null)));
    }

    /** A room is not used any more; visits that were in it keep it. */
    public void closeRoom(Caller caller, String id) {
        Intent close = new Intent.Patch(
                new Target.ById("Location", id),
                room -> room.with("status", new org.throughline.fhir.json.JsonString("inactive")),
                Precondition.NONE);
        write(caller, Action.UPDATE, "Location/" + id, List.of(close));
    }

    /**
     * Says in whose time a site works.
     *
     * @param zone empty for the practice's
     */
    public void setZone(Caller caller, Site site, String zone) {
        Intent change = new Intent.Patch(
                new Target.ById("Location", site.id()),
                location -> SiteReader.zoned(location, zone),
                Precondition.NONE);
        write(caller, Action.UPDATE, "Location/" + site.id(), List.of(change));
    }

    private String write(Caller caller, Action action, String target, List<Intent> intents) {
        String type = intents.getFirst().type();
        return Objects.requireNonNull(records.write(
                                caller,
                                intents,
                                (at, written, patients) -> Access.of(
                                        at,
                                        caller,
                                        action,
                                        types.number(type),
                                        target,
                                        action == Action.CREATE ? 201 : 200,
                                        patients))
                        .getFirst()
                        .stored())
                .id();
    }
}
