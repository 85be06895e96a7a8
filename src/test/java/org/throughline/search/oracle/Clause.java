package org.throughline.search.oracle;

import java.util.List;
import org.throughline.fhir.definitions.SearchParameterDefinition;

/** One condition of a random search, before it is text. */
sealed interface Clause {

    /** How it stands in a query. */
    String text();

    /** A parameter with its modifier (or none) and values, any of which will do. */
    record Simple(SearchParameterDefinition parameter, String modifier, List<String> values) implements Clause {
        String name() {
            return parameter.code() + (modifier.isEmpty() ? "" : ":" + modifier);
        }

        @Override
        public String text() {
            return name() + "=" + String.join(",", values);
        }
    }

    /** A chain: the reference leads to a resource of the type for which the other clause holds. */
    record Chain(SearchParameterDefinition reference, String type, Simple next) implements Clause {
        @Override
        public String text() {
            return reference.code() + ":" + type + "." + next.text();
        }
    }

    /** Another resource points here and the clause holds for it. */
    record Has(String type, SearchParameterDefinition reference, Simple next) implements Clause {
        @Override
        public String text() {
            return "_has:" + type + ":" + reference.code() + ":" + next.text();
        }
    }
}
