package org.throughline.access.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What follows from the table of the law of the place. */
class LawTest {
    private final PlaceRules rules = PlaceRules.shipped();

    private Law of(String state) {
        return rules.of(state, List.of());
    }

    @Test
    void tenStatesAtLeastAreKnownAndEachRuleHasASource() {
        assertTrue(rules.states().size() >= 10, rules.states().toString());
        for (String state : rules.states()) {
            of(state)
                    .rules()
                    .forEach(rule -> assertTrue(
                            rule.url().startsWith("http")
                                    && !rule.citation().isBlank()
                                    && !rule.words().isBlank(),
                            rule.toString()));
        }
    }

    @Test
    void theStricterOfTwoPlacesCounts() {
        Law both = of("OR").and(of("MA"));
        assertFalse(of("OR").consents().containsKey("HIV"));
        assertTrue(both.consents().containsKey("HIV"));
        assertTrue(both.consents().containsKey("ETH"));
        assertEquals(both.consents().keySet(), of("MA").and(of("OR")).consents().keySet());
        assertEquals(
                LocalDate.parse("2036-05-01"),
                both.keptUntil(null, LocalDate.parse("2026-05-01")).orElseThrow());
    }

    @Test
    void whatNothingIsKnownOfHasWhatCountsEverywhere() {
        Law nowhere = of("");
        assertEquals(
                List.of("ETH", "PSYTHPN"),
                nowhere.consents().keySet().stream().sorted().toList());
        assertEquals(18, nowhere.majority());
        assertEquals(Optional.empty(), nowhere.keptUntil(null, LocalDate.parse("2026-05-01")));
        assertEquals(Optional.empty(), nowhere.minors("sti"));
    }

    @Test
    void aRecordOfAMinorIsKeptLonger() {
        LocalDate last = LocalDate.parse("2020-01-31");
        assertEquals(
                LocalDate.parse("2037-06-02"),
                of("NY").keptUntil(LocalDate.parse("2015-06-02"), last).orElseThrow());
        assertEquals(
                LocalDate.parse("2026-01-31"),
                of("NY").keptUntil(LocalDate.parse("1960-06-02"), last).orElseThrow());
    }

    @Test
    void whatAMinorKeepsFollowsFromTheStateAndTheAgeAlone() {
        Random random = new Random(20261128);
        List<String> states = List.copyOf(rules.states());
        Map<String, String> care =
                Map.of("STD", "sti", "HIV", "sti", "PSY", "mental", "ETH", "substance", "SEX", "contraception");
        List<String> kinds = List.of("STD", "HIV", "PSY", "ETH", "SEX", "GDIS", "SDV");
        int kept = 0;
        for (int i = 0; i < 20_000; i++) {
            Law law = of(states.get(random.nextInt(states.size())));
            String kind = kinds.get(random.nextInt(kinds.size()));
            LocalDate born = LocalDate.parse("2005-01-01").plusDays(random.nextInt(7_000));
            LocalDate day = born.plusDays(random.nextInt(8_000));
            int age = Period.between(born, day).getYears();
            boolean expected = law.rules().stream()
                            .filter(rule -> rule.subject() == Subject.MINOR
                                    && rule.kind().equals(care.get(kind)))
                            .anyMatch(rule -> age >= (rule.value().equals("0") ? 12 : Integer.parseInt(rule.value())))
                    && age < 18;
            assertEquals(expected, law.keeps(List.of("GDIS", kind), born, day).isPresent(), law.state() + kind + age);
            kept += expected ? 1 : 0;
        }
        assertTrue(kept > 1_000, kept + " kept");
    }

    @Test
    void aRuleAboutAnyCareDoesNotCloseTheWholeRecord() {
        LocalDate born = LocalDate.parse("2010-01-01");
        assertTrue(of("OR").minors("general").isPresent());
        assertEquals(Optional.empty(), of("OR").keeps(List.of("GDIS"), born, LocalDate.parse("2026-11-28")));
    }

    @Test
    void workingDaysLeaveOutTheWeekend() {
        LocalDate friday = LocalDate.parse("2026-11-27");
        assertEquals(LocalDate.parse("2026-12-18"), of("WA").releaseBy(friday).orElseThrow());
        assertEquals(LocalDate.parse("2026-12-27"), of("CO").releaseBy(friday).orElseThrow());
    }

    @Test
    void whatASiteHasSetStandsInPlaceOfTheTable() {
        LocalDate today = LocalDate.parse("2026-11-27");
        Rule off = new Rule(Rule.SITE, Subject.CONSENT, "HIV", "off", "Named by our form", "Somebody", "", today);
        Rule more = new Rule(Rule.SITE, Subject.CONSENT, "SEX", "", "We ask", "Somebody", "", today);
        Rule years = new Rule(Rule.SITE, Subject.KEEP, "", "20", "We keep longer", "Somebody", "", today);
        Law law = rules.of("MA", List.of(off, more, years));
        assertFalse(law.consents().containsKey("HIV"));
        assertTrue(law.consents().containsKey("SEX"));
        assertEquals(LocalDate.parse("2046-11-27"), law.keptUntil(null, today).orElseThrow());
    }
}
