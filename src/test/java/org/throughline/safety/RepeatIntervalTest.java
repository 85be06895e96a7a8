package org.throughline.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.Severity;
import org.throughline.safety.rule.TestRule;
import org.throughline.terminology.Coding;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;

/** How soon each test of the catalogue is repeated is known and sourced; what is followed by nature only informs. */
class RepeatIntervalTest {
    private static final List<TestRule> RULES = Knowledge.shipped().tests();
    private static final Labs LABS = Labs.shipped();

    private static List<TestRule> about(Lab lab) {
        return lab.loinc()
                .map(Coding::code)
                .map(code -> RULES.stream()
                        .filter(each -> !each.same(Set.of(code)).isEmpty())
                        .toList())
                .orElse(List.of());
    }

    @Test
    void everyTestThatHasACodeHasAnInterval() {
        List<String> without = LABS.all().stream()
                .filter(lab -> lab.loinc().isPresent())
                .filter(lab ->
                        LABS.tests(lab).stream().allMatch(each -> about(each).isEmpty())
                                && about(lab).isEmpty())
                .map(Lab::name)
                .toList();
        assertEquals(List.of(), without);
    }

    @Test
    void serialTestsOnlyInform() {
        List<String> louder = LABS.all().stream()
                .filter(Lab::serial)
                .filter(lab -> about(lab).stream().anyMatch(each -> each.rule().severity() != Severity.NOTE))
                .map(Lab::name)
                .toList();
        assertEquals(List.of(), louder);
    }
}
