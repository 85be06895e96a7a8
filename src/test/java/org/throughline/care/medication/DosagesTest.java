package org.throughline.care.medication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.validate.StructureValidator;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Reading;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.SigReader;
import org.throughline.terminology.sig.SigWords;
import org.throughline.terminology.sig.UsualSigs;

class DosagesTest {
    private static final Drugs DRUGS = Drugs.shipped();

    /** Each usual dosage of each product that it is usual for. */
    @Test
    void aDosageComesBackFromFhirAsItWasAndItsResourceIsValid() {
        UsualSigs usual = UsualSigs.shipped();
        Random random = new Random(7);
        int seen = 0;
        for (Product product : DRUGS.products()) {
            for (UsualSigs.Usual each : usual.of(product, BigDecimal.valueOf(20))) {
                if (each.reading() instanceof Reading.Understood understood && random.nextInt(3) == 0) {
                    seen++;
                    roundTrip(understood.sig(), product);
                }
            }
        }
        assertFalse(seen < 300, "only " + seen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 tab q4-6h prn pain max 8/d",
                "2 tabs on day 1 then 1 tab daily days 2-5",
                "1/2 tab mon wed fri",
                "1 tab at 8 am and 8 pm for 2 weeks with food",
                "1-2 tab bid before meals",
                "1 tab every other day"
            })
    void whatIsTypedComesBack(String typed) {
        Product product = DRUGS.named("predniSONE 10 mg tablet").orElseThrow().product();
        if (product == null || !(new SigReader().read(typed, product) instanceof Reading.Understood understood)) {
            throw new AssertionError(typed);
        }
        roundTrip(understood.sig(), product);
    }

    private static void roundTrip(Sig sig, Product product) {
        JsonArray json = Dosages.json(sig, one -> SigWords.of(one, product));
        JsonObject request = JsonReader.readObject("""
                {"resourceType":"MedicationRequest","status":"active","intent":"order","subject":{"reference":"Patient/1"},
                 "medicationCodeableConcept":{"text":"x"},"dosageInstruction":%s}
                """.formatted(text(json)).getBytes(UTF_8));
        assertEquals(List.of(), StructureValidator.validate(request));
        assertEquals(Optional.of(sig), Dosages.read(request.objects("dosageInstruction")));
    }

    private static String text(JsonArray json) {
        return "[" + String.join(",", json.values().stream().map(Json::toString).toList()) + "]";
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                [{"text":"10 am, 15 pm","timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d","when":["MORN"]}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"unit"}}]},
                 {"text":"and","timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d","when":["EVE"]}},"doseAndRate":[{"doseQuantity":{"value":15,"unit":"unit"}}]}]
                """, """
                [{"sequence":1,"text":"a","timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"unit"}}]},
                 {"sequence":2,"text":"b","timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":15,"unit":"unit"}}]}]
                """, """
                [{"text":"x","modifierExtension":[{"url":"http://x","valueBoolean":true}],"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":1,"unit":"tablet"}}]}]
                """, """
                [{"text":"x","maxDosePerLifetime":{"value":1},"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":1,"unit":"tablet"}}]}]
                """, """
                [{"text":"x","timing":{"event":["2026-01-01"],"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":1,"unit":"tablet"}}]}]
                """})
    void whatGoesSideBySideOrSaysMoreThanWeKnowStaysInWords(String dosages) {
        Sig sig = Dosages.read(read(dosages)).orElseThrow();
        assertFalse(sig.structured());
    }

    @Test
    void aTimingThatIsOnlyACodeIsRead() {
        Sig sig = Dosages.read(read("""
                [{"timing":{"code":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation","code":"BID"}]}},
                  "doseAndRate":[{"doseQuantity":{"value":1.0,"unit":"tablets","system":"http://terminology.hl7.org/CodeSystem/v3-orderableDrugForm","code":"TAB"}}]}]
                """)).orElseThrow();
        assertEquals(
                "1 tablet",
                sig.steps().getFirst().dose().low() + " "
                        + sig.steps().getFirst().dose().unit());
        assertEquals(2, sig.steps().getFirst().timing().mostPerDay().intValue());
    }

    private static List<JsonObject> read(String dosages) {
        return JsonReader.readObject(("{\"dosageInstruction\":" + dosages + "}").getBytes(UTF_8))
                .objects("dosageInstruction");
    }
}
