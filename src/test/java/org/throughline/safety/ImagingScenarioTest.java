package org.throughline.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.safety.answer.Answer;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.patient.Imaged;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.Severity;

/** Of repeated imaging a near-miss is not only quiet but silent, and a repetition says what it repeats and when that was. */
class ImagingScenarioTest {
    private static final SafetyCheck CHECK = new SafetyCheck(Knowledge.shipped(), Patients.DRUGS);

    private static Answer answer(Scenario scenario) {
        ScenarioPatient built = new ScenarioPatient(scenario);
        return CHECK
                .check(built.patient().snapshot(), List.of(built.order(scenario.order())))
                .orders()
                .getFirst()
                .answers()
                .stream()
                .filter(each -> each.kind() == Kind.IMAGING)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNearMissIsNotShownAndIsChecked() {
        List<String> wrong = new ArrayList<>();
        for (Scenario each : Scenario.of("imaging")) {
            if (each.label().equals("near-miss")) {
                Answer answer = answer(each);
                if (answer.findings().stream().anyMatch(one -> one.severity() != Severity.NOTE)
                        || !answer.unchecked().isEmpty()) {
                    wrong.add(each.id() + " " + answer);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void aRepetitionNamesTheEarlierOneWithItsDay() {
        for (Scenario each : Scenario.of("imaging")) {
            List<Imaged> done = new ScenarioPatient(each).patient().imaged;
            if (each.label().equals("positive") && !done.isEmpty()) {
                Finding finding = answer(each).findings().getFirst();
                assertTrue(finding.what().contains(done.getFirst().name()), each.id());
                assertTrue(finding.what().contains(done.getFirst().date().toString()), each.id());
                assertTrue(finding.about().contains(done.getFirst().id()), each.id());
            }
        }
    }
}
