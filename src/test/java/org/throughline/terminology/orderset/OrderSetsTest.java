package org.throughline.terminology.orderset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;

class OrderSetsTest {
    private static final OrderSets SETS = OrderSets.shipped();

    @Test
    void everyItemIsInItsCatalogue() {
        Labs labs = Labs.shipped();
        Imaging imaging = Imaging.shipped();
        Drugs drugs = Drugs.shipped();
        List<String> missing = new ArrayList<>();
        for (OrderSet set : SETS.all()) {
            for (OrderSet.Item item : set.items()) {
                boolean known = switch (item.kind()) {
                    case TEST -> labs.named(item.name()).isPresent();
                    case IMAGING -> imaging.named(item.name()).isPresent();
                    case DRUG -> drugs.named(item.name()).isPresent();
                    case REFER -> true;
                };
                if (!known) {
                    missing.add(set.name() + ": " + item.name());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyConditionIsInTheCatalogueOfProblems() {
        Catalogues catalogues = Catalogues.shipped();
        for (OrderSet set : SETS.all()) {
            String condition = set.condition();
            assertTrue(
                    condition == null || catalogues.problems().named(condition).isPresent(), set.name());
        }
    }

    @Test
    void setsAreFoundByNameAndByCondition() {
        assertEquals(
                "Hypertension, newly found",
                SETS.find("hypert new", 3).getFirst().name());
        assertEquals(2, SETS.of("Type 2 diabetes").size());
        assertTrue(SETS.all().stream().mapToInt(set -> set.items().size()).sum() >= 100);
    }
}
