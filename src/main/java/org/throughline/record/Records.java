package org.throughline.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.Pipeline;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Ids;
import org.throughline.record.booking.ClaimReader;
import org.throughline.record.protection.Guard;

/**
 * The record as the rooms above use it: every call names its {@link Caller}, whose rights decide what it sees and may
 * do, and leaves an entry in the audit trail.
 */
public final class Records {
    private static final int MOST_KNOWN_VALUES = 200_000;

    /** How often a patch is checked anew because what it patches has changed meanwhile. */
    private static final int CHECKS = 5;

    private final Database database;
    private final AuditTrail audit;
    private final Parts parts;
    private final @Nullable Precheck precheck;
    private final Convoys convoys;

    /**
     * @param check what every resource must pass, made within transactions, so quick
     * @param slow what it must pass beside that and takes its time, made before transactions; null for nothing
     * @param permanence what may not become of what is stored
     * @param gates what orders must pass to be in force
     * @param jurisdiction the law of the place
     */
    public Records(
            Database database,
            AuditTrail audit,
            Types types,
            Bodies bodies,
            Indexer indexer,
            Guard guard,
            Matcher matcher,
            Check check,
            @Nullable Check slow,
            Permanence permanence,
            List<Gate> gates,
            Jurisdiction jurisdiction,
            RecordSettings settings,
            Ids ids,
            Clock clock) {
        this.database = database;
        this.audit = audit;
        this.parts = new Parts(
                types,
                bodies,
                indexer,
                guard,
                new ClaimReader(guard.references()),
                matcher,
                check,
                permanence,
                gates,
                jurisdiction,
                settings,
                ids,
                clock,
                ConcurrentHashMap.newKeySet());
        this.precheck = slow == null ? null : new Precheck(database, parts, slow);
        this.convoys =
                new Convoys(this::together, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /**
     * The present version of a resource, unaudited: the caller of this method records the access with its answer.
     *
     * @throws Failed with {@link Failure.NotFound}, {@link Failure.Gone} or {@link Failure.Forbidden}
     */
    public Stored read(Caller caller, String type, String id) {
        require(caller, Interaction.READ, type);
        return database.read(connection -> reader(connection, caller).present(type, id));
    }

    /**
     * One version of a resource, unaudited.
     *
     * @throws Failed with {@link Failure.NotFound}, {@link Failure.Gone} when the version is a deletion, or
     *     {@link Failure.Forbidden}
     */
    public Stored readVersion(Caller caller, String type, String id, int version) {
        require(caller, Interaction.READ, type);
        return database.read(connection -> reader(connection, caller).version(type, id, version));
    }

    private Reader reader(Connection connection, Caller caller) throws SQLException {
        return new Reader(connection, parts.types(), parts.guard().sight(connection, caller, Interaction.READ));
    }

    /**
     * Writes the intents, all or nothing, and audits them in the same transaction.
     *
     * @param entry makes the audit entry from the outcomes
     * @return the outcomes in the order of the intents
     * @throws Failed with what keeps it from being written; then nothing was
     */
    public List<Outcome> write(Caller caller, List<Intent> intents, AuditEntry entry) {
        return write(caller, intents, entry, Company.NONE);
    }

    /** As {@link #write(Caller, List, AuditEntry)}, with company. */
    public List<Outcome> write(Caller caller, List<Intent> intents, AuditEntry entry, Company company) {
        for (Intent intent : intents) {
            require(caller, interaction(intent), intent.type());
        }
        audit.meet(Agent.of(caller));
        return precheck == null
                ? written(caller, intents, entry, company)
                : checked(precheck, caller, intents, entry, company);
    }

    private List<Outcome> checked(
            Precheck precheck, Caller caller, List<Intent> intents, AuditEntry entry, Company company) {
        for (int attempt = 1; ; attempt++) {
            try {
                return written(caller, precheck.passed(caller, intents), entry, company);
            } catch (Precheck.Outdated e) {
                if (attempt == CHECKS) {
                    throw new Failed(new Failure.Conflict("Others keep changing the resource; try again."), e);
                }
            }
        }
    }

    private List<Outcome> written(Caller caller, List<Intent> intents, AuditEntry entry, Company company) {
        if (intents.size() == 1 && company.equals(Company.NONE) && Write.mayShare(intents.getFirst())) {
            return List.of(convoys.write(new Write(caller, intents.getFirst(), entry)));
        }
        return committed(
                caller, intents, (now, written) -> List.of(entry.of(now, written, patients(written))), company);
    }

    private List<Outcome> together(List<Write> writes) {
        return committed(
                writes.getFirst().caller(),
                writes.stream().map(Write::intent).toList(),
                (now, written) -> entries(writes, now, written),
                Company.NONE);
    }

    private static List<Access> entries(List<Write> writes, Instant now, List<Outcome> written) {
        List<Access> entries = new ArrayList<>(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            List<Outcome> own = List.of(written.get(i));
            entries.add(writes.get(i).entry().of(now, own, patients(own)));
        }
        return entries;
    }

    private List<Outcome> committed(Caller caller, List<Intent> intents, AuditEntries entries, Company company) {
        AtomicReference<@Nullable Commit> last = new AtomicReference<>();
        List<Outcome> outcomes = database.inTransaction(connection -> {
            Commit commit = new Commit(parts, connection, caller, company.late());
            last.set(commit);
            return attempt(connection, commit, intents, entries, company);
        });
        Commit done = last.get();
        if (done != null) {
            remember(done);
        }
        return outcomes;
    }

    /**
     * Writes what becomes of all that refers to some resources of a type, all or nothing: while it is worked out, nobody
     * begins to refer to them.
     *
     * @param ids of the resources
     */
    public List<Outcome> relocate(
            Caller caller, String type, List<String> ids, Relocation relocation, AuditEntry entry) {
        audit.meet(Agent.of(caller));
        List<Long> addresses = ids.stream().map(id -> Address.of(type, id)).toList();
        AtomicReference<@Nullable Commit> last = new AtomicReference<>();
        List<Outcome> outcomes = database.inTransaction(connection -> {
            Referrers referrers = new Referrers(connection, parts);
            referrers.lock(addresses);
            Map<Long, Referrer> all = new LinkedHashMap<>();
            for (long address : addresses) {
                referrers
                        .of(type, address)
                        .forEach(each -> all.put(each.stored().address(), each));
            }
            List<Intent> intents = relocation.intents(List.copyOf(all.values()));
            intents.forEach(intent -> require(caller, interaction(intent), intent.type()));
            Commit commit = new Commit(parts, connection, caller, Late.NOT);
            last.set(commit);
            return attempt(
                    connection,
                    commit,
                    intents,
                    (now, written) -> List.of(entry.of(now, written, patients(written))),
                    Company.NONE);
        });
        Commit done = last.get();
        if (done != null) {
            remember(done);
        }
        return outcomes;
    }

    /** What refers to a resource now, for whoever may see everything. */
    public List<Referrer> referrers(String type, String id) {
        return database.read(connection -> new Referrers(connection, parts).of(type, Address.of(type, id)));
    }

    /** The id of the Patient whose record took the place of this one's; empty when none did. */
    public Optional<String> survivor(String patient) {
        return database.read(connection -> Merges.survivor(connection, patient));
    }

    /** The chart of a patient, when it has moved to another practice and is closed here. */
    public Optional<Moved.Chart> moved(String patient) {
        return database.read(connection -> Moved.of(connection, patient));
    }

    /** The addresses of the Patients whose records were merged into this one's. */
    public Set<Long> former(String patient) {
        return former(Address.of("Patient", patient));
    }

    /** The same, of the Patient of an address. */
    public Set<Long> former(long patient) {
        return database.read(connection -> Merges.former(connection, patient));
    }

    /** Makes the audit entries of what one transaction writes. */
    @FunctionalInterface
    private interface AuditEntries {
        List<Access> of(Instant at, List<Outcome> outcomes);
    }

    /** Makes the audit entry of a write. */
    @FunctionalInterface
    public interface AuditEntry {
        Access of(Instant at, List<Outcome> outcomes, Set<Long> patients);
    }

    /**
     * What goes with a write.
     *
     * @param along adds statements of the caller's own to the transaction
     * @param unresolved is told of references that point to nothing, which then is no failure; null makes it one
     * @param together is done in the transaction once everything is written; null for nothing
     * @param late whether it may go into a chart that has moved to another practice
     */
    public record Company(
            Consumer<Pipeline> along,
            @Nullable Consumer<IndexRows.Reference> unresolved,
            @Nullable Together together,
            Late late) {
        public static final Company NONE = new Company(pipeline -> {}, null, null);

        /** What is written finishes something, also in a chart that has moved. */
        public static final Company FINISHING = NONE.that(Late.FINISHES);

        /** What is written has arrived, also for a chart that has moved. */
        public static final Company ARRIVING = NONE.that(Late.ARRIVES);

        /** The company of what does not go into charts that have moved. */
        public Company(
                Consumer<Pipeline> along,
                @Nullable Consumer<IndexRows.Reference> unresolved,
                @Nullable Together together) {
            this(along, unresolved, together, Late.NOT);
        }

        /** Nothing is written when one of the conditional creates finds that its resource is there already. */
        public static final Company ALL_NEW = with((connection, written) -> {
            if (written.stream().anyMatch(outcome -> outcome.effect() == Outcome.Effect.FOUND)) {
                throw new Failed(new Failure.Conflict("This is stored already."));
            }
        });

        /** What else is done in the transaction. */
        public static Company with(Together together) {
            return new Company(pipeline -> {}, null, together);
        }

        private Company that(Late other) {
            return new Company(along, unresolved, together, other);
        }

        /** Both, this first. */
        public Company and(Company other) {
            Together first = together;
            Together second = other.together;
            return new Company(
                    along.andThen(other.along),
                    unresolved == null ? other.unresolved : unresolved,
                    first == null
                            ? second
                            : second == null
                                    ? first
                                    : (connection, written) -> {
                                        first.with(connection, written);
                                        second.with(connection, written);
                                    },
                    late.or(other.late));
        }
    }

    /** What is done with what was written, before it is committed; what it throws undoes the writing too. */
    @FunctionalInterface
    public interface Together {
        void with(Connection connection, List<Outcome> written) throws SQLException;
    }

    private List<Outcome> attempt(
            Connection connection, Commit commit, List<Intent> intents, AuditEntries entries, Company company)
            throws SQLException {
        List<Outcome> outcomes = commit.run(
                intents,
                (now, written, pipeline) -> {
                    audit.write(pipeline, connection, entries.of(now, written));
                    company.along().accept(pipeline);
                },
                company.unresolved());
        if (company.together() != null) {
            company.together().with(connection, outcomes);
        }
        return outcomes;
    }

    /** What this process knows after a commit. */
    private void remember(Commit commit) {
        if (parts.knownValues().size() < MOST_KNOWN_VALUES) {
            parts.knownValues().addAll(commit.newValues());
        }
        if (commit.hasUnknown()) {
            parts.guard().forget();
        }
    }

    private static Set<Long> patients(List<Outcome> outcomes) {
        Set<Long> patients = new HashSet<>();
        for (Outcome outcome : outcomes) {
            Stored stored = outcome.stored();
            if (stored != null && stored.patient() != 0) {
                patients.add(stored.patient());
            }
        }
        return patients;
    }

    private static Interaction interaction(Intent intent) {
        return switch (intent) {
            case Intent.Create ignored -> Interaction.CREATE;
            case Intent.Update ignored -> Interaction.UPDATE;
            case Intent.Keep ignored -> Interaction.CREATE;
            case Intent.Patch ignored -> Interaction.UPDATE;
            case Intent.Delete ignored -> Interaction.DELETE;
        };
    }

    /** Fails when the caller has no right at all to do this to resources of that type. */
    public static void require(Caller caller, Interaction interaction, String type) {
        if (!caller.may(interaction, type)) {
            throw new Failed(new Failure.Forbidden("Your access does not include "
                    + interaction.name().toLowerCase(Locale.ROOT) + " of " + type + "."));
        }
    }

    /** Those of these that refer to nothing that is there; only for who may do everything, since it looks past access. */
    public List<IndexRows.Reference> absent(Collection<IndexRows.Reference> references) {
        return database.read(connection -> Integrity.absent(connection, references));
    }

    /**
     * Those of these types of which the caller may see what is in a patient's record; unaudited. That nothing is found of
     * another type says nothing about the patient.
     */
    public Set<String> reached(Caller caller, String patient, Collection<String> types) {
        return database.read(
                connection -> parts.guard().reached(connection, caller, Address.of("Patient", patient), types));
    }

    /** The present resources at these addresses, those that the caller may see; unaudited. */
    public List<Stored> present(Caller caller, Collection<Long> addresses) {
        return addresses.isEmpty()
                ? List.of()
                : database.read(connection -> reader(connection, caller).present(addresses));
    }

    /** Those of these addresses at which there is something that the caller may see. */
    public Set<Long> visible(Caller caller, Collection<Long> addresses) {
        return addresses.isEmpty()
                ? Set.of()
                : database.read(connection -> reader(connection, caller).visible(addresses));
    }

    /** Those of these addresses at which there is something that the caller may see, or was before it was deleted. */
    public Set<Long> known(Caller caller, Collection<Long> addresses) {
        return addresses.isEmpty()
                ? Set.of()
                : database.read(connection -> reader(connection, caller).known(addresses));
    }

    /** Those of these addresses at which there is something that is held from its patient now, or about such. */
    public Set<Long> held(Collection<Long> addresses) {
        return addresses.isEmpty()
                ? Set.of()
                : database.read(connection -> parts.guard().held(connection, addresses));
    }

    /** The versions of our own that a history asks for, newest first, unaudited. */
    public HistoryPage history(Caller caller, HistoryQuery query) {
        Interaction interaction = query.id() == null ? Interaction.SEARCH : Interaction.READ;
        if (query.type() != null) {
            require(caller, interaction, query.type());
        }
        return database.read(connection -> new HistoryReader(
                        connection, parts, parts.guard().sight(connection, caller.withoutOutside(), interaction))
                .page(query));
    }

    /** The moment before which nothing new can come any more; what is then read is to be held to it. */
    public Instant horizon() {
        return database.read(connection -> Horizon.of(connection, parts.clock()));
    }

    /** Entries that are to get the label of what minors keep from those who act for them. */
    public ConfidentialEntries confidentialEntries() {
        return new ConfidentialEntries(database, this, parts);
    }

    /** The copies of what other organizations hold about our patients. */
    public Copies copies() {
        return new Copies(database, parts);
    }

    /** The packing of bodies. */
    public Bodies bodies() {
        return parts.bodies();
    }

    /**
     * Folds the deltas of the counts when there are more than {@code tolerated}; run from time to time.
     *
     * @return how many rows that left; 0 when there was nothing to fold
     */
    public int foldTally(int tolerated) {
        return database.inTransaction(connection -> Tally.fold(connection, tolerated));
    }

    /**
     * Makes the index rows of some resources of these types anew, because what they are found by has changed. Readers
     * and writers go on meanwhile.
     *
     * @param after the address that the call before gave; {@link Long#MIN_VALUE} to begin
     * @param limit how many at most
     * @return the address of the last one; {@link Long#MAX_VALUE} when there are no more
     */
    public long reindex(List<String> types, long after, int limit) {
        return database.inTransaction(connection -> new Reindexer(connection, parts).next(types, after, limit));
    }
}
