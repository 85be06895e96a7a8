package org.throughline.record.protection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.throughline.access.Filter;
import org.throughline.access.Grant;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.Types;

/**
 * What grants reach, as a condition: for each grant its types, whose records, and its filters; one grant is enough.
 *
 * @param now microseconds since 1970, UTC
 * @param kept what is kept from the caller, which decides too whether a resource shows what it refers to
 */
record Reached(Rights rights, List<Grant> grants, long now, Kept kept, Keys keys, Types types) {
    private static final long[] NONE = {};

    /**
     * @param only the types that the row can be of; empty for any
     * @param standing what the statement has joined
     */
    Fragment ofPresent(String alias, Set<String> only, Standing standing) {
        return reached(new Row(alias, Row.Kind.PRESENT, NONE, only, standing.isJoined()));
    }

    Fragment ofPast(String alias) {
        return reached(new Row(alias, Row.Kind.PAST, NONE, Set.of(), false));
    }

    Fragment ofAny(String alias) {
        return reached(new Row(alias, Row.Kind.ANY, NONE, Set.of(), false));
    }

    Fragment ofWritten(String alias, long[] fresh) {
        return reached(new Row(alias, Row.Kind.WRITTEN, fresh, Set.of(), false));
    }

    /**
     * A row that the condition is about.
     *
     * @param fresh what says by itself who treats a patient and does not count
     * @param only the types that the row can be of; empty for any
     * @param joined whether the statement has joined how the caller stands to the row's patient
     */
    private record Row(String alias, Kind kind, long[] fresh, Set<String> only, boolean joined) {
        enum Kind {
            PRESENT,
            PAST,
            WRITTEN,
            /** Anything of a type in a patient's record; whether it meets filters is not asked. */
            ANY,
            /** Of a patient, and looked at because something else is shown through it. */
            VIA
        }

        /** Whether the row can be of one of these types. */
        boolean mayBe(Set<String> types) {
            return only.isEmpty() || types.contains(Grant.ANY) || only.stream().anyMatch(types::contains);
        }

        /** Whether the row is surely of one of these types. */
        boolean isOf(Set<String> types) {
            return types.contains(Grant.ANY) || (!only.isEmpty() && types.containsAll(only));
        }

        String column(String name) {
            return alias + "." + name;
        }
    }

    private Fragment reached(Row row) {
        return new Fragment()
                .join(
                        " OR ",
                        "false",
                        grants.stream()
                                .filter(grant -> row.mayBe(grant.types()))
                                .map(grant -> granted(grant, row))
                                .toList());
    }

    private Fragment granted(Grant grant, Row row) {
        List<Fragment> all = new ArrayList<>();
        if (!row.isOf(grant.types())) {
            all.add(ofTypes(row, grant.types()));
        }
        if (row.kind() == Row.Kind.VIA) {
            all.add(ofPatient(grant, row));
        } else if (rights.bound() || !grant.reach().isEmpty()) {
            all.add(ofPatientOrNobody(grant, row));
        }
        for (Filter filter : grant.filters()) {
            all.add(meets(grant, filter, row));
        }
        return new Fragment().join(" AND ", "true", all);
    }

    private Fragment ofTypes(Row row, Set<String> names) {
        return Fragment.of(row.column("type") + " = ANY (?::smallint[])", types.numbers(names));
    }

    private Fragment ofPatientOrNobody(Grant grant, Row row) {
        Optional<Fragment> nobody = ofNobody(grant, row);
        if (nobody.isEmpty()) {
            return Fragment.of(row.column("patient") + " <> 0 AND ").add(ofPatient(grant, row));
        }
        return Fragment.of("CASE WHEN " + row.column("patient") + " = 0 THEN ")
                .add(nobody.get())
                .add(" ELSE ")
                .add(ofPatient(grant, row))
                .add(" END");
    }

    /** A row of no patient: a definition or part of the directory, or shown through what it belongs to. */
    private Optional<Fragment> ofNobody(Grant grant, Row row) {
        if (row.kind() == Row.Kind.WRITTEN || row.kind() == Row.Kind.ANY) {
            return Optional.of(Fragment.of("true")); // it is in nobody's record; reading it back is another matter
        }
        List<Fragment> one = new ArrayList<>();
        if (grant.reach().isEmpty()) {
            one.add(
                    row.mayBe(TypeClasses.SHOWN_THROUGH_OTHERS)
                            ? Fragment.of("NOT ").add(ofTypes(row, TypeClasses.SHOWN_THROUGH_OTHERS))
                            : Fragment.of("true"));
        } else {
            Set<String> free = within(grant, row, TypeClasses.OF_NOBODY);
            if (!free.isEmpty()) {
                one.add(ofTypes(row, free));
            }
        }
        within(grant, row, TypeClasses.SHOWN_BY_REFERRERS).forEach(type -> one.add(byReferrers(type, row)));
        within(grant, row, TypeClasses.SHOWN_BY_TARGETS).forEach(type -> one.add(byTargets(type, row)));
        return one.isEmpty() ? Optional.empty() : Optional.of(new Fragment().join(" OR ", "false", one));
    }

    /** Those of these types that are granted and that the row can be of. */
    private static Set<String> within(Grant grant, Row row, Set<String> types) {
        Set<String> both = new TreeSet<>(types);
        if (!row.only().isEmpty()) {
            both.retainAll(row.only());
        }
        if (!grant.types().contains(Grant.ANY)) {
            both.retainAll(grant.types());
        }
        return both;
    }

    private Fragment ofPatient(Grant grant, Row row) {
        return new Fragment()
                .join(
                        " AND ",
                        "true",
                        grant.reach().stream().map(reach -> reaches(reach, row)).toList());
    }

    private Fragment reaches(Reach reach, Row row) {
        return switch (reach) {
            case Reach.Everyone() -> Fragment.of("true");
            case Reach.Of(Set<Long> patients) ->
                Fragment.of(row.column("patient") + " = ANY (?::bigint[])", sorted(patients));
            case Reach.Treated() -> treated(row);
        };
    }

    /** Whether a patient must be treated by the caller for a grant to reach its record. */
    boolean asksWhoTreats() {
        return grants.stream().anyMatch(grant -> grant.reach().contains(new Reach.Treated()));
    }

    /** Whether the caller treats this patient, given as an expression. */
    Fragment treated(Fragment patient) {
        return treated(patient, NONE);
    }

    private Fragment treated(Row row) {
        return row.joined() ? Fragment.of(Standing.TREATS) : treated(Fragment.of(row.column("patient")), row.fresh());
    }

    private Fragment treated(Fragment patient, long[] fresh) {
        Fragment treats = Fragment.of("EXISTS (SELECT 1 FROM treating treats WHERE treats.patient = ")
                .add(patient)
                .add(
                        " AND treats.actor = ANY (?::bigint[]) AND treats.since <= ? AND treats.until > ?",
                        sorted(rights.actors()),
                        now,
                        now);
        if (fresh.length > 0) {
            treats.add(" AND treats.resource <> ALL (?::bigint[])", fresh);
        }
        treats.add(" OFFSET 0)");
        if (rights.emergencies().isEmpty()) {
            return treats;
        }
        return Fragment.of("(")
                .add(patient)
                .add(" = ANY (?::bigint[]) OR ", sorted(rights.emergencies()))
                .add(treats)
                .add(")");
    }

    /** Something that is seen refers to the row. */
    private Fragment byReferrers(String type, Row row) {
        return Fragment.of(
                        "(" + row.column("type") + " = ? AND EXISTS (SELECT 1 FROM unnest(?::bigint[]) AS p (salt)"
                                + " CROSS JOIN LATERAL (SELECT t.resource FROM term t WHERE t.key = "
                                + row.column("resource") + " # p.salt OFFSET 0) t"
                                + " CROSS JOIN LATERAL (SELECT * FROM resource s WHERE s.resource = t.resource OFFSET 0) via"
                                + " WHERE ",
                        (short) types.number(type),
                        keys.saltsTo(type))
                .add(seen())
                .add(" OFFSET 0))");
    }

    /** The row refers to something that is seen. */
    private Fragment byTargets(String type, Row row) {
        return Fragment.of(
                        "(" + row.column("type") + " = ? AND EXISTS (SELECT 1 FROM (SELECT t.key # p.salt AS address"
                                + " FROM term t JOIN unnest(?::integer[], ?::bigint[]) AS p (path, salt) ON p.path = t.path"
                                + " WHERE t.resource = " + row.column("resource") + " OFFSET 0) t"
                                + " CROSS JOIN LATERAL (SELECT * FROM resource s WHERE s.resource = t.address OFFSET 0) via"
                                + " WHERE ",
                        (short) types.number(type),
                        keys.pathsToOwner(type),
                        keys.saltsToOwner(type))
                .add(seen())
                .add(" OFFSET 0))");
    }

    private Fragment seen() {
        return Fragment.of("via.patient <> 0 AND via.origin = 0 AND NOT via.deleted AND ")
                .add(reached(new Row("via", Row.Kind.VIA, NONE, Set.of(), false)))
                .add(kept.not("via", true, false));
    }

    /** What a superseded version held is not in the index, so it is not known to meet a filter. */
    private Fragment meets(Grant grant, Filter filter, Row row) {
        if (row.kind() == Row.Kind.PAST || row.kind() == Row.Kind.ANY) {
            return Fragment.of(Boolean.toString(row.kind() == Row.Kind.ANY));
        }
        Collection<String> names = grant.types().contains(Grant.ANY) ? types.resourceTypes() : grant.types();
        return Fragment.of("EXISTS (SELECT 1 FROM term f WHERE f.resource = " + row.column("resource")
                        + " AND f.key = ANY (")
                .add(keys.meeting(names, filter))
                .add(") OFFSET 0)");
    }

    private static long[] sorted(Set<Long> addresses) {
        return addresses.stream().mapToLong(Long::longValue).sorted().toArray();
    }
}
