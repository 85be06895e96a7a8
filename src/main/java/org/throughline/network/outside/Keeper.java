package org.throughline.network.outside;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Sql;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.network.share.CopyId;
import org.throughline.network.share.Giving;
import org.throughline.network.share.Referred;
import org.throughline.network.share.Rewriting;
import org.throughline.record.Copies;
import org.throughline.record.Copy;
import org.throughline.record.Records;

/** Keeps what a server gave of a patient's record as copies, all of it or nothing, with one entry in the trail. */
final class Keeper {
    private final Records records;
    private final Acts acts;
    private final Types types;

    Keeper(Records records, Acts acts, Types types) {
        this.records = records;
        this.acts = acts;
        this.types = types;
    }

    /** What else is done in the transaction. */
    @FunctionalInterface
    interface Along {
        void with(Connection connection) throws SQLException;
    }

    /**
     * What became of it.
     *
     * @param changed how many are kept, or gone, that were not before
     * @param notes what is not kept, and why, in words
     */
    record Kept(int changed, List<String> notes) {
        Kept {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Keeps it.
     *
     * @param by the server, as the trail names it
     * @param patient the id of our Patient
     * @param pulled by the ids of the Patients there who are ours
     */
    Kept keep(Server server, Caller by, String patient, Map<String, Pulled> pulled, Along along) {
        return records.copies().change((keeping, connection) -> {
            Batch batch = new Batch(server, patient, keeping, connection);
            acts.within(
                            by,
                            done -> new Acts.Act(
                                    Action.RECEIVE,
                                    server.name() + ", " + batch.changed + " changed",
                                    200,
                                    Set.of(Address.of("Patient", patient))),
                            open -> {
                                batch.keep(pulled);
                                along.with(open);
                                return true;
                            })
                    .run(connection);
            return new Kept(batch.changed, batch.notes());
        });
    }

    private final class Batch {
        private final Server server;
        private final String patient;
        private final Copies.Keeping keeping;
        private final Connection connection;
        private final Copy.Origin origin;
        private final References references;
        private final Map<String, Integer> refused = new LinkedHashMap<>();
        private int changed;

        Batch(Server server, String patient, Copies.Keeping keeping, Connection connection) {
            this.server = server;
            this.patient = patient;
            this.keeping = keeping;
            this.connection = connection;
            this.origin = new Copy.Origin(server.number());
            this.references = new References(types, server.address());
        }

        void keep(Map<String, Pulled> pulled) throws SQLException {
            long address = Address.of("Patient", patient);
            Map<Long, String> before = keeping.kept(origin, address);
            Set<Long> named = new HashSet<>();
            Map<Long, Copy> people = new LinkedHashMap<>();
            Map<Long, Copy> copies = new LinkedHashMap<>();
            Set<String> whole = null;
            for (Map.Entry<String, Pulled> each : pulled.entrySet()) {
                Pulled given = each.getValue();
                Set<String> names = new HashSet<>(given.resources().keySet());
                names.addAll(known(connection, server, patient, referred(given)));
                Rewriting rewriting = rewriting(each.getKey(), names);
                for (JsonObject resource : given.all()) {
                    Copy copy = copy(rewriting, resource);
                    (Giving.DIRECTORY.contains(copy.type()) ? people : copies).put(copy.address(), copy);
                }
                if (whole == null) {
                    whole = new HashSet<>(given.whole());
                } else {
                    whole.retainAll(given.whole());
                }
            }
            take(0, people);
            take(address, copies);
            named.addAll(copies.keySet());
            drop(before, named, Objects.requireNonNullElse(whole, Set.of()));
        }

        private Set<String> referred(Pulled given) {
            Set<String> names = new HashSet<>();
            given.all()
                    .forEach(each ->
                            Referred.by(each, references).forEach(local -> names.add(local.type() + "/" + local.id())));
            return names;
        }

        private Rewriting rewriting(String theirs, Set<String> kept) {
            return new Rewriting(
                    references,
                    server.address(),
                    server.number(),
                    server.name(),
                    theirs,
                    patient,
                    "",
                    "",
                    (type, id) -> kept.contains(type + "/" + id));
        }

        private void take(long about, Map<Long, Copy> copies) throws SQLException {
            Copies.Taken taken = keeping.renew(origin, about, Set.of(), new ArrayList<>(copies.values()));
            changed += taken.changed();
            taken.refused()
                    .forEach(each -> refused.merge(
                            each.copy().type() + ": " + each.issues().getFirst().message(), 1, Integer::sum));
        }

        /** What was kept of types that have been given as a whole, and is not among what was given. */
        private void drop(Map<Long, String> before, Set<Long> named, Set<String> whole) throws SQLException {
            List<Long> gone = before.entrySet().stream()
                    .filter(each -> whole.contains(each.getValue()) && !named.contains(each.getKey()))
                    .map(Map.Entry::getKey)
                    .toList();
            changed += keeping.drop(origin, gone);
        }

        List<String> notes() {
            return refused.entrySet().stream()
                    .limit(10)
                    .map(each -> each.getValue() + " not kept, " + Said.line(each.getKey()))
                    .toList();
        }
    }

    /** Those of these resources of a server's, by type and id there, of which copies are kept. */
    static Set<String> known(Connection connection, Server server, String patient, Set<String> names)
            throws SQLException {
        Map<Long, String> wanted = new HashMap<>();
        for (String name : names) {
            int slash = name.indexOf('/');
            String type = name.substring(0, slash);
            String id = CopyId.of(server.number(), patient, type, name.substring(slash + 1));
            wanted.put(Address.of(type, id), name);
        }
        Set<String> known = new HashSet<>();
        Sql.list(
                connection,
                row -> known.add(Objects.requireNonNull(wanted.get(row.getLong(1)))),
                "SELECT resource FROM resource WHERE resource = ANY (?) AND origin = ?",
                wanted.keySet().toArray(Long[]::new),
                server.number());
        return known;
    }

    private static Copy copy(Rewriting rewriting, JsonObject resource) {
        JsonObject copy = rewriting.copy(resource);
        JsonObject meta = Objects.requireNonNullElse(copy.object("meta"), JsonObject.EMPTY);
        return new Copy(
                String.valueOf(copy.text("resourceType")),
                String.valueOf(copy.text("id")),
                1,
                Times.instant(meta.text("lastUpdated")).orElse(Instant.EPOCH),
                copy);
    }
}
