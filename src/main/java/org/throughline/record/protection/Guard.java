package org.throughline.record.protection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.access.Policy;
import org.throughline.access.Visibility;
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.record.protection.ProtectionRows.Named;
import org.throughline.record.protection.ProtectionRows.Restriction;

/**
 * Decides who sees what, below every path: gives the conditions on rows that a caller's rights come to, and the rows that
 * those conditions ask.
 */
public final class Guard {
    private static final Set<String> MASKING = Set.of("CEL", "EMP", "VIP");
    private static final Sight NOTHING = new Sight.Nothing();

    private final Types types;
    private final References references;
    private final Keys keys;
    private final InstantSource clock;
    private final Codebook codebook;
    private final Relations relations;
    private final Marks marks = Marks.shipped();

    public Guard(Types types, References references, Keys keys, InstantSource clock) {
        this.types = types;
        this.references = references;
        this.keys = keys;
        this.clock = clock;
        this.codebook = new Codebook(clock);
        this.relations = new Relations(references);
    }

    /** What references of a resource are to things that are here. */
    public References references() {
        return references;
    }

    /** What the caller may see for this kind of interaction now. */
    public Sight sight(Connection connection, Caller caller, Interaction interaction) throws SQLException {
        return sight(caller, interaction, () -> codebook.entries(connection));
    }

    /** As {@link #sight}, for a transaction that has itself made labels or policies, which others do not know yet. */
    public Sight sightWithin(Connection connection, Caller caller, Interaction interaction) throws SQLException {
        return sight(caller, interaction, () -> codebook.within(connection));
    }

    @FunctionalInterface
    private interface Known {
        Codebook.Entries entries() throws SQLException;
    }

    private Sight sight(Caller caller, Interaction interaction, Known known) throws SQLException {
        return switch (caller.visibility(interaction)) {
            case Visibility.Everything(boolean outside) -> new Sight.Everything(outside);
            case Visibility.Nothing() -> NOTHING;
            case Visibility.Some some -> {
                long now = clock.millis() * 1000;
                Kept kept = new Kept(some.rights(), known.entries(), now, keys, types);
                yield new Sight.Some(new Reached(some.rights(), some.grants(), now, kept, keys, types), kept);
            }
        };
    }

    /** The resource with the security labels that its codes give it. */
    public JsonObject marked(JsonObject resource) {
        return marks.mark(resource);
    }

    /** The labels that a resource carries. */
    public Set<String> labels(JsonObject resource) {
        return LabelCodes.ofResource(resource);
    }

    /** The resource with a label of a sensitive kind beside those that it has. */
    public JsonObject labelled(JsonObject resource, String label) {
        return Marks.with(resource, Set.of(label));
    }

    /** Those of these types of which the caller may see what is in a patient's record. */
    public Set<String> reached(Connection connection, Caller caller, long patient, Collection<String> wanted)
            throws SQLException {
        Sight sight = sight(connection, caller, Interaction.SEARCH);
        Fragment sql = Fragment.of(
                        "SELECT asked.type FROM (SELECT 0::bigint AS resource, ?::bigint AS patient, type, 0 AS labels"
                                + " FROM unnest(?::smallint[]) AS t (type)) asked WHERE ",
                        patient,
                        types.numbers(wanted))
                .add(sight.ofAny("asked"));
        Set<String> reached = new HashSet<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                reached.add(types.resourceType(row.getShort(1)));
            }
        }
        return reached;
    }

    /** Those of these addresses at which there is something that is held from its patient now, or about such. */
    public Set<Long> held(Connection connection, Collection<Long> addresses) throws SQLException {
        Fragment sql = Fragment.of(
                        "SELECT asked.resource FROM unnest(?::bigint[]) AS asked (resource) WHERE NOT (",
                        addresses.stream().mapToLong(Long::longValue).sorted().toArray())
                .add(Kept.notHeld("asked", true, clock.millis() * 1000, keys))
                .add(")");
        Set<Long> held = new HashSet<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                held.add(row.getLong(1));
            }
        }
        return held;
    }

    /** The number of the set of security labels that a resource carries. */
    public int labels(Connection connection, JsonObject resource) throws SQLException {
        return codebook.labels(connection, LabelCodes.ofResource(resource));
    }

    /** The numbers of the sets of labels that hold one of these. */
    public int[] holding(Connection connection, Set<String> labels) throws SQLException {
        return codebook.entries(connection).holding(labels);
    }

    /** What a resource says about who may see its patient's record. */
    public ProtectionRows rows(Connection connection, JsonObject resource) throws SQLException {
        String type = String.valueOf(resource.text("resourceType"));
        List<Restriction> restrictions = new ArrayList<>();
        List<Named> named = new ArrayList<>();
        if (type.equals("Consent")) {
            ConsentReader.Read read = ConsentReader.read(resource, references, types);
            if (read != null) {
                restrictions.add(restriction(connection, read, 0));
                named.addAll(read.named());
            }
        } else if (type.equals("Patient")
                && LabelCodes.ofResource(resource).stream().anyMatch(MASKING::contains)) {
            restrictions.add(new Restriction(codebook.policy(connection, new Policy.Masked()), 0));
        } else if (!Relations.TYPES.contains(type)) {
            return ProtectionRows.ofHeld(Held.rows(resource, references));
        }
        return new ProtectionRows(
                relations.of(resource),
                restrictions,
                named,
                type.equals("Patient") ? merged(resource) : List.of(),
                List.of());
    }

    /**
     * The same of a copy of what another organization holds: its consents bind what comes from there, and who treats the
     * patient there is nothing to us.
     *
     * @param recipients addresses by which its consents may name us
     */
    public ProtectionRows rowsOfCopy(Connection connection, JsonObject copy, int origin, Set<Long> recipients)
            throws SQLException {
        if (!"Consent".equals(copy.text("resourceType"))) {
            return ProtectionRows.ofHeld(Held.rows(copy, references));
        }
        ConsentReader.Read read = ConsentReader.read(copy, references, types, recipients);
        return read == null
                ? ProtectionRows.NONE
                : new ProtectionRows(
                        List.of(), List.of(restriction(connection, read, origin)), read.named(), List.of(), List.of());
    }

    private Restriction restriction(Connection connection, ConsentReader.Read read, int origin) throws SQLException {
        return new Restriction(codebook.policy(connection, new Policy.Consented(read.provision())), origin);
    }

    /** What stays of that when the resource is deleted: its earlier versions are held as long as it would have been. */
    public ProtectionRows rowsOfDeleted(JsonObject before) {
        return ProtectionRows.ofHeld(Held.rows(before, references));
    }

    /** The record that took the place of a patient's. */
    private List<ProtectionRows.Merged> merged(JsonObject patient) {
        return patient.objects("link").stream()
                .filter(link -> "replaced-by".equals(link.text("type")))
                .flatMap(link -> Stream.ofNullable(link.object("other")))
                .flatMap(other -> Stream.ofNullable(other.text("reference")))
                .flatMap(reference -> Stream.ofNullable(references.local(reference)))
                .filter(local -> local.type().equals("Patient"))
                .map(local -> new ProtectionRows.Merged(
                        String.valueOf(patient.text("id")), Address.of("Patient", local.id()), local.id()))
                .limit(1)
                .toList();
    }

    /** Whether resources of this type may have such rows. */
    public static boolean hasRows(String type) {
        return type.equals("Consent") || Relations.TYPES.contains(type);
    }

    /** Whether resources of this type may be held from their patient. */
    public static boolean mayBeHeld(String type) {
        return Held.TYPES.contains(type);
    }

    /** Whether a decision knows already what a written resource carries; otherwise it is hidden for a moment. */
    public boolean knows(int labels, ProtectionRows rows) {
        return codebook.knows(
                labels, rows.restrictions().stream().map(Restriction::policy).toList());
    }

    /** Makes the next decision look for new policies and labels; for after this process has made some. */
    public void forget() {
        codebook.forget();
    }
}
