package org.throughline.care.given;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.care.entry.Author;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Meant;

/** What is given: an expired lot is stopped, and some drugs are checked by somebody else. */
class GivenTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-26");
    private static final LocalDate ADULT = LocalDate.parse("1980-01-01");
    private static final Author NURSE = new Author("Practitioner/noor", "Sami Noor");
    private static final Drugs DRUGS = Drugs.shipped();

    private static Given given(String lot, String expiry, String checker) {
        return new Given(true, "1 g", "", "", lot, expiry, checker, "", "", "", "", true, 1, false);
    }

    @Test
    void aLotIsGoodUntilItsDayOrMonthEnds() {
        assertFalse(Given.isExpired("2026-11-26", TODAY));
        assertTrue(Given.isExpired("2026-11-25", TODAY));
        assertFalse(Given.isExpired("2026-11", TODAY));
        assertTrue(Given.isExpired("2026-10", TODAY));
        assertTrue(Given.isExpired("2025", TODAY));
        assertTrue(
                given("A1", "2026-10", "").faults("", NURSE, TODAY).toString().contains("must not be given"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals(
                Set.of("lot", "expiry"),
                given("", "", "").faults("", NURSE, TODAY).keySet());
        assertEquals(Map.of(), given("A1", "2027", "").faults("", NURSE, TODAY));
        Given not = new Given(false, "", "", "", "", "", "", "", "", "", "", false, 1, false);
        assertEquals(
                Set.of("reason"), not.faults("this is an opioid", NURSE, TODAY).keySet());
    }

    @Test
    void whoGivesItIsNobodyElse() {
        assertEquals(
                Set.of("checker"),
                given("A1", "2027", "")
                        .faults("this is an insulin", NURSE, TODAY)
                        .keySet());
        assertEquals(
                Set.of("checker"),
                given("A1", "2027", "Practitioner/noor")
                        .faults("this is an insulin", NURSE, TODAY)
                        .keySet());
        assertEquals(Map.of(), given("A1", "2027", "Practitioner/ito").faults("this is an insulin", NURSE, TODAY));
    }

    @Test
    void insulinsHeparinsOpioidsAndInjectionsForChildrenAreCheckedByTwo() {
        for (String drug : new String[] {"insulin glargine", "enoxaparin", "morphine"}) {
            assertTrue(HighAlert.why(meant(drug), ADULT, TODAY).isPresent(), drug);
        }
        assertEquals(Optional.empty(), HighAlert.why(meant("ibuprofen 400 mg tablet"), ADULT, TODAY));
        Meant injection = DRUGS.products().stream()
                .filter(each -> each.form().injected() && each.name().startsWith("cefTRIAXone"))
                .findFirst()
                .map(each -> new Meant(each.ingredients(), each, null))
                .orElseThrow();
        assertEquals(Optional.empty(), HighAlert.why(injection, ADULT, TODAY));
        assertTrue(HighAlert.why(injection, TODAY.minusYears(5), TODAY).isPresent());
        assertTrue(HighAlert.why(injection, null, TODAY).isPresent());
        assertTrue(HighAlert.why(null, ADULT, TODAY).isPresent());
    }

    private static Meant meant(String name) {
        return DRUGS.named(name).orElseThrow();
    }
}
