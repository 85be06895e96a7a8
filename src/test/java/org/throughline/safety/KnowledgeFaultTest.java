package org.throughline.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.safety.answer.Answer;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.ImagingOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Snapshot;
import org.throughline.safety.patient.TestOrder;
import org.throughline.safety.rule.FileSource;
import org.throughline.safety.rule.FileState;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.KnowledgeFile;
import org.throughline.terminology.lab.Sought;

/** Each file of knowledge is removed, altered, broken and aged: no check that needs it is ever silent about that. */
class KnowledgeFaultTest {
    private static final Snapshot PATIENT = Patients.woman(40).snapshot();
    private static final DrugOrder DRUG = Patients.order("amoxicillin 500 mg capsule");
    private static final List<Order> ORDERS = List.of(
            DRUG,
            new TestOrder("test", "Creatinine", Set.of("2160-0"), Patients.TODAY, Sought.of("2160-0")),
            new ImagingOrder("image", "MRI of the knee", Set.of(), Optional.empty(), Patients.TODAY, 0));

    @ParameterizedTest
    @EnumSource(KnowledgeFile.class)
    void aFileThatIsRemovedIsMissing(KnowledgeFile file) {
        told(
                file,
                name -> name.equals(file.fileName())
                        ? Optional.empty()
                        : FileSource.shipped().read(name),
                Why.RULES_MISSING);
    }

    @ParameterizedTest
    @EnumSource(KnowledgeFile.class)
    void aFileThatIsChangedIsAltered(KnowledgeFile file) {
        told(file, changed(file, text -> text + "\n", false), Why.RULES_ALTERED);
    }

    @ParameterizedTest
    @EnumSource(KnowledgeFile.class)
    void aFileThatCannotBeUnderstoodIsBroken(KnowledgeFile file) {
        told(file, changed(file, text -> text + "more\t".repeat(40) + "\n", true), Why.RULES_BROKEN);
    }

    @ParameterizedTest
    @EnumSource(KnowledgeFile.class)
    void aFilePastItsDateIsUsedAndSaidToBe(KnowledgeFile file) {
        told(
                file,
                changed(file, text -> text.replaceFirst("#until [-0-9]+", "#until 2026-11-25"), true),
                Why.RULES_STALE);
    }

    /** Nothing is told of files that are whole. */
    @Test
    void whatIsWholeIsNotToldOf() {
        new SafetyCheck(Knowledge.shipped(), Patients.DRUGS)
                .check(PATIENT, ORDERS).orders().stream()
                        .flatMap(each -> each.answers().stream())
                        .flatMap(each -> each.unchecked().stream())
                        .map(Reason::why)
                        .forEach(each -> assertTrue(!each.name().startsWith("RULES_"), each.name()));
    }

    private static void told(KnowledgeFile file, FileSource source, Why why) {
        Knowledge knowledge = Knowledge.read(source);
        FileState state = knowledge.files().stream()
                .filter(each -> each.file() == file)
                .findFirst()
                .orElseThrow();
        assertEquals(
                why.name().substring("RULES_".length()),
                state.on(Patients.TODAY).name(),
                state.words());
        List<Answer> answers = new SafetyCheck(knowledge, Patients.DRUGS)
                .check(PATIENT, ORDERS).orders().stream()
                        .flatMap(each -> each.answers().stream())
                        .toList();
        for (Answer answer : answers) {
            if (file.kinds().contains(answer.kind())) {
                assertNotEquals(Answer.State.CLEAR, answer.state(), answer.toString());
                assertTrue(
                        answer.unchecked().stream().anyMatch(each -> each.why() == why),
                        answer.kind() + " says nothing of " + file + ": " + answer.unchecked());
            }
        }
    }

    /** @param signed whether the manifest says that this is what it should be */
    private static FileSource changed(KnowledgeFile file, UnaryOperator<String> change, boolean signed) {
        return name -> {
            Optional<byte[]> shipped = FileSource.shipped().read(name);
            if (name.equals(file.fileName())) {
                return Optional.of(change(file, change));
            }
            return name.equals("manifest.sha256") && signed
                    ? Optional.of(manifest(file, change(file, change)))
                    : shipped;
        };
    }

    private static byte[] change(KnowledgeFile file, UnaryOperator<String> change) throws IOException {
        byte[] content = FileSource.shipped().read(file.fileName()).orElseThrow();
        return change.apply(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] manifest(KnowledgeFile file, byte[] content) throws IOException {
        try {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            String shipped =
                    new String(FileSource.shipped().read("manifest.sha256").orElseThrow(), StandardCharsets.UTF_8);
            return shipped.replaceFirst("[0-9a-f]{64}  " + file.fileName(), digest + "  " + file.fileName())
                    .getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
