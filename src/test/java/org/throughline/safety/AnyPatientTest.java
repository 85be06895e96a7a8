package org.throughline.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.throughline.safety.answer.Answer;
import org.throughline.safety.answer.Checked;
import org.throughline.safety.answer.OrderChecked;
import org.throughline.safety.patient.Allergy;
import org.throughline.safety.patient.Condition;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.Gap;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Part;
import org.throughline.safety.patient.Pregnancy;
import org.throughline.safety.patient.Sex;
import org.throughline.safety.patient.Snapshot;
import org.throughline.safety.patient.Taken;
import org.throughline.safety.patient.Treatment;
import org.throughline.safety.rule.Knowledge;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;

/** What holds for whatever patient and orders, drawn at random. */
class AnyPatientTest {
    private static final SafetyCheck CHECK = new SafetyCheck(Knowledge.shipped(), Patients.DRUGS);
    private static final List<Product> PRODUCTS = Patients.DRUGS.products();
    /** Without those that say that a patient is or cannot be pregnant, which the answer to that question might contradict. */
    private static final List<Entry> PROBLEMS = Catalogues.shipped().problems().entries().stream()
            .filter(each -> each.coding(Coding.ICD_10_CM)
                    .filter(code -> !code.code().matches("[O].*|Z3[34A].*|Z90.7.*|Z78.0|N95.*|Z98.51"))
                    .isPresent())
            .toList();

    private static final List<Entry> ALLERGENS =
            Catalogues.shipped().allergens().entries();

    /** Neither the order of orders, drugs, allergies, problems, results nor chance changes what is found. */
    @RepeatedTest(40)
    void orderChangesNothing(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        Snapshot patient = patient(random).snapshot();
        List<Order> orders = orders(random);
        List<Order> shuffled = new ArrayList<>(orders);
        Collections.shuffle(shuffled, random);
        Snapshot other = new Snapshot(
                patient.today(),
                patient.born(),
                patient.sex(),
                patient.pregnancy(),
                patient.breastfeeding(),
                shuffled(patient.allergies(), random),
                shuffled(patient.conditions(), random),
                shuffled(patient.drugs(), random),
                shuffled(patient.results(), random),
                patient.open(),
                shuffled(patient.imaged(), random),
                patient.toImage(),
                patient.gaps());
        assertEquals(byOrder(CHECK.check(patient, orders)), byOrder(CHECK.check(other, shuffled)));
    }

    /** A drug under its ingredients' codes, its code or its name says the same. */
    @RepeatedTest(40)
    void aNameChangesNothing(RepetitionInfo turn) {
        Random random = new Random(1000 + turn.getCurrentRepetition());
        Patients patient = patient(random);
        Product product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
        Treatment one = dosed(product, "as one writes it", null, random);
        Treatment other = new Treatment(
                "as another writes it",
                new Meant(product.ingredients(), product, "A brand"),
                one.route(),
                one.sig(),
                one.reasons(),
                null,
                null);
        assertEquals(
                CHECK.check(patient.snapshot(), List.of(new DrugOrder("order", one, Set.of())))
                        .findings(),
                CHECK.check(patient.snapshot(), List.of(new DrugOrder("order", other, Set.of())))
                        .findings());
    }

    /** Whatever is no longer known: what was not clear does not become clear. */
    @RepeatedTest(60)
    void whatIsNotKnownIsNeverClear(RepetitionInfo turn) {
        Random random = new Random(2000 + turn.getCurrentRepetition());
        Snapshot patient = patient(random).snapshot();
        List<Order> orders = orders(random);
        Checked before = CHECK.check(patient, orders);
        for (Function<Snapshot, Snapshot> each : losses(patient)) {
            assertNoneClears(before, CHECK.check(each.apply(patient), orders));
        }
        for (int i = 0; i < orders.size(); i++) {
            List<Order> fewer = new ArrayList<>(orders);
            DrugOrder order = (DrugOrder) orders.get(i);
            fewer.set(i, new DrugOrder(order.id(), unknown(order.treatment()), order.replaces()));
            assertNoneClears(before, CHECK.check(patient, fewer));
            fewer.set(i, new DrugOrder(order.id(), undosed(order.treatment()), order.replaces()));
            assertNoneClears(before, CHECK.check(patient, fewer));
        }
    }

    private static void assertNoneClears(Checked before, Checked after) {
        for (int i = 0; i < before.orders().size(); i++) {
            for (Answer each : before.orders().get(i).answers()) {
                Answer same = after.orders().get(i).answers().stream()
                        .filter(other -> other.kind() == each.kind())
                        .findFirst()
                        .orElseThrow();
                if (each.state() != Answer.State.CLEAR) {
                    assertNotEquals(Answer.State.CLEAR, same.state(), () -> "was not clear: " + each);
                }
            }
        }
    }

    private static List<Function<Snapshot, Snapshot>> losses(Snapshot of) {
        List<Function<Snapshot, Snapshot>> losses = new ArrayList<>();
        losses.add(s -> copy(
                s,
                null,
                s.sex(),
                s.pregnancy(),
                s.breastfeeding(),
                s.allergies(),
                s.conditions(),
                s.drugs(),
                null,
                null));
        losses.add(s -> copy(
                s,
                s.born(),
                null,
                s.pregnancy(),
                s.breastfeeding(),
                s.allergies(),
                s.conditions(),
                s.drugs(),
                null,
                null));
        losses.add(s -> copy(
                s, s.born(), s.sex(), Pregnancy.UNKNOWN, null, s.allergies(), s.conditions(), s.drugs(), null, null));
        for (Part part : Part.values()) {
            losses.add(s -> copy(
                    s,
                    s.born(),
                    s.sex(),
                    s.pregnancy(),
                    s.breastfeeding(),
                    part == Part.ALLERGIES ? List.of() : s.allergies(),
                    part == Part.CONDITIONS ? List.of() : s.conditions(),
                    part == Part.DRUGS ? List.of() : s.drugs(),
                    part,
                    null));
        }
        of.results().stream()
                .map(each -> each.loinc())
                .distinct()
                .forEach(loinc -> losses.add(s -> copy(
                        s,
                        s.born(),
                        s.sex(),
                        s.pregnancy(),
                        s.breastfeeding(),
                        s.allergies(),
                        s.conditions(),
                        s.drugs(),
                        null,
                        loinc)));
        losses.add(s -> copy(
                s,
                s.born(),
                s.sex(),
                s.pregnancy(),
                s.breastfeeding(),
                s.allergies().stream()
                        .map(each -> new Allergy(
                                each.id(),
                                "it",
                                List.of(),
                                each.intolerance(),
                                each.active(),
                                each.severe(),
                                List.of(),
                                List.of(),
                                false))
                        .toList(),
                s.conditions().stream()
                        .map(each -> new Condition(each.id(), "it", List.of(), each.active(), false))
                        .toList(),
                s.drugs().stream()
                        .map(each -> new Taken(each.id(), unknown(each.treatment()), each.stopped(), false))
                        .toList(),
                null,
                null));
        return losses;
    }

    private static Snapshot copy(
            Snapshot s,
            @Nullable LocalDate born,
            @Nullable Sex sex,
            Pregnancy pregnancy,
            @Nullable Boolean breastfeeding,
            List<Allergy> allergies,
            List<Condition> conditions,
            List<Taken> drugs,
            @Nullable Part lost,
            @Nullable String loinc) {
        List<Gap> gaps = new ArrayList<>(s.gaps());
        if (lost != null) {
            gaps.add(new Gap(lost, "not read"));
        }
        return new Snapshot(
                s.today(),
                born,
                sex,
                pregnancy,
                breastfeeding,
                allergies,
                conditions,
                drugs,
                lost == Part.RESULTS
                        ? List.of()
                        : s.results().stream()
                                .filter(each -> !each.loinc().equals(loinc))
                                .toList(),
                s.open(),
                s.imaged(),
                s.toImage(),
                gaps);
    }

    private static Treatment unknown(Treatment treatment) {
        return new Treatment("something", null, null, treatment.sig(), treatment.reasons(), null, null);
    }

    private static Treatment undosed(Treatment treatment) {
        return new Treatment(treatment.name(), treatment.meant(), null, null, treatment.reasons(), null, null);
    }

    /** What is found and not checked on each order. */
    private static List<String> byOrder(Checked checked) {
        return checked.orders().stream().map(AnyPatientTest::told).sorted().toList();
    }

    private static String told(OrderChecked order) {
        return order.order().id() + order.answers();
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    static Patients patient(Random random) {
        int years = random.nextInt(90);
        Patients patient = random.nextBoolean() ? Patients.man() : Patients.woman(years);
        patient.born = Patients.TODAY.minusYears(years).minusDays(random.nextInt(300));
        patient.pregnancy = new Pregnancy(
                patient.sex == Sex.FEMALE && years > 14 && years < 50 && random.nextInt(4) == 0,
                Patients.TODAY,
                Patients.TODAY.plusDays(100));
        patient.measured("2160-0", String.valueOf(0.4 + random.nextInt(40) / 10.0), "mg/dL");
        patient.measured("2823-3", String.valueOf(3 + random.nextInt(30) / 10.0), "mmol/L");
        patient.measured("6301-6", "2.5", "1", 3);
        patient.measured("8636-3", String.valueOf(400 + random.nextInt(120)), "ms");
        for (int i = random.nextInt(4); i > 0; i--) {
            Entry problem = PROBLEMS.get(random.nextInt(PROBLEMS.size()));
            if (!problem.codings().isEmpty()) {
                patient.conditions.add(new Condition("c" + i, problem.name(), problem.codings(), true, false));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Entry allergen = ALLERGENS.get(random.nextInt(ALLERGENS.size()));
            patient.allergies.add(new Allergy(
                    "a" + i,
                    allergen.name(),
                    allergen.codings(),
                    random.nextInt(4) == 0,
                    true,
                    random.nextBoolean(),
                    List.of("Hives"),
                    List.of(),
                    false));
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            Product product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
            patient.drugs.add(new Taken("t" + i, dosed(product, product.name(), null, random), null, false));
        }
        return patient;
    }

    static List<Order> orders(Random random) {
        List<Order> orders = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Product product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
            orders.add(new DrugOrder("o" + i, dosed(product, product.name(), null, random), Set.of()));
        }
        return orders;
    }

    private static Treatment dosed(Product product, String name, @Nullable String brand, Random random) {
        Treatment plain =
                Patients.treatment("acetaminophen", "1", product.form().unit(), 1 + random.nextInt(4));
        return new Treatment(
                name,
                new Meant(product.ingredients(), product, brand),
                product.route(),
                plain.sig(),
                List.of(),
                null,
                null);
    }
}
