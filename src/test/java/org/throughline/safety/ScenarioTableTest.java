package org.throughline.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.throughline.terminology.Catalogues;

/** The labelled table of scenarios is whole: enough of each kind, in its format, with the names of our catalogues. */
class ScenarioTableTest {
    private static final List<Scenario> ALL = Scenario.all();
    private static final Map<String, Set<String>> EXPECTED = Map.of(
            "dangerous", Set.of("interrupt"),
            "positive", Set.of("shown"),
            "near-miss", Set.of("quiet", "shown"),
            "unknown", Set.of("not checked"));
    private static final Pattern PATIENT = Pattern.compile("(\\d+[ymd] )?[fm]( \\d+(\\.\\d+)?kg)?( \\d+cm)?");
    private static final Pattern FACT = Pattern.compile("(not )?pregnant( \\d+ weeks| \\d+d ago)?|breastfeeding"
            + "|no known (allergies|conditions|drugs)|(conditions|drugs) not asked"
            + "|(condition|resolved|refuted allergy|withheld): [^|]+|allergy: .+ \\(.+; (severe|moderate|mild)\\)"
            + "|intolerance: .+ \\(.+\\)|taking: .+ \\| .+|stopped \\d+d ago: [^|]+|result: .+ .+ \\d+d ago"
            + "|(ordered|cancelled|imaged) \\d+d ago: .+|weight: \\S+ kg \\d+d ago");

    @Test
    void eachKindHasEnoughOfBoth() {
        for (String kind : Scenario.KINDS) {
            long near = count(kind, "near-miss");
            long rest = Scenario.of(kind).size() - near;
            assertTrue(near >= 24 && rest >= 24, kind + ": " + rest + " and " + near);
        }
    }

    @Test
    void everyRowIsInTheFormat() {
        Set<String> ids = new HashSet<>();
        for (Scenario each : ALL) {
            assertTrue(ids.add(each.id()), each.id());
            assertTrue(
                    java.util.Objects.requireNonNull(EXPECTED.get(each.label())).contains(each.expect()), each.id());
            assertTrue(PATIENT.matcher(each.patient()).matches(), each.id() + ": " + each.patient());
            assertTrue(
                    each.order().startsWith("test: ")
                            || each.order().startsWith("imaging: ")
                            || each.order().contains(" | "),
                    each.id());
            assertTrue(each.label().equals("near-miss") || !each.about().isEmpty(), each.id());
            assertTrue(!each.why().isBlank(), each.id());
            each.facts().forEach(fact -> assertTrue(FACT.matcher(fact).matches(), each.id() + ": " + fact));
        }
    }

    @Test
    void problemsAllergensAndReactionsAreThoseOfOurCatalogues() {
        Catalogues catalogues = Catalogues.shipped();
        List<String> unknown = new ArrayList<>();
        for (Scenario each : ALL) {
            for (String fact : each.facts()) {
                Matcher problem =
                        Pattern.compile("(?:condition|resolved): (.+)").matcher(fact);
                if (problem.matches()
                        && catalogues.problems().named(problem.group(1)).isEmpty()) {
                    unknown.add(each.id() + ": " + fact);
                }
                Matcher allergy = Pattern.compile("(?:allergy|intolerance): (.+) \\(([^;]+).*\\)")
                        .matcher(fact);
                if (allergy.matches()
                        && !each.kind().equals("unchecked")
                        && (catalogues.allergens().named(allergy.group(1)).isEmpty()
                                || catalogues
                                        .reactions()
                                        .named(allergy.group(2))
                                        .isEmpty())) {
                    unknown.add(each.id() + ": " + fact);
                }
            }
        }
        assertEquals(List.of(), unknown);
    }

    private static long count(String kind, String label) {
        return Scenario.of(kind).stream()
                .filter(each -> each.label().equals(label))
                .count();
    }
}
