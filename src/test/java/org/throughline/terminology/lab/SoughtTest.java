package org.throughline.terminology.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Rows;

/** Whether what was resulted is what is ordered, on pairs that were labelled before the knowledge was written. */
class SoughtTest {
    private static final String MEMBERS = "members:";
    private final Labs labs = Labs.shipped();

    @Test
    void aResultOfTheSameTestIsFoundAndNoOther() {
        int same = 0;
        int found = 0;
        int other = 0;
        int taken = 0;
        List<String> wrong = new ArrayList<>();
        for (Rows.Row row : Rows.of(SoughtTest.class, "repeats.tsv", "ordered", "resulted", "same", "why")) {
            Lab lab = labs.named(row.text("ordered")).orElseThrow(() -> row.wrong("orders nothing"));
            boolean answered = labs.sought(lab).answeredBy(resulted(row.text("resulted")));
            boolean yes = row.text("same").equals("yes");
            same += yes ? 1 : 0;
            found += yes && answered ? 1 : 0;
            other += yes ? 0 : 1;
            taken += !yes && answered ? 1 : 0;
            if (yes != answered) {
                wrong.add(row.text("ordered") + " by " + row.text("resulted") + ": " + row.text("why"));
            }
        }
        System.out.println("SAME found " + found + "/" + same + ", false " + taken + "/" + other + " " + wrong);
        assertTrue(same >= 60 && other >= 60, "the set is large enough");
        assertTrue(found >= 0.95 * same, found + " of " + same + " found: " + wrong);
        assertTrue(taken <= 0.05 * (found + taken), taken + " of " + other + " taken for the same: " + wrong);
    }

    private Set<String> resulted(String text) {
        if (!text.startsWith(MEMBERS)) {
            return Set.of(text.split(", "));
        }
        Lab panel = labs.named(text.substring(MEMBERS.length())).orElseThrow();
        return labs.tests(panel).stream()
                .flatMap(each -> each.loinc().stream())
                .map(Coding::code)
                .collect(Collectors.toSet());
    }

    @Test
    void eachTestIsAnsweredByItselfAndEachPanelByItsTests() {
        for (Lab lab : labs.all()) {
            Sought sought = labs.sought(lab);
            Set<String> own = labs.tests(lab).stream()
                    .flatMap(each -> each.loinc().stream())
                    .map(Coding::code)
                    .collect(Collectors.toSet());
            lab.loinc().ifPresent(code -> assertTrue(sought.answeredBy(Set.of(code.code())), lab.name()));
            assertEquals(!own.isEmpty(), sought.answeredBy(own), lab.name());
            assertTrue(sought.codes().containsAll(own), lab.name());
            assertFalse(sought.answeredBy(Set.of()), lab.name());
        }
    }

    @Test
    void aPanelIsNotAnsweredWithoutAnyOfItsTests() {
        for (Lab lab : labs.all()) {
            Sought sought = labs.sought(lab);
            for (Set<String> part : sought.parts()) {
                Set<String> rest = sought.parts().stream()
                        .filter(each -> !each.equals(part))
                        .flatMap(Set::stream)
                        .filter(each -> !part.contains(each) && !sought.itself().contains(each))
                        .collect(Collectors.toSet());
                assertFalse(sought.answeredBy(rest), lab.name());
            }
        }
    }

    @Test
    void whatIsNotInTheCatalogueIsAnsweredByItsOwnCodeAndAnEqualByItsEquals() {
        assertEquals(Sought.of("99999-9"), labs.sought("99999-9"));
        assertTrue(labs.sought("2339-0").answeredBy(Set.of("2345-7")));
    }
}
