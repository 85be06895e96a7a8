package org.throughline.record.protection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.access.Limit;
import org.throughline.access.Policy;
import org.throughline.access.Purpose;
import org.throughline.access.Rights;
import org.throughline.access.Sensitivity;
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.Types;

/**
 * What is kept from a caller whatever its grants: sensitive information that it has no clearance for, or that goes to it only by a
 * consent that names it, results that are held from the patient for a time when it is they who ask, and what policies on a
 * patient's record deny it. What is marked or restricted in a way that is not known yet is kept as well.
 *
 * @param now microseconds since 1970, UTC
 */
record Kept(Rights rights, Codebook.Entries codebook, long now, Keys keys, Types types) {
    private static final Set<String> SENSITIVE =
            Arrays.stream(Sensitivity.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    /**
     * Begins with {@code AND}, or is empty: the row under this alias is not kept.
     *
     * @param indexed whether the index rows are of this version of the resource
     * @param joined whether the statement has joined a {@link Standing}
     */
    Fragment not(String alias, boolean indexed, boolean joined) {
        return not(alias, indexed, joined, Binding.OURS);
    }

    /** The same for a row that may have come from others, whose consents then bind it as ours do. */
    Fragment notOfAnybody(String alias, boolean joined) {
        return not(alias, true, joined, Binding.OURS_AND_THEIRS);
    }

    /** Which consents bind a row. */
    private enum Binding {
        OURS,
        OURS_AND_THEIRS;

        String on(String alias) {
            return switch (this) {
                case OURS -> "c.origin = 0";
                case OURS_AND_THEIRS -> "c.origin IN (0, " + alias + ".origin)";
            };
        }
    }

    private Fragment not(String alias, boolean indexed, boolean joined, Binding binding) {
        Fragment sql = new Fragment();
        if (!rights.bound()) {
            return sql;
        }
        if (!rights.clearances().contains(Rights.ALL)) {
            sql.add(
                    " AND (" + alias + ".labels = 0 OR " + alias + ".labels = ANY (?::integer[]))",
                    codebook.cleared(SENSITIVE, rights.clearances()));
        }
        for (String kind : new TreeSet<>(rights.consented())) {
            sql.add(
                            " AND (" + alias + ".labels = 0 OR " + alias + ".labels = ANY (?::integer[]) OR ",
                            codebook.cleared(Set.of(kind), Set.of()))
                    .add(released(kind, alias, indexed))
                    .add(")");
        }
        if (rights.purpose().isOfPatient()) {
            sql.add(" AND ").add(notHeld(alias, indexed, now, keys));
        }
        if (!asksForRestrictions()) {
            return sql;
        }
        sql.add(" AND (" + (joined ? "NOT " + Standing.RESTRICTED : alias + ".patient = 0") + " OR NOT ");
        if (rights.emergencies().isEmpty()) {
            return sql.add(denied(rights.purpose(), alias, indexed, binding)).add(")");
        }
        return sql.add(
                        "CASE WHEN " + alias + ".patient = ANY (?::bigint[]) THEN ",
                        rights.emergencies().stream()
                                .mapToLong(Long::longValue)
                                .sorted()
                                .toArray())
                .add(denied(Purpose.ETREAT, alias, indexed, binding))
                .add(" ELSE ")
                .add(denied(rights.purpose(), alias, indexed, binding))
                .add(" END)");
    }

    /** It is not held from the patient, and not about something that is. */
    static Fragment notHeld(String alias, boolean indexed, long now, Keys keys) {
        Fragment sql = Fragment.of(
                "NOT EXISTS (SELECT 1 FROM held h WHERE h.target = " + alias + ".resource AND h.until > ? OFFSET 0)",
                now);
        return indexed
                ? sql.add(
                        " AND NOT EXISTS (SELECT 1 FROM (SELECT t.key # p.salt AS address FROM term t"
                                + " JOIN unnest(?::integer[], ?::bigint[]) AS p (path, salt) ON p.path = t.path"
                                + " WHERE t.resource = " + alias + ".resource OFFSET 0) about"
                                + " JOIN held h ON h.target = about.address WHERE h.until > ? OFFSET 0)",
                        keys.pathsToResult(),
                        keys.saltsToResult(),
                        now)
                : sql;
    }

    /** Whether policies on a patient's record can keep anything from the caller. */
    boolean asksForRestrictions() {
        return rights.bound() && rights.purpose() != Purpose.PATRQT;
    }

    /** Whether any policy is on the record of this patient, given as an expression. */
    Fragment restricted(Fragment patient) {
        return asksForRestrictions()
                ? Fragment.of("EXISTS (SELECT 1 FROM restriction c WHERE c.patient = ")
                        .add(patient)
                        .add(")")
                : Fragment.of("false");
    }

    /** A consent of the patient names this kind of sensitive information and the caller. One of others says nothing of what is ours. */
    private Fragment released(String kind, String alias, boolean indexed) {
        Map<Limit, List<Integer>> policies = policies(policy -> policy.release(rights.purpose(), kind));
        if (policies.isEmpty()) {
            return Fragment.of("false");
        }
        Fragment sql = Fragment.of("EXISTS (SELECT 1 FROM restriction c WHERE c.patient = " + alias
                + ".patient AND c.origin = 0 AND (false");
        policies.forEach((limit, numbers) -> sql.add(
                        " OR c.policy = ANY (?::integer[]) AND ",
                        numbers.stream().mapToInt(Integer::intValue).toArray())
                .add(met(limit, alias, indexed)));
        return sql.add(") OFFSET 0)");
    }

    /** What is left of policies, but for those of which nothing is, with the numbers of the policies. */
    private Map<Limit, List<Integer>> policies(Function<Policy, Limit> left) {
        Map<Limit, List<Integer>> policies = new LinkedHashMap<>();
        for (Map.Entry<Integer, Policy> policy : new TreeMap<>(codebook.policies()).entrySet()) {
            Limit limit = left.apply(policy.getValue());
            if (!limit.equals(Limit.NEVER)) {
                policies.computeIfAbsent(limit, ignored -> new ArrayList<>()).add(policy.getKey());
            }
        }
        return policies;
    }

    private Fragment denied(Purpose purpose, String alias, boolean indexed, Binding binding) {
        Map<Limit, List<Integer>> policies = policies(policy -> policy.denial(purpose));
        Fragment sql = Fragment.of(
                "EXISTS (SELECT 1 FROM restriction c WHERE c.patient = " + alias + ".patient AND " + binding.on(alias)
                        + " AND (c.policy <> ALL (?::integer[])",
                codebook.knownPolicies());
        policies.forEach((limit, numbers) -> sql.add(
                        " OR c.policy = ANY (?::integer[]) AND ",
                        numbers.stream().mapToInt(Integer::intValue).toArray())
                .add(met(limit, alias, indexed)));
        return sql.add(") OFFSET 0)");
    }

    private Fragment met(Limit limit, String alias, boolean indexed) {
        return switch (limit) {
            case Limit.All(List<Limit> limits) -> new Fragment().join(" AND ", "true", met(limits, alias, indexed));
            case Limit.Any(List<Limit> limits) -> new Fragment().join(" OR ", "false", met(limits, alias, indexed));
            case Limit.Not(Limit inner) ->
                Fragment.of("NOT (").add(met(inner, alias, indexed)).add(")");
            case Limit.OfTypes(Set<String> names) ->
                Fragment.of(alias + ".type = ANY (?::smallint[])", types.numbers(names));
            case Limit.Labelled(Set<String> labels) ->
                Fragment.of(alias + ".labels = ANY (?::integer[])", codebook.holding(labels));
            case Limit.NamesActor(int provision) ->
                named(provision, ProtectionRows.Kind.ACTOR)
                        .add(
                                " AND n.target = ANY (?::bigint[]) OFFSET 0)",
                                rights.actors().stream()
                                        .mapToLong(Long::longValue)
                                        .sorted()
                                        .toArray());
            case Limit.NamesResource(int provision) ->
                named(provision, ProtectionRows.Kind.RESOURCE).add(" AND n.target = " + alias + ".resource OFFSET 0)");
            case Limit.InForce(int provision) ->
                named(provision, ProtectionRows.Kind.IN_FORCE)
                        .add(" AND n.low <= ? AND n.high > ? OFFSET 0)", now, now);
            case Limit.Dated(int provision, boolean undated) -> dated(provision, undated, alias, indexed);
        };
    }

    private List<Fragment> met(List<Limit> limits, String alias, boolean indexed) {
        return limits.stream().map(limit -> met(limit, alias, indexed)).toList();
    }

    private static Fragment named(int provision, ProtectionRows.Kind kind) {
        return Fragment.of(
                "EXISTS (SELECT 1 FROM named n WHERE n.resource = c.resource AND n.provision = ? AND n.kind = ?",
                provision,
                kind.number());
    }

    private Fragment dated(int provision, boolean undated, String alias, boolean indexed) {
        if (!indexed) {
            return Fragment.of(Boolean.toString(undated));
        }
        String dates =
                "SELECT 1 FROM moment d WHERE d.resource = " + alias + ".resource AND d.key <> ALL (?::bigint[])";
        Fragment within = named(provision, ProtectionRows.Kind.DATES)
                .add(
                        " AND EXISTS (" + dates + " AND d.low < n.high AND d.high > n.low OFFSET 0) OFFSET 0)",
                        keys.datesNotOfCare());
        return undated
                ? Fragment.of("(").add(within).add(" OR NOT EXISTS (" + dates + " OFFSET 0))", keys.datesNotOfCare())
                : within;
    }
}
