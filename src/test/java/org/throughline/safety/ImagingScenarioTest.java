package org.throughline.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.safety.answer.Answer;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.patient.Gap;
import org.throughline.safety.patient.Imaged;
import org.throughline.safety.patient.ImagingOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Part;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.Severity;

/** Of repeated imaging a near-miss is not only quiet but silent, and a repetition says what it repeats and when that was. */
class ImagingScenarioTest {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);

    private static final SafetyCheck CHECK = new SafetyCheck(Knowledge.shipped(), Patients.DRUGS);

    private static Answer answer(Scenario scenario) {
        ScenarioPatient built = new ScenarioPatient(scenario);
        return answer(built, built.order(scenario.order()));
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
                assertTrue(finding.what().contains(DAY.format(done.getFirst().date())), each.id());
                assertTrue(finding.about().contains(done.getFirst().id()), each.id());
            }
        }
    }

    /** Whatever is taken away of what is known, a repetition never becomes clear. */
    @Test
    void whatIsNotKnownIsNeverClear() {
        for (Scenario each : Scenario.of("imaging")) {
            ScenarioPatient built = new ScenarioPatient(each);
            if (!each.label().equals("positive") || built.patient().imaged.isEmpty()) {
                continue;
            }
            ImagingOrder order = (ImagingOrder) built.order(each.order());
            ImagingOrder wordless =
                    new ImagingOrder(order.id(), order.name(), Set.of(), Optional.empty(), order.due(), order.after());
            assertTrue(!answer(built, wordless).unchecked().isEmpty(), each.id());

            Patients patient = built.patient();
            patient.imaged.replaceAll(
                    one -> new Imaged(one.id(), "Outside study", Set.of(), Optional.empty(), one.date(), false));
            assertTrue(!answer(built, order).unchecked().isEmpty(), each.id());

            patient.imaged.clear();
            patient.gaps.add(new Gap(Part.IMAGING, "not read"));
            assertTrue(!answer(built, order).unchecked().isEmpty(), each.id());
        }
    }

    @Test
    void theOrderInWhichEarlierOnesAreGivenChangesNothing() {
        for (Scenario each : Scenario.of("imaging")) {
            ScenarioPatient built = new ScenarioPatient(each);
            Patients patient = built.patient();
            patient.imaged.add(
                    new Imaged("older", "Older", Set.of(), Optional.empty(), patient.today.minusDays(1_000), false));
            Answer one = answer(built, built.order(each.order()));
            Collections.reverse(patient.imaged);
            assertEquals(one, answer(built, built.order(each.order())), each.id());
        }
    }

    private static Answer answer(ScenarioPatient built, Order order) {
        return CHECK.check(built.patient().snapshot(), List.of(order)).orders().getFirst().answers().stream()
                .filter(each -> each.kind() == Kind.IMAGING)
                .findFirst()
                .orElseThrow();
    }
}
