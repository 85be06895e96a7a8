package org.throughline.terminology.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Product;

class SigReaderTest {
    private static final Drugs DRUGS = Drugs.shipped();
    private static final SigReader READER = new SigReader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amoxicillin 500 mg capsule | 500 tid 10d | Take 1 capsule (500 mg) by mouth three times a day for 10 days
            amoxicillin 500 mg capsule | 1 cap po tid x 10 days | Take 1 capsule (500 mg) by mouth three times a day for 10 days
            amoxicillin 400 mg/5 mL suspension | 5 ml bid for 7 days | Take 5 mL (400 mg) by mouth twice a day for 7 days
            amoxicillin 400 mg/5 mL suspension | 500 mg bid 10d | Take 6.3 mL (504 mg) by mouth twice a day for 10 days
            acetaminophen 325 mg / HYDROcodone 5 mg tablet | 1-2 tab po q4-6h prn pain max 8/d | Take 1 to 2 tablets by mouth every 4 to 6 hours as needed for pain. No more than 8 tablets a day
            acetaminophen 500 mg tablet | 1000 q6h prn fever max 4000 mg/day | Take 2 tablets (1,000 mg) by mouth every 6 hours as needed for fever. No more than 4,000 mg a day
            lisinopril 2.5 mg tablet | 2.5 daily | Take 1 tablet (2.5 mg) by mouth once a day
            metoprolol tartrate 25 mg tablet | 12.5 bid | Take 1/2 tablet (12.5 mg) by mouth twice a day
            sertraline 50 mg tablet | ½ tab daily x7d then 1 tab daily | Take 1/2 tablet (25 mg) by mouth once a day for 7 days, then take 1 tablet (50 mg) by mouth once a day
            predniSONE 10 mg tablet | 40 mg daily x5d then 20 mg daily x5d then 10 mg x5d | Take 4 tablets (40 mg) by mouth once a day for 5 days, then take 2 tablets (20 mg) by mouth once a day for 5 days, then take 1 tablet (10 mg) by mouth once a day for 5 days
            predniSONE 10 mg tablet | taper 30 by 10 every 3 days | Take 3 tablets (30 mg) by mouth once a day for 3 days, then take 2 tablets (20 mg) by mouth once a day for 3 days, then take 1 tablet (10 mg) by mouth once a day for 3 days
            azithromycin 250 mg tablet | 2 tabs on day 1 then 1 tab daily days 2-5 | Take 2 tablets (500 mg) by mouth one time only, then take 1 tablet (250 mg) by mouth once a day for 4 days
            methotrexate 2.5 mg tablet | 15 mg weekly on monday | Take 6 tablets (15 mg) by mouth once a week on Monday
            furosemide 40 mg tablet | 40 mwf | Take 1 tablet (40 mg) by mouth every Monday, Wednesday and Friday
            clonazePAM 0.5 mg tablet | 1 tab at 8 am and 8 pm | Take 1 tablet (0.5 mg) by mouth twice a day at 8:00 am and 8:00 pm
            fentaNYL 25 mcg/hour patch, 72-hour | 25 q72h | Apply 1 patch to the skin every 72 hours
            latanoprost 0.005% eye drops | 1 gtt ou qhs | Put 1 drop in both eyes once a day at bedtime
            fluticasone propionate 50 mcg/spray nasal spray | 2 sprays each nostril daily | Spray 2 sprays (100 mcg) in each nostril once a day
            albuterol 90 mcg/puff inhaler | 2 puffs q4-6h prn wheezing | Inhale 2 puffs (180 mcg) every 4 to 6 hours as needed for wheezing
            insulin glargine 100 units/mL, 3 mL pen | 20u qhs | Inject 20 units under the skin once a day at bedtime
            hydrocortisone 1% cream | bid affected area 7d | Apply 1 application to the affected area twice a day for 7 days
            levothyroxine 50 mcg tablet | 50 qam on an empty stomach | Take 1 tablet (50 mcg) by mouth once a day in the morning. On an empty stomach
            nystatin 100,000 units/mL suspension | 5 ml qid swish and swallow | Take 5 mL (500,000 units) by mouth four times a day. Swish and swallow
            polyethylene glycol 3350 17,000 mg powder | 17 g daily prn | Take 1 packet (17 g) by mouth once a day as needed
            ferrous sulfate 325 mg tablet | 1 tab qod | Take 1 tablet (325 mg) by mouth every other day
            metFORMIN 500 mg tablet | 1 tab bid with meals | Take 1 tablet (500 mg) by mouth twice a day with meals
            medroxyPROGESTERone 150 mg/mL, 1 mL prefilled syringe | 150 mg im every 3 months | Inject 150 mg into a muscle every 3 months
            nitroglycerin 0.4 mg sublingual tablet | 1 tab q5 min prn chest pain max 3/day "call 911 after the 2nd" | Dissolve 1 tablet (0.4 mg) under the tongue every 5 minutes as needed for chest pain. No more than 3 tablets a day. "call 911 after the 2nd"
            """)
    void whatIsTypedIsReadAndToldInWordsThatAreReadAlike(String name, String typed, String words) {
        Product product = product(name);
        Sig sig = understood(typed, product).sig();
        assertEquals(words, SigWords.of(sig, product));
        assertEquals(sig, understood(words, product).sig());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALPRAZolam 0.5 mg tablet | 1 tid | 1 tablet, 1 mg
            ALPRAZolam 0.5 mg tablet | 0.5 tid | 1/2 tablet, 0.5 mg
            warfarin 2 mg tablet | 2 daily | 2 tablets, 2 mg
            prednisoLONE 15 mg/5 mL solution | 5 daily | 5 mL, 5 mg
            latanoprost 0.005% eye drops | 1 drop od qhs | right eye, once a day
            latanoprost 0.005% eye drops | 1 drop qhs | left eye, right eye, both eyes
            furosemide 20 mg tablet | 20 mg biweekly | twice a week, every 2 weeks
            amoxicillin 400 mg/5 mL suspension | 45 mg/kg bid | 45 mg/kg/dose, 45 mg/kg/day
            acetaminophen 160 mg/5 mL suspension | 5 mL q6h max 5/d | max 5 doses/day, max 5 mL/day
            """)
    void whatMayMeanTwoThingsIsAsked(String name, String typed, String choices) {
        Reading.Unclear unclear = assertInstanceOf(Reading.Unclear.class, READER.read(typed, product(name)));
        assertEquals(choices, String.join(", ", unclear.choices()));
        for (String choice : unclear.choices()) {
            String chosen = unclear.word().isEmpty() ? typed + " " + choice : typed.replace(unclear.word(), choice);
            Reading read = READER.read(chosen, product(name), BigDecimal.TEN);
            assertFalse(read.equals(unclear), chosen + " is asked again: " + read);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amoxicillin 500 mg capsule | '' | how often?
            amoxicillin 500 mg capsule | tid | how much at a time?
            amoxicillin 500 mg capsule | 500 mg | how often?
            amoxicillin 500 mg capsule | 500 mg tid maybe | is not understood
            amoxicillin 500 mg capsule | 500 mg tid bid | says twice how often
            amoxicillin 500 mg capsule | 500 mg 250 mg tid | says twice how much
            amoxicillin 500 mg capsule | 1 tablet tid | this product is taken in capsules: amoxicillin 500 mg capsule
            amoxicillin 500 mg capsule | 250 mg tid | is no amount that this product can be taken in: amoxicillin 500 mg capsule
            amoxicillin 500 mg capsule | 1 capsule (250 mg) tid | is not what the dose comes to
            amoxicillin 500 mg capsule | 1 capsule im tid | amoxicillin 500 mg capsule is not given into a muscle
            amoxicillin 400 mg/5 mL suspension | 1 tsp bid | liquids are told in mL: a spoon is no measure
            amoxicillin 400 mg/5 mL suspension | 45 mg/kg/day bid | the patient's weight is not known
            predniSONE 10 mg tablet | 40 mg daily then 20 mg daily | for how long before that?
            cefTRIAXone 500 mg injection | 500 mg once | by which route?
            """)
    void whatIsMissingOrContradictoryIsToldAndNothingIsGuessed(String name, String typed, String why) {
        Reading.Unclear unclear = assertInstanceOf(Reading.Unclear.class, READER.read(typed, product(name)));
        assertEquals(why, unclear.why());
    }

    @Test
    void aDoseByWeightShowsItsArithmeticAndItsMaximum() {
        Product product = product("amoxicillin 400 mg/5 mL suspension");
        Reading.Understood small = understood("90 mg/kg/day bid 10d max 4000 mg/day", product, "14");
        assertEquals("90 mg/kg/day × 14 kg = 1,260 mg a day, 630 mg at a time; 7.9 mL (632 mg)", small.arithmetic());
        Reading.Understood large = understood("90 mg/kg/day bid 10d max 4000 mg/day", product, "60");
        assertEquals(
                "90 mg/kg/day × 60 kg = 5,400 mg a day, 2,700 mg at a time; at most 2,000 mg at a time; 25 mL (2,000 mg)",
                large.arithmetic());
        assertEquals(new BigDecimal("25"), large.sig().steps().getFirst().dose().low());
    }

    @Test
    void aSlidingScaleIsKeptAsItWasTypedAndKnownNotToBeStructured() {
        String typed = "Sliding scale: 150-200 2 units, 201-250 4 units before meals";
        Sig sig = understood(typed, product("insulin lispro 100 units/mL, 3 mL pen"))
                .sig();
        assertFalse(sig.structured());
        assertEquals(typed, sig.note());
    }

    @Test
    void aLineNamesTheProductAndTheDosage() {
        DrugLine lines = new DrugLine(DRUGS);
        DrugLine.Candidate first =
                lines.read("amoxicillin 500 tid 10d", null, 5).getFirst();
        assertEquals("amoxicillin 500 mg capsule", first.product().name());
        assertTrue(first.understood());
        DrugLine.Candidate doubled = lines.read("alprazolam 0.5 tid", null, 5).getFirst();
        assertEquals("ALPRAZolam 0.5 mg tablet", doubled.product().name());
        assertEquals(
                BigDecimal.ONE,
                understood(doubled.typed(), doubled.product())
                        .sig()
                        .steps()
                        .getFirst()
                        .dose()
                        .low());
        assertEquals(List.of(), lines.read("  ", null, 5));
    }

    private static Reading.Understood understood(String typed, Product product) {
        return assertInstanceOf(Reading.Understood.class, READER.read(typed, product), typed);
    }

    private static Reading.Understood understood(String typed, Product product, String kilograms) {
        return assertInstanceOf(
                Reading.Understood.class, READER.read(typed, product, new BigDecimal(kilograms)), typed);
    }

    private static Product product(String name) {
        return DRUGS.products().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }
}
