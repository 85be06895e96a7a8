package org.throughline.safety;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.throughline.safety.answer.Checked;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.patient.Sex;
import org.throughline.safety.patient.Taken;
import org.throughline.safety.patient.Treatment;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.Switch;
import org.throughline.terminology.drug.Meant;

/**
 * How often an order interrupts in a stream of orders like that of a practice: patients with the illnesses and drugs that go
 * together, at usual doses, and new orders of what is prescribed every day. One order in a hundred is made dangerous on
 * purpose, so that it is known how many true dangers there are.
 */
class OrderStreamTest {
    private static final int ORDERS = 5_000;
    private static final SafetyCheck CHECK = new SafetyCheck(Knowledge.shipped(), Patients.DRUGS);

    /** An illness with its diagnosis, how often it is met from an age on, in per cent, and its usual drugs. */
    private record Illness(String name, String code, int from, int percent, List<String> drugs) {}

    private static final List<Illness> ILLNESSES = List.of(
            new Illness(
                    "Hypertension",
                    "I10",
                    40,
                    55,
                    List.of(
                            "lisinopril 20 mg tablet|1|tablet|1",
                            "losartan 50 mg tablet|1|tablet|1",
                            "amlodipine 5 mg tablet|1|tablet|1",
                            "hydrochlorothiazide 25 mg tablet|1|tablet|1",
                            "chlorthalidone 25 mg tablet|1|tablet|1",
                            "metoprolol succinate 50 mg extended-release tablet|1|tablet|1")),
            new Illness(
                    "Hyperlipidemia",
                    "E78.5",
                    40,
                    50,
                    List.of(
                            "atorvastatin 40 mg tablet|1|tablet|1",
                            "rosuvastatin 10 mg tablet|1|tablet|1",
                            "simvastatin 20 mg tablet|1|tablet|1",
                            "pravastatin 40 mg tablet|1|tablet|1")),
            new Illness(
                    "Type 2 diabetes",
                    "E11.9",
                    40,
                    22,
                    List.of(
                            "metformin 1000 mg tablet|1|tablet|2",
                            "glipizide 5 mg tablet|1|tablet|2",
                            "empagliflozin 10 mg tablet|1|tablet|1",
                            "sitagliptin 100 mg tablet|1|tablet|1")),
            new Illness(
                    "Depression",
                    "F32.A",
                    18,
                    16,
                    List.of(
                            "sertraline 50 mg tablet|1|tablet|1",
                            "escitalopram 10 mg tablet|1|tablet|1",
                            "bupropion hydrochloride 150 mg extended-release tablet, 24-hour|1|tablet|1",
                            "trazodone 50 mg tablet|1|tablet|1",
                            "duloxetine 30 mg delayed-release capsule|1|capsule|1")),
            new Illness(
                    "Anxiety",
                    "F41.9",
                    18,
                    12,
                    List.of(
                            "buspirone 10 mg tablet|1|tablet|2",
                            "lorazepam 0.5 mg tablet|1|tablet|1",
                            "hydroxyzine hydrochloride 25 mg tablet|1|tablet|2")),
            new Illness(
                    "Gastroesophageal reflux",
                    "K21.9",
                    30,
                    24,
                    List.of(
                            "omeprazole 20 mg delayed-release capsule|1|capsule|1",
                            "pantoprazole 40 mg delayed-release tablet|1|tablet|1",
                            "famotidine 20 mg tablet|1|tablet|2")),
            new Illness("Hypothyroidism", "E03.9", 30, 9, List.of("levothyroxine 75 mcg tablet|1|tablet|1")),
            new Illness(
                    "Atrial fibrillation",
                    "I48.91",
                    65,
                    12,
                    List.of(
                            "apixaban 5 mg tablet|1|tablet|2",
                            "warfarin 5 mg tablet|1|tablet|1",
                            "diltiazem hydrochloride 120 mg extended-release capsule|1|capsule|1")),
            new Illness(
                    "Coronary artery disease",
                    "I25.10",
                    60,
                    18,
                    List.of(
                            "aspirin 81 mg tablet|1|tablet|1",
                            "clopidogrel 75 mg tablet|1|tablet|1",
                            "nitroglycerin 0.4 mg sublingual tablet|1|tablet|1")),
            new Illness(
                    "Asthma",
                    "J45.909",
                    0,
                    9,
                    List.of(
                            "albuterol inhaler|2|puff|4",
                            "montelukast 10 mg tablet|1|tablet|1",
                            "fluticasone inhaler|2|puff|2")),
            new Illness(
                    "Chronic pain",
                    "G89.29",
                    40,
                    14,
                    List.of(
                            "gabapentin 300 mg capsule|1|capsule|3",
                            "tramadol 50 mg tablet|1|tablet|3",
                            "cyclobenzaprine 10 mg tablet|1|tablet|1",
                            "meloxicam 15 mg tablet|1|tablet|1",
                            "acetaminophen 500 mg tablet|2|tablet|3")),
            new Illness(
                    "Insomnia",
                    "G47.00",
                    40,
                    10,
                    List.of(
                            "trazodone 50 mg tablet|1|tablet|1",
                            "zolpidem 5 mg tablet|1|tablet|1",
                            "melatonin 3 mg tablet|1|tablet|1")),
            new Illness(
                    "Benign prostatic hyperplasia",
                    "N40.0",
                    60,
                    20,
                    List.of("tamsulosin 0.4 mg capsule|1|capsule|1", "finasteride 5 mg tablet|1|tablet|1")),
            new Illness(
                    "Gout",
                    "M10.9",
                    50,
                    6,
                    List.of("allopurinol 300 mg tablet|1|tablet|1", "colchicine 0.6 mg tablet|1|tablet|1")),
            new Illness(
                    "Heart failure",
                    "I50.9",
                    65,
                    8,
                    List.of(
                            "carvedilol 12.5 mg tablet|1|tablet|2",
                            "furosemide 40 mg tablet|1|tablet|1",
                            "spironolactone 25 mg tablet|1|tablet|1",
                            "sacubitril and valsartan 49 mg/51 mg tablet|1|tablet|2")));

    private static final List<String> ACUTE = List.of(
            "amoxicillin 500 mg capsule|1|capsule|3",
            "amoxicillin and clavulanate tablet|1|tablet|2",
            "azithromycin 250 mg tablet|1|tablet|1",
            "cephalexin 500 mg capsule|1|capsule|4",
            "doxycycline hyclate 100 mg capsule|1|capsule|2",
            "nitrofurantoin capsule|1|capsule|2",
            "sulfamethoxazole 800 mg / trimethoprim 160 mg tablet|1|tablet|2",
            "ciprofloxacin 500 mg tablet|1|tablet|2",
            "fluconazole 150 mg tablet|1|tablet|1",
            "valacyclovir 1000 mg tablet|1|tablet|3",
            "prednisone 20 mg tablet|2|tablet|1",
            "ibuprofen 600 mg tablet|1|tablet|3",
            "naproxen 500 mg tablet|1|tablet|2",
            "cyclobenzaprine 5 mg tablet|1|tablet|1",
            "hydrocodone bitartrate 5 mg / acetaminophen 325 mg tablet|1|tablet|3",
            "ondansetron 4 mg tablet|1|tablet|3",
            "meclizine 25 mg tablet|1|tablet|2",
            "benzonatate 100 mg capsule|1|capsule|3",
            "fluticasone nasal spray|2|spray|1",
            "cetirizine 10 mg tablet|1|tablet|1",
            "loratadine 10 mg tablet|1|tablet|1",
            "albuterol inhaler|2|puff|4",
            "methylprednisolone 4 mg tablet|4|tablet|1",
            "triamcinolone cream|1|application|2",
            "mupirocin ointment|1|application|3",
            "polyethylene glycol 3350|1|packet|1",
            "famotidine 20 mg tablet|1|tablet|2",
            "sildenafil 50 mg tablet|1|tablet|1");

    /** Orders that are dangerous for who takes the first drug. */
    private static final List<List<String>> DANGERS = List.of(
            List.of(
                    "warfarin 5 mg tablet|1|tablet|1",
                    "sulfamethoxazole 800 mg / trimethoprim 160 mg tablet|1|tablet|2"),
            List.of("simvastatin 40 mg tablet|1|tablet|1", "clarithromycin 500 mg tablet|1|tablet|2"),
            List.of("methotrexate 2.5 mg tablet|4|tablet|1", "trimethoprim 100 mg tablet|1|tablet|2"),
            List.of("nitroglycerin 0.4 mg sublingual tablet|1|tablet|1", "sildenafil 50 mg tablet|1|tablet|1"),
            List.of("phenelzine 15 mg tablet|1|tablet|3", "sertraline 50 mg tablet|1|tablet|1"),
            List.of("apixaban 5 mg tablet|1|tablet|2", "naproxen 500 mg tablet|1|tablet|2"),
            List.of("spironolactone 25 mg tablet|1|tablet|1", "amiloride 5 mg tablet|1|tablet|1"),
            List.of("tizanidine 4 mg tablet|1|tablet|3", "ciprofloxacin 500 mg tablet|1|tablet|2"),
            List.of("azathioprine 50 mg tablet|2|tablet|1", "allopurinol 300 mg tablet|1|tablet|1"),
            List.of("lisinopril 20 mg tablet|1|tablet|1", "sacubitril and valsartan 49 mg/51 mg tablet|1|tablet|2"));

    @Test
    void ordersOfEveryDaySeldomInterrupt() {
        Random random = new Random(20261126);
        int fixed = 0;
        Map<String, Integer> rules = new TreeMap<>();
        int plain = 0;
        int interrupted = 0;
        int dangerous = 0;
        int caught = 0;
        int drugs = 0;
        for (int i = 0; i < ORDERS; i++) {
            Patients patient = patient(random);
            boolean danger = random.nextInt(100) == 0;
            String order = ACUTE.get(random.nextInt(ACUTE.size()));
            if (danger) {
                List<String> pair = DANGERS.get(random.nextInt(DANGERS.size()));
                patient.drugs.add(new Taken("danger", treatment(pair.getFirst()), null, false));
                order = pair.getLast();
            } else if (random.nextInt(3) == 0) {
                Illness illness = ILLNESSES.get(random.nextInt(ILLNESSES.size()));
                order = illness.drugs().get(random.nextInt(illness.drugs().size()));
            }
            drugs += patient.drugs.size();
            Treatment treatment = treatment(order);
            if (patient.drugs.stream().anyMatch(each -> same(each.treatment(), treatment))) {
                i--;
                continue;
            }
            Checked checked = CHECK.check(patient.snapshot(), List.of(Patients.order(treatment)));
            boolean stops = !checked.dangers().isEmpty();
            if (danger) {
                dangerous++;
                caught += stops ? 1 : 0;
            } else {
                plain++;
                interrupted += stops ? 1 : 0;
                fixed += checked.dangers().stream().anyMatch(OrderStreamTest::isContraindication) ? 1 : 0;
                checked.dangers().stream()
                        .map(Finding::rule)
                        .distinct()
                        .forEach(rule -> rules.merge(rule, 1, Integer::sum));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "STREAM %d orders, %.1f drugs a patient; made dangerous %d, interrupted %d; the others %d, interrupted %d: %.1f in 1,000, of these contraindications, ONC pairs and allergies %d %s%n",
                ORDERS,
                drugs / (double) ORDERS,
                dangerous,
                caught,
                plain,
                interrupted,
                1000.0 * interrupted / plain,
                fixed,
                rules);
        assertTrue(caught == dangerous, dangerous - caught + " dangers were missed");
        assertTrue(1000.0 * interrupted / plain <= 25, interrupted + " of " + plain + " interrupt: " + rules);
    }

    /** What the label, the ONC list or an allergy forbids. */
    private static boolean isContraindication(Finding finding) {
        return finding.switchable() == Switch.NOBODY || finding.rule().startsWith("same-");
    }

    private static boolean same(Treatment one, Treatment other) {
        return one.ingredients().stream().anyMatch(other.ingredients()::contains);
    }

    private static Patients patient(Random random) {
        Patients patient = Patients.man();
        int years = 25 + random.nextInt(60);
        patient.born = Patients.TODAY.minusYears(years).minusDays(30);
        if (random.nextBoolean()) {
            Patients woman = Patients.woman(years);
            patient.sex = Sex.FEMALE;
            patient.pregnancy = woman.pregnancy;
            patient.breastfeeding = false;
        }
        patient.measured("2160-0", String.format(Locale.ROOT, "%.1f", 0.7 + random.nextInt(5) / 10.0), "mg/dL");
        patient.measured("2823-3", String.format(Locale.ROOT, "%.1f", 3.8 + random.nextInt(9) / 10.0), "mmol/L");
        if (random.nextInt(10) == 0) {
            patient.allergic("Penicillins", random.nextInt(4) == 0, Patients.snomed("373270004"));
        }
        if (random.nextInt(20) == 0) {
            patient.allergic("Sulfa antibiotics", false, Patients.snomed("372788003"));
        }
        List<String> taken = new ArrayList<>();
        for (Illness each : ILLNESSES) {
            boolean bph = each.name().startsWith("Benign") && patient.sex == Sex.FEMALE;
            if (years >= each.from() && random.nextInt(100) < each.percent() && !bph) {
                patient.having(each.name(), Patients.icd(each.code()));
                String drug = each.drugs().get(random.nextInt(each.drugs().size()));
                if (taken.stream().noneMatch(drug::equals)) {
                    taken.add(drug);
                    patient.taking(treatment(drug));
                }
            }
        }
        return patient;
    }

    private static Treatment treatment(String text) {
        List<String> parts = List.of(text.split("\\|", -1));
        Meant meant = ScenarioDrug.meant(parts.get(0));
        if (meant == null) {
            throw new IllegalStateException(text);
        }
        Treatment plain =
                Patients.treatment("acetaminophen", parts.get(1), parts.get(2), Integer.parseInt(parts.get(3)));
        return new Treatment(
                parts.get(0),
                meant,
                meant.product() == null ? null : meant.product().route(),
                plain.sig(),
                List.of(),
                null,
                null);
    }
}
