package org.throughline.fhir.definitions;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.ValueSet.Filter;
import org.throughline.fhir.definitions.ValueSet.Rule;

/**
 * Value sets that nobody has written, because their address says what is in them: all codes of a system, or those beneath
 * one. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/snomedct.html#implicit">SNOMED CT, implicit value sets</a>
 * @see <a href="https://hl7.org/fhir/R4/loinc.html#vs">LOINC value sets</a>
 */
final class ImplicitSets {
    private static final String MARK = "?fhir_vs";
    private static final String IS_A = "=isa/";
    private static final String LOINC = "http://loinc.org";
    private static final String LOINC_SETS = LOINC + "/vs";

    private ImplicitSets() {}

    /** The set of an address; null when it is none of these or its system is not held. */
    static @Nullable ValueSet of(String url, Terminology terminology) {
        int mark = url.indexOf(MARK);
        if (mark > 0) {
            String rest = URLDecoder.decode(url.substring(mark + MARK.length()), StandardCharsets.UTF_8);
            return rest.isEmpty() || rest.startsWith(IS_A)
                    ? set(url, url.substring(0, mark), rest.isEmpty() ? "" : rest.substring(IS_A.length()), terminology)
                    : null;
        }
        if (url.equals(LOINC_SETS) || url.startsWith(LOINC_SETS + "/")) {
            String below = url.length() == LOINC_SETS.length() ? "" : url.substring(LOINC_SETS.length() + 1);
            return set(url, LOINC, below, terminology);
        }
        return null;
    }

    private static @Nullable ValueSet set(String url, String system, String below, Terminology terminology) {
        CodeSystem held = terminology.codeSystem(system);
        if (held == null) {
            return null;
        }
        List<Filter> filters = below.isEmpty() ? List.of() : List.of(new Filter("concept", "is-a", below));
        return new ValueSet(
                url,
                held.header().version(),
                held.header().name(),
                held.header().title(),
                List.of(new Rule(system, List.of(), filters, List.of())),
                List.of());
    }
}
