package org.throughline.network.share;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Sql;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.network.link.Link;
import org.throughline.network.link.Links;
import org.throughline.network.share.Notice.Kind;
import org.throughline.record.Copies;
import org.throughline.record.Copy;
import org.throughline.record.Records;

/** Keeps what members tell us as copies, each event once and in order, with its entry in the trail. */
public final class Receiving {
    private final Records records;
    private final Acts acts;
    private final Types types;
    private final Supplier<String> ourselves;
    private final InstantSource clock;

    /** @param ourselves the id of our own Organization; empty when there is none */
    public Receiving(Records records, Acts acts, Types types, Supplier<String> ourselves, InstantSource clock) {
        this.records = records;
        this.acts = acts;
        this.types = types;
        this.ourselves = ourselves;
        this.clock = clock;
    }

    /**
     * What became of it.
     *
     * @param applied the number of the last event that is applied now
     * @param missing whether events are missing before those that came, which were left alone then
     * @param refused how many resources could not be kept
     */
    public record Outcome(long applied, boolean missing, int refused) {}

    /**
     * Applies events that came in one piece.
     *
     * @param by the member, as the trail names it
     * @param events in the order of their numbers
     */
    Outcome apply(Holder holder, Caller by, List<Incoming> events) {
        return records.copies().change((keeping, connection) -> {
            long applied = lock(connection, holder.peer());
            List<Incoming> fresh =
                    events.stream().filter(each -> each.number() > applied).toList();
            if (fresh.isEmpty()) {
                heard(connection, holder.peer(), applied);
                return new Outcome(applied, false, 0);
            }
            if (fresh.getFirst().number() > applied + 1) {
                return new Outcome(applied, true, 0);
            }
            if (applied == 0) {
                keeping.withdrawAll(new Copy.Origin(holder.peer())); // it tells all anew
            }
            Batch batch = new Batch(holder, keeping, connection);
            acts.within(by, done -> batch.act(), open -> {
                        batch.apply(fresh);
                        return true;
                    })
                    .run(connection);
            long last = fresh.getLast().number();
            heard(connection, holder.peer(), last);
            return new Outcome(last, false, batch.refused);
        });
    }

    private static long lock(Connection connection, int peer) throws SQLException {
        return Sql.first(
                        connection, row -> row.getLong(1), "SELECT applied FROM source WHERE peer = ? FOR UPDATE", peer)
                .orElse(0L);
    }

    private void heard(Connection connection, int peer, long applied) throws SQLException {
        Sql.change(
                connection,
                "UPDATE source SET applied = ?, announced = greatest(announced, ?), heard = ?, fault = '' WHERE peer = ?",
                applied,
                applied,
                clock.instant(),
                peer);
    }

    /** Events that are applied in one transaction. */
    private final class Batch {
        private final Holder holder;
        private final Copies.Keeping keeping;
        private final Connection connection;
        private final Copy.Origin origin;
        private final References references;
        private final Set<Long> patients = new HashSet<>();
        private int refused;
        private int changed;

        Batch(Holder holder, Copies.Keeping keeping, Connection connection) {
            this.holder = holder;
            this.keeping = keeping;
            this.connection = connection;
            this.origin = new Copy.Origin(holder.peer());
            this.references = new References(types, holder.base());
        }

        Acts.Act act() {
            return new Acts.Act(Action.RECEIVE, holder.name() + ", " + changed + " changed", 200, patients);
        }

        void apply(List<Incoming> events) throws SQLException {
            Map<String, List<Incoming>> byPatient = new LinkedHashMap<>();
            for (Incoming each : events) {
                Notice notice = each.notice();
                if (notice != null) {
                    byPatient
                            .computeIfAbsent(notice.patient(), ignored -> new ArrayList<>())
                            .add(each);
                }
            }
            for (Map.Entry<String, List<Incoming>> each : byPatient.entrySet()) {
                if (each.getKey().isEmpty()) {
                    apply("", "", each.getValue());
                } else {
                    Optional<Link> link = Links.ofTheirs(connection, holder.peer(), each.getKey());
                    if (link.isPresent()) { // else it was unlinked meanwhile, and what came is not kept
                        apply(each.getKey(), link.get().patient(), each.getValue());
                    }
                }
            }
        }

        /** What is told of one resource several times counts as told last. */
        private void apply(String theirs, String ours, List<Incoming> events) throws SQLException {
            Map<String, Incoming> last = new LinkedHashMap<>();
            for (Incoming each : events) {
                Notice notice = Objects.requireNonNull(each.notice());
                String name = notice.type() + "/" + notice.id();
                last.remove(name);
                last.put(name, each);
            }
            Rewriting rewriting = rewriting(theirs, ours, last);
            List<Copy> copies = new ArrayList<>();
            List<Long> gone = new ArrayList<>();
            for (Incoming each : last.values()) {
                Notice notice = Objects.requireNonNull(each.notice());
                JsonObject resource = each.resource();
                if (resource != null && !isWhatItSays(notice, resource)) {
                    refused++;
                } else if (notice.kind() == Kind.GONE || resource == null) {
                    gone.add(Address.of(notice.type(), rewriting.id(notice.type(), notice.id())));
                } else if (!isAhead(
                        notice, resource)) { // else it is told of in its turn, after what it refers to by then
                    copies.add(copy(rewriting, resource));
                }
            }
            long patient = ours.isEmpty() ? 0 : Address.of("Patient", ours);
            changed += keeping.drop(origin, gone);
            Copies.Taken taken =
                    keeping.take(origin, patient, Set.of(Address.of("Organization", ourselves.get())), copies);
            changed += taken.changed();
            refused += taken.refused().size();
            if (patient != 0) {
                patients.add(patient);
            }
        }

        /** What comes along is as it is by now, and so may be of a later version than the event. */
        private static boolean isAhead(Notice notice, JsonObject resource) {
            JsonObject meta = Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
            return notice.version() > 0 && version(meta.text("versionId"), Instant.EPOCH) > notice.version();
        }

        /** With a patient anything may come, with nobody only who and where care is given. */
        private static boolean isWhatItSays(Notice notice, JsonObject resource) {
            return notice.type().equals(resource.text("resourceType"))
                    && notice.id().equals(resource.text("id"))
                    && (!notice.patient().isEmpty() || Giving.DIRECTORY.contains(notice.type()));
        }

        private Rewriting rewriting(String theirs, String ours, Map<String, Incoming> events) throws SQLException {
            Set<String> coming = new HashSet<>();
            Map<Long, String> wanted = new HashMap<>();
            for (Map.Entry<String, Incoming> each : events.entrySet()) {
                JsonObject resource = each.getValue().resource();
                if (resource != null) {
                    coming.add(each.getKey());
                    Referred.by(resource, references)
                            .forEach(local -> wanted.put(
                                    Address.of(local.type(), CopyId.of(holder.peer(), ours, local.type(), local.id())),
                                    local.type() + "/" + local.id()));
                }
            }
            Set<String> kept = new HashSet<>(coming);
            Sql.list(
                    connection,
                    row -> kept.add(Objects.requireNonNull(wanted.get(row.getLong(1)))),
                    "SELECT resource FROM resource WHERE resource = ANY (?) AND origin = ?",
                    (Object) wanted.keySet().toArray(Long[]::new),
                    holder.peer());
            return new Rewriting(
                    references,
                    holder.base(),
                    holder.peer(),
                    holder.name(),
                    theirs,
                    ours,
                    holder.us(),
                    ourselves.get(),
                    (type, id) -> kept.contains(type + "/" + id));
        }
    }

    private static Copy copy(Rewriting rewriting, JsonObject resource) {
        JsonObject copy = rewriting.copy(resource);
        JsonObject meta = Objects.requireNonNullElse(copy.object("meta"), JsonObject.EMPTY);
        Instant updated = instant(meta.text("lastUpdated"));
        return new Copy(
                String.valueOf(copy.text("resourceType")),
                String.valueOf(copy.text("id")),
                version(meta.text("versionId"), updated),
                updated,
                copy);
    }

    /** A holder that does not count its versions changes them in the course of time at least. */
    private static int version(@Nullable String text, Instant updated) {
        try {
            return Integer.parseInt(String.valueOf(text));
        } catch (NumberFormatException e) {
            return (int) updated.getEpochSecond();
        }
    }

    private static Instant instant(@Nullable String text) {
        try {
            return text == null
                    ? Instant.EPOCH
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
