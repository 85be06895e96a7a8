package org.throughline.network.share;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.reference.References;
import org.throughline.network.link.Link;
import org.throughline.network.share.Given.Item;
import org.throughline.network.share.Notice.Kind;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.protection.Guard;
import org.throughline.record.protection.Turns;
import org.throughline.search.Searches;

/**
 * Gives members what they may see of the patients whom they are linked to, and takes from them what they may not see any
 * more. What there is to tell is the difference between what a member has been given and what its rights show it now, so
 * nothing depends on why that changed, and a step that is done twice tells nothing twice. Changes are read off the
 * transactions, so that one that commits late is not passed over.
 */
public final class Giving {
    /** Who and where care is given. */
    public static final Set<String> DIRECTORY = Set.of(
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "OrganizationAffiliation",
            "Location",
            "HealthcareService",
            "Endpoint");

    private static final int MOST_LINKS = 20;

    /** Where nothing changes, how far was looked is kept as seldom: keeping it is a write, too. */
    private static final Duration SELDOM = Duration.ofMinutes(1);

    /** How soon is seen that what a member may do was changed. */
    private static final Duration OFTEN = Duration.ofSeconds(5);

    private final Database database;
    private final Visible visible;
    private final Types types;
    private final IntFunction<Optional<Caller>> members;
    private final Outlet outlet;
    private final InstantSource clock;
    private final Map<Integer, Rights> rights = new HashMap<>();
    private Instant kept = Instant.EPOCH;
    private Instant compared = Instant.EPOCH;

    /**
     * Gives what is in these records.
     *
     * @param references reads references to resources of ours
     * @param members as whom a member acts here now, by its number; empty when it is none any more
     * @param outlet by which they are told
     */
    public Giving(
            Database database,
            Records records,
            Searches searches,
            References references,
            IntFunction<Optional<Caller>> members,
            Outlet outlet,
            InstantSource clock) {
        this.database = database;
        this.visible = new Visible(records, searches, references);
        this.types = references.types();
        this.members = members;
        this.outlet = outlet;
        this.clock = clock;
    }

    /** Looks at what was changed, and at some of the links whose time has come; whether there is more to do at once. */
    public boolean step() {
        String now = database.read(connection -> only(connection, "SELECT pg_current_snapshot()::text"));
        String moment = database.read(connection -> only(connection, "SELECT moment FROM giving"));
        List<Scope.Change> changes = database.read(connection -> Scope.changes(connection, moment));
        compareRights();
        if (!changes.isEmpty()) {
            lookAtWhole(changes);
            Scope.of(changes).forEach(this::settle);
        }
        if (!changes.isEmpty() || kept.plus(SELDOM).isBefore(clock.instant())) {
            kept = clock.instant();
            database.inTransaction(
                    connection -> Sql.change(connection, "UPDATE giving SET moment = ? WHERE moment = ?", now, moment));
        }
        List<Scope> due = database.read(connection -> Scope.due(connection, clock.instant(), MOST_LINKS));
        due.forEach(this::settle);
        return !due.isEmpty();
    }

    private static String only(Connection connection, String sql) throws SQLException {
        return Sql.first(connection, row -> String.valueOf(row.getString(1)), sql)
                .orElseThrow();
    }

    /** Where what says who may see the record was changed, all of the record is looked at. */
    private void lookAtWhole(List<Scope.Change> changes) {
        Set<String> patients = new HashSet<>();
        changes.stream()
                .filter(each -> Guard.hasRows(types.resourceType(each.type())))
                .map(Scope.Change::patient)
                .filter(each -> !each.isEmpty())
                .forEach(patients::add);
        if (!patients.isEmpty()) {
            Instant now = clock.instant();
            database.inTransaction(connection -> Sql.change(
                    connection,
                    "UPDATE link SET again = ? WHERE ended IS NULL AND patient = ANY (?)",
                    now,
                    patients.toArray(String[]::new)));
        }
    }

    /** Where what a member may do here was changed, by its role or by the law of the place, all that it may see is looked at. */
    private void compareRights() {
        Instant now = clock.instant();
        if (compared.plus(OFTEN).isAfter(now)) {
            return;
        }
        compared = now;
        List<Integer> listening =
                database.read(connection -> Sql.list(connection, row -> row.getInt(1), "SELECT peer FROM listener"));
        for (int peer : listening) {
            Rights present = members.apply(peer).map(Caller::rights).orElse(Rights.NONE);
            Rights before = rights.put(peer, present);
            if (before != null && !before.equals(present)) {
                database.inTransaction(connection -> {
                    again(connection, peer, now);
                    return peer;
                });
            }
        }
    }

    /** All that a member may see is looked at anew, such as when its role was changed, or it listens anew. */
    public static void again(Connection connection, int peer, Instant now) throws SQLException {
        Sql.change(connection, "UPDATE link SET again = ? WHERE ended IS NULL AND peer = ?", now, peer);
    }

    /** What a member was given is given again, from the beginning. */
    public static void anew(Connection connection, int peer, Instant now) throws SQLException {
        Given.forget(connection, peer);
        again(connection, peer, now);
    }

    /**
     * What a member was given about a patient is given again, from the beginning. That it was given is not forgotten: when it may
     * not be seen any more by then, the member must be told so.
     */
    static void anew(Connection connection, Link link, Instant now) throws SQLException {
        Sql.change(
                connection, "UPDATE given SET version = 0 WHERE peer = ? AND patient = ?", link.peer(), link.address());
        Sql.change(connection, "UPDATE link SET again = ? WHERE link = ?", now, link.number());
    }

    private void settle(Scope scope) {
        database.inTransaction(connection -> {
            // One at a time for a member, whatever process; what it may see is read after that.
            Sql.any(connection, "SELECT pg_advisory_xact_lock(hashtext('given'), ?)", scope.peer());
            settle(connection, scope);
            return true;
        });
    }

    private void settle(Connection connection, Scope scope) throws SQLException {
        Map<Long, Integer> had = Given.of(connection, scope.peer(), scope.address());
        Set<Long> changed = scope.changed();
        Optional<Caller> member = scope.linked() ? members.apply(scope.peer()) : Optional.empty();
        Map<Long, Stored> may;
        if (member.isEmpty()) {
            may = Map.of();
        } else if (changed == null) {
            may = visible.everything(member.get(), scope.patient());
        } else {
            may = visible.some(member.get(), changed, had.keySet());
        }
        tell(connection, scope, had, may);
        if (changed == null) {
            Instant next = scope.linked()
                    ? Turns.next(connection, scope.address(), clock.instant()).orElse(null)
                    : null;
            Sql.change(
                    connection,
                    "UPDATE link SET again = ? WHERE peer = ? AND address = ? AND again <= ?",
                    next,
                    scope.peer(),
                    scope.address(),
                    clock.instant());
        }
    }

    private void tell(Connection connection, Scope scope, Map<Long, Integer> had, Map<Long, Stored> may)
            throws SQLException {
        Map<Long, Integer> directory = scope.patient().isEmpty() ? had : Given.of(connection, scope.peer(), 0);
        List<Item> people = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (Stored stored : may.values()) {
            Item item = new Item(stored.address(), stored.type(), stored.id(), stored.version());
            if (isOfDirectory(stored)) {
                addNewer(people, item, directory);
            } else if (stored.patient() == 0 || stored.patient() == scope.address()) {
                boolean news = addNewer(items, item, had);
                if (news && stored.type().equals("AllergyIntolerance")) {
                    Reaching.told(
                            connection, scope.peer(), scope.patient(), stored, visible.open(stored), clock.instant());
                }
            }
        }
        List<Item> gone = gone(connection, scope, had, may);
        List<Notice> notices = new ArrayList<>();
        people.forEach(each -> notices.add(changed(each, "")));
        items.stream()
                .sorted(Comparator.comparingInt(each -> turn(each.type())))
                .forEach(each -> notices.add(changed(each, scope.patient())));
        gone.forEach(each -> notices.add(new Notice(Kind.GONE, each.type(), each.id(), 0, scope.patient())));
        if (!notices.isEmpty() && outlet.emit(connection, scope.peer(), notices)) {
            Given.put(connection, scope.peer(), 0, people);
            Given.put(connection, scope.peer(), scope.address(), items);
            Given.take(connection, scope.peer(), scope.address(), gone);
        }
    }

    /** Adds what was not given yet in this version; whether it did. */
    private static boolean addNewer(List<Item> items, Item item, Map<Long, Integer> had) {
        Integer given = had.get(item.address());
        return (given == null || given < item.version()) && items.add(item);
    }

    /** What it had and may not see any more: of what was changed, or of all. */
    private List<Item> gone(Connection connection, Scope scope, Map<Long, Integer> had, Map<Long, Stored> may)
            throws SQLException {
        Map<Long, Integer> left = new HashMap<>(had);
        Set<Long> changed = scope.changed();
        if (changed != null) {
            left.keySet().retainAll(changed);
        }
        left.keySet().removeAll(may.keySet());
        return left.isEmpty() ? List.of() : Given.items(connection, left, types::resourceType);
    }

    private static Notice changed(Item item, String patient) {
        return new Notice(Kind.CHANGED, item.type(), item.id(), item.version(), patient);
    }

    /** Who and where care is given: it goes with nobody. */
    private static boolean isOfDirectory(Stored stored) {
        return stored.patient() == 0 && DIRECTORY.contains(stored.type());
    }

    /** What others refer to comes before those that do. */
    private static int turn(String type) {
        return switch (type) {
            case "Patient", "Consent" -> 0;
            case "RelatedPerson", "Medication", "Device", "Specimen", "Binary" -> 1;
            case "EpisodeOfCare", "Encounter", "CareTeam" -> 2;
            case "Condition", "AllergyIntolerance", "ServiceRequest", "Goal" -> 3;
            case "DiagnosticReport", "DocumentReference", "Composition", "List", "Provenance", "CarePlan" -> 5;
            default -> 4;
        };
    }
}
