package org.throughline.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.safety.answer.Answer;
import org.throughline.safety.answer.Checked;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.answer.Why;
import org.throughline.safety.rule.FileState;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.KnowledgeFile;
import org.throughline.safety.rule.Severity;

class InteractionCheckTest {
    private static final SafetyCheck CHECK = new SafetyCheck(Knowledge.shipped(), Patients.DRUGS);

    private static Answer interactions(Patients patient, String order) {
        Checked checked = CHECK.check(patient.snapshot(), List.of(Patients.order(order)));
        return answer(checked, Kind.INTERACTION);
    }

    static Answer answer(Checked checked, Kind kind) {
        return checked.orders().getFirst().answers().stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static Severity loudest(Answer answer) {
        return answer.findings().getFirst().severity();
    }

    @Test
    void filesOfKnowledgeThatAreThereAreWell() {
        CHECK.knowledge().files().stream()
                .filter(each -> each.file().kinds().contains(Kind.INTERACTION))
                .forEach(each -> assertEquals(FileState.State.OK, each.reading(), each.file() + " " + each.words()));
        assertTrue(KnowledgeFile.neededBy(Kind.INTERACTION).contains(KnowledgeFile.GROUPS));
    }

    @Test
    void aStatinWithAnInhibitorIsADanger() {
        Answer answer = interactions(Patients.man().taking("simvastatin"), "clarithromycin");
        Finding found = answer.findings().getFirst();
        assertEquals(Severity.DANGER, found.severity());
        assertEquals("onc-statin-3a4", found.rule());
        assertTrue(found.what().startsWith("clarithromycin with simvastatin: "));
    }

    @Test
    void aBrandIsItsIngredients() {
        assertEquals(Severity.DANGER, loudest(interactions(Patients.man().taking("Zocor"), "Biaxin")));
    }

    @Test
    void nothingBesideItIsClear() {
        assertEquals(
                Answer.State.CLEAR,
                interactions(Patients.man(), "clarithromycin").state());
    }

    @Test
    void aDrugThatWasStoppedCountsAsLongAsItsRuleSays() {
        assertEquals(Severity.DANGER, loudest(interactions(Patients.man().stopped("phenelzine", 10), "sertraline")));
        assertEquals(
                Answer.State.CLEAR,
                interactions(Patients.man().stopped("phenelzine", 20), "sertraline")
                        .state());
    }

    @Test
    void aDrugThatIsNotKnownIsNotClear() {
        Answer answer = interactions(Patients.man().taking("powdered unicorn"), "clarithromycin");
        assertEquals(Answer.State.NOT_CHECKED, answer.state());
        assertEquals(Why.UNKNOWN_DRUG, answer.unchecked().getFirst().why());
    }

    @Test
    void whatIsOrderedTogetherIsCheckedTogether() {
        Checked checked = CHECK.check(
                Patients.man().snapshot(), List.of(Patients.order("simvastatin"), Patients.order("ketoconazole")));
        assertEquals(1, checked.dangers().size());
        checked.orders()
                .forEach(each ->
                        assertEquals(Severity.DANGER, each.findings().getFirst().severity()));
    }

    @Test
    void missingRulesAreNeverClear() {
        SafetyCheck empty = new SafetyCheck(Knowledge.read(name -> java.util.Optional.empty()), Patients.DRUGS);
        Answer answer = answer(
                empty.check(Patients.man().snapshot(), List.of(Patients.order("simvastatin"))), Kind.INTERACTION);
        assertEquals(Answer.State.NOT_CHECKED, answer.state());
        assertEquals(Why.RULES_MISSING, answer.unchecked().getFirst().why());
    }
}
