package org.throughline.network.plan;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.plan.By;
import org.throughline.care.plan.Change;
import org.throughline.care.plan.Homes;
import org.throughline.care.plan.PlanChanges;
import org.throughline.care.plan.PlanRequest;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.link.Link;
import org.throughline.network.link.Linking;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;
import org.throughline.network.post.Event;
import org.throughline.network.post.Letter;
import org.throughline.network.post.Outbox;
import org.throughline.record.Copy;
import org.throughline.record.Intent;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Sends what people here do to plans, goals and teams of members, and tells what has become of it. */
public final class PlanPost implements Homes {
    static final String TASK = "Task";
    private static final int MOST = 50;

    private final Records records;
    private final Searches searches;
    private final Peers peers;
    private final Linking linking;
    private final Outbox outbox;
    private final InstantSource clock;

    public PlanPost(
            Records records, Searches searches, Peers peers, Linking linking, Outbox outbox, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.peers = peers;
        this.linking = linking;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Map<Integer, String> of(String patient) {
        Set<Integer> linked = linking.links(patient).stream().map(Link::peer).collect(Collectors.toSet());
        return linked.isEmpty()
                ? Map.of()
                : peers.members().stream()
                        .filter(each -> linked.contains(each.number()))
                        .collect(Collectors.toMap(Peer::number, Peer::name));
    }

    @Override
    public void send(Entries.Chart chart, String id, Change change, String words) {
        change.faults().forEach((field, fault) -> {
            throw new Failed(new Failure.Invalid("value", field, fault));
        });
        Caller caller = chart.caller();
        String patient = chart.patient();
        Records.require(caller, Interaction.UPDATE, change.type());
        Peer home = home(patient, id);
        JsonObject copy = copy(caller, patient, change.type(), id);
        JsonObject meta = Objects.requireNonNullElse(copy.object("meta"), JsonObject.EMPTY);
        Author author = chart.author();
        PlanChanges.requireConsistent(
                copy,
                change,
                new By("", caller.display(), "", "", clock.instant().atZone(ZoneOffset.UTC)));
        JsonObject task = new PlanRequest(
                        "",
                        patient,
                        new Author("Organization/" + home.organization(), home.name()),
                        Parts.text(meta, "source"),
                        change.parts(),
                        words,
                        author == null ? new Author("", caller.display()) : author,
                        clock.instant(),
                        PlanRequest.State.ON_ITS_WAY,
                        "")
                .json(meta.objects("security"));
        records.write(
                caller,
                List.of(new Intent.Create(TASK, () -> task, null, null)),
                (at, written, patients) -> Access.of(
                        at,
                        caller,
                        Action.DISCLOSE,
                        0,
                        change.type() + " of " + home.name() + ": "
                                + change.parts().get("kind"),
                        201,
                        patients),
                outbox.sending(written -> List.of(new Letter(
                        home.number(),
                        Event.PLAN,
                        TASK + "/"
                                + Objects.requireNonNull(written.getFirst().stored())
                                        .id(),
                        "",
                        patient))));
    }

    private Peer home(String patient, String id) {
        int origin = Copy.Origin.of(id).map(Copy.Origin::number).orElse(0);
        return peers.of(origin)
                .filter(each -> each.isMember() && of(patient).containsKey(each.number()))
                .orElseThrow(() -> new Failed(new Failure.Conflict(
                        "The record is not shared any more with the organization that holds this.")));
    }

    private JsonObject copy(Caller caller, String patient, String type, String id) {
        Stored stored = records.read(caller.withOutside(), type, id);
        if (stored.patient() != Address.of("Patient", patient)) {
            throw new Failed(new Failure.NotFound("There is no such entry in this chart."));
        }
        return open(stored);
    }

    @Override
    public List<PlanRequest> sent(Caller caller, String patient) {
        if (!caller.may(Interaction.SEARCH, TASK)) {
            return List.of();
        }
        List<Argument> which = List.of(
                new Argument("patient", "Patient/" + patient),
                new Argument("code", PlanRequest.CODES + "|" + PlanRequest.CODE),
                new Argument("status", PlanRequest.State.ON_ITS_WAY.code() + "," + PlanRequest.State.REFUSED.code()),
                new Argument("_sort", "-authored-on"),
                new Argument("_count", Integer.toString(MOST)));
        return searches
                .run(caller.withoutOutside(), new SearchRequest(new Target.OfType(TASK), which, true))
                .matches()
                .stream()
                .map(each -> PlanRequest.of(open(each)))
                .toList();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
