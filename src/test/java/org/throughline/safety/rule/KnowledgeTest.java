package org.throughline.safety.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnowledgeTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    @Test
    void everyFileOfTheProductIsWell() {
        for (FileState each : Knowledge.shipped().files()) {
            assertEquals(FileState.State.OK, each.on(TODAY), each.file() + ": " + each.words());
        }
    }

    @Test
    void aFileThatIsNotThereIsMissing() {
        FileState state = stateOf(without("interactions.tsv"), KnowledgeFile.INTERACTIONS);
        assertEquals(FileState.State.MISSING, state.on(TODAY));
    }

    @Test
    void oneByteThatDiffersIsFound() {
        FileSource altered = name -> FileSource.shipped().read(name).map(content -> {
            byte[] copy = content.clone();
            if (name.equals("doses.tsv")) {
                copy[copy.length - 2]++;
            }
            return copy;
        });
        FileState state = stateOf(altered, KnowledgeFile.DOSES);
        assertEquals(FileState.State.ALTERED, state.on(TODAY));
        assertTrue(Knowledge.read(altered).doses().isEmpty());
    }

    @Test
    void withoutTheManifestNothingIsTrusted() {
        Knowledge knowledge = Knowledge.read(without("manifest.sha256"));
        knowledge.files().forEach(each -> assertEquals(FileState.State.ALTERED, each.on(TODAY)));
    }

    @Test
    void aFileThatCannotBeReadIsBroken() {
        FileSource failing = name -> {
            if (name.equals("renal.tsv")) {
                throw new IOException("the disk");
            }
            return FileSource.shipped().read(name);
        };
        assertEquals(
                FileState.State.BROKEN, stateOf(failing, KnowledgeFile.RENAL).on(TODAY));
    }

    @Test
    void whatIsPastItsDateIsStaleAndIsUsed() {
        Knowledge knowledge = Knowledge.shipped();
        LocalDate late = TODAY.plusYears(3);
        assertFalse(knowledge.well(late));
        assertEquals(
                KnowledgeFile.neededBy(Kind.INTERACTION).size(),
                knowledge.unwell(Kind.INTERACTION, late).size());
        assertFalse(knowledge.interactions().isEmpty());
    }

    private static FileSource without(String file) {
        return name ->
                name.equals(file) ? Optional.empty() : FileSource.shipped().read(name);
    }

    private static FileState stateOf(FileSource source, KnowledgeFile file) {
        return Knowledge.read(source).files().stream()
                .filter(each -> each.file() == file)
                .findFirst()
                .orElseThrow();
    }
}
