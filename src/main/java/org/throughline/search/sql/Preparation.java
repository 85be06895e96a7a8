package org.throughline.search.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Address;
import org.throughline.search.parameter.Path;
import org.throughline.search.parameter.Registry;
import org.throughline.search.query.Criterion;
import org.throughline.search.query.Criterion.Reference;
import org.throughline.search.query.Query;

/** A query in terms of the index, ready to be planned. */
record Preparation(Planner planner, Statements statements, short[] types) {

    static Preparation of(
            Registry registry,
            Query query,
            Compiler compiler,
            Resolver resolver,
            Statements statements,
            Frequencies frequencies,
            Connection connection)
            throws SQLException {
        List<Condition> conditions = new ArrayList<>();
        int about = -1;
        long patient = 0;
        for (Criterion criterion : Pairing.of(registry, query)) {
            String id = aboutPatient(registry, query, criterion);
            if (about < 0 && !id.isEmpty()) {
                about = conditions.size();
                patient = Address.of("Patient", id);
            }
            conditions.addAll(Condition.flat(List.of(resolver.resolve(compiler.compile(criterion)))));
        }
        short[] types = numbers(registry.types(), query.types());
        Planner planner = new Planner(frequencies, connection, types, conditions, about, patient);
        return new Preparation(planner, statements, types);
    }

    private static short[] numbers(Types types, List<String> names) {
        List<String> all = names.isEmpty() ? types.resourceTypes() : names;
        short[] numbers = new short[all.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (short) types.number(all.get(i));
        }
        return numbers;
    }

    /** The patient whom the resources are about, when the criterion says just that; else empty. */
    private static String aboutPatient(Registry registry, Query query, Criterion criterion) {
        if (query.types().size() != 1 || !(criterion instanceof Criterion.References(var parameter, var references))) {
            return "";
        }
        Path about = registry.patientPath(query.types().getFirst());
        boolean just = about != null
                && registry.isSingle(about)
                && parameter.paths().equals(List.of(about))
                && references.size() == 1;
        return just
                        && references.getFirst() instanceof Reference.Local(String type, String id)
                        && type.equals("Patient")
                ? id
                : "";
    }

    /** How many current resources there are of the types, from the running tally. */
    Fragment tally() {
        return Fragment.of(
                "SELECT coalesce(sum(y.delta), 0) FROM tally y WHERE y.type = ANY (?::smallint[]) AND y.origin = 0",
                types);
    }
}
