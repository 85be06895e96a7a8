package org.throughline.clinic.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.orderset.OrderSets;
import org.throughline.terminology.sig.DrugLine;

/** What is typed into the line of a basket finds what is meant. */
class OrderFinderTest {
    private static final OrderFinder FINDER =
            new OrderFinder(new DrugLine(Drugs.shipped()), Labs.shipped(), Imaging.shipped(), OrderSets.shipped());

    private static Candidate first(String line) {
        return FINDER.find(line, null).getFirst();
    }

    @Test
    void aDrugIsFoundWithHowItIsTaken() {
        assertEquals(
                "amoxicillin 500 mg capsule", first("amoxicillin 500 tid 10d").name());
        assertEquals(
                "Take 1 capsule (500 mg) by mouth three times a day for 10 days",
                first("amoxicillin 500 tid 10d").detail());
    }

    @Test
    void aTestAndAStudyAreNoDrugs() {
        assertEquals("lab", first("cbc").fields().get("kind"));
        assertEquals("lab", first("a1c").fields().get("kind"));
        assertEquals("imaging", first("chest x-ray").fields().get("kind"));
    }

    @Test
    void aReferralIsForWhomeverIsNamed() {
        assertEquals("referral", first("refer cardiology").fields().get("kind"));
        assertTrue(first("referral to cardiology")
                .name()
                .toLowerCase(java.util.Locale.ROOT)
                .contains("cardiology"));
    }

    @Test
    void whatACandidateSaysFindsItAgain() {
        for (String line : new String[] {
            "amoxicillin 500 tid 10d", "cbc", "chest x-ray", "refer cardiology", "procedure wart removal"
        }) {
            Candidate candidate = first(line);
            assertEquals(
                    candidate.name(),
                    FINDER.exact(candidate.line(), null).orElseThrow().name(),
                    line);
        }
    }

    @Test
    void anythingElseIsAskedAbout() {
        assertTrue(FINDER.exact("xyzzy", null).isEmpty());
        assertTrue(FINDER.find("", null).isEmpty());
    }
}
