package org.throughline.terminology.drug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the catalogue of drugs holds to, whatever is added. */
class DrugContentTest {
    private static final Drugs DRUGS = Drugs.shipped();

    /** ISMP's list of error-prone abbreviations and dose designations, as far as a product's name could have them. */
    private static final Pattern PRONE =
            Pattern.compile("(?:\\d\\.0+(?!\\d)|(?<!\\d)\\.\\d|µg|\\bIU\\b|\\bU\\b|(?<![\\d,.])\\d{4,}|\\bcc\\b)");

    @Test
    void noTwoProductsHaveOneName() {
        Map<String, Product> names = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (Product each : DRUGS.products()) {
            Product other = names.put(each.name(), each);
            if (other != null) {
                twice.add(each.name() + ": " + each.published() + ", " + other.published());
            }
        }
        assertEquals(List.of(), twice);
    }

    @Test
    void everyProductIsFoundByItsName() {
        for (Product each : DRUGS.products()) {
            assertEquals(each, DRUGS.named(each.name()).orElseThrow().product(), each.name());
        }
    }

    @Test
    void everyPublishedNameAndEveryCodeStandsForItsProduct() {
        for (Product each : DRUGS.products()) {
            String code = each.rxcui();
            String published = each.published();
            if (code != null && published != null) {
                assertEquals(each, DRUGS.meaning(code).orElseThrow().product(), published);
                assertEquals(each, DRUGS.named(published).orElseThrow().product(), published);
            }
        }
    }

    @Test
    void namesHaveNoDangerousAbbreviationsTrailingZerosOrNakedPoints() {
        for (Product each : DRUGS.products()) {
            String plain = each.name().replace("polyethylene glycol 3350", "polyethylene glycol");
            assertTrue(!PRONE.matcher(plain).find(), each.name());
        }
    }

    @Test
    void everyClassHasAMember() {
        List<String> empty = DRUGS.classes().keySet().stream()
                .filter(each -> DRUGS.members(each).isEmpty())
                .sorted()
                .toList();
        assertEquals(List.of(), empty);
    }

    @Test
    void aMostUsedDrugOfEachKindIsThere() {
        for (String each : List.of(
                "levothyroxine 50 mcg tablet",
                "metFORMIN 500 mg tablet",
                "amoxicillin 400 mg/5 mL suspension",
                "fluticasone propionate 50 mcg/spray nasal spray",
                "latanoprost 0.005% eye drops",
                "hydrocortisone 1% cream",
                "fentaNYL 25 mcg/hour patch, 72-hour",
                "insulin glargine 100 units/mL, 3 mL pen",
                "acetaminophen 325 mg / HYDROcodone 5 mg tablet",
                "metoprolol succinate 25 mg extended-release tablet, 24-hour",
                "albuterol 90 mcg/puff inhaler",
                "methotrexate 2.5 mg tablet",
                "nitroglycerin 0.4 mg sublingual tablet",
                "ondansetron 4 mg disintegrating tablet")) {
            assertTrue(
                    DRUGS.products().stream().anyMatch(product -> product.name().equals(each)), each);
        }
    }

    @Test
    void controlledSubstancesHaveTheirScheduleAndThoseOnOtherSchedulesTheirOwn() {
        assertEquals("II", schedule("acetaminophen 325 mg / HYDROcodone 5 mg tablet"));
        assertEquals("III", schedule("acetaminophen 300 mg / codeine 30 mg tablet"));
        assertEquals("IV", schedule("zolpidem 5 mg tablet"));
        assertEquals("V", schedule("pregabalin 75 mg capsule"));
        assertEquals(null, schedule("gabapentin 300 mg capsule"));
    }

    private static @Nullable String schedule(String name) {
        Product product = DRUGS.named(name).orElseThrow().product();
        return product == null ? "no product" : product.schedule();
    }
}
