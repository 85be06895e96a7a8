package org.throughline.care.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.TestDatabase;
import org.throughline.kernel.Failed;
import org.throughline.packages.LoadedFiles;
import org.throughline.safety.SafetyCheck;
import org.throughline.safety.rule.Knowledge;
import org.throughline.terminology.drug.Drugs;

/** A list of interactions that an operator loads counts beside our own rules, in every process, until it is taken away. */
class LargerKnowledgeTest {
    private static final Caller OPERATOR = new Caller("operator", "Operator", Rights.EVERYTHING);
    private static final Database DATABASE = TestDatabase.fresh();
    private static final Drugs DRUGS = Drugs.shipped();
    private static final SafetyCheck OWN = new SafetyCheck(Knowledge.shipped(), DRUGS);
    private static final String HEAD = "nui\tlabel\tseverity\tnui1\trxcui1\tnui2\trxcui2\n";
    private static final String LIST = HEAD
            + "N1\tMETRONIDAZOLE/WARFARIN\tCritical\tN2\t6922\tN3\t11289\n"
            + "N4\tSOMETHING/WARFARIN\tCritical\tN5\t\tN3\t11289\n";

    private static LargerKnowledge process() {
        return new LargerKnowledge(new LoadedFiles(DATABASE, new AuditTrail(DATABASE), Clock.systemUTC()), OWN, DRUGS);
    }

    private static boolean counts(LargerKnowledge in) {
        return in.get().knowledge().interactions().stream()
                .anyMatch(each -> each.rule().id().equals("ndfrt-N1"));
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void aLoadedListCountsInEveryProcessUntilItIsTakenAway() throws IOException {
        LargerKnowledge one = process();
        LargerKnowledge other = process();
        assertFalse(counts(one));

        LargerKnowledge.Loaded loaded = one.load(OPERATOR, packed(LIST));
        assertEquals(List.of(1, 1), List.of(loaded.rules(), loaded.unusable()));
        assertTrue(loaded.changed() && !one.load(OPERATOR, LIST.getBytes(UTF_8)).changed());
        assertTrue(counts(one));
        assertFalse(counts(other));
        other.refresh();
        assertTrue(counts(other) && counts(process()));
        LocalDate today = LocalDate.now(Clock.systemUTC());
        assertFalse(other.loaded().orElseThrow().isOld(today));
        assertTrue(other.loaded().orElseThrow().isOld(today.plusYears(2)));

        assertThrows(Failed.class, () -> one.load(OPERATOR, "a\tb\n".getBytes(UTF_8)));
        assertThrows(Failed.class, () -> one.load(OPERATOR, HEAD.getBytes(UTF_8)));
        assertTrue(counts(one), "a file that is refused changes nothing");

        assertTrue(one.remove(OPERATOR) && !one.remove(OPERATOR));
        other.refresh();
        assertFalse(counts(one) || counts(other));
    }
}
