package org.throughline.safety;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.patient.Allergy;
import org.throughline.safety.patient.Condition;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.Gap;
import org.throughline.safety.patient.Imaged;
import org.throughline.safety.patient.ImagingOrder;
import org.throughline.safety.patient.Pregnancy;
import org.throughline.safety.patient.Result;
import org.throughline.safety.patient.Sex;
import org.throughline.safety.patient.Snapshot;
import org.throughline.safety.patient.Taken;
import org.throughline.safety.patient.TestOrder;
import org.throughline.safety.patient.Treatment;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Dose;
import org.throughline.terminology.sig.Rate;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.Span;
import org.throughline.terminology.sig.Step;
import org.throughline.terminology.sig.TimeUnit;
import org.throughline.terminology.sig.Timing;

/** Patients for tests: a man of 50 years about whom all was asked and nothing found, and what one makes of him. */
final class Patients {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    static final Drugs DRUGS = Drugs.shipped();

    LocalDate today = TODAY;

    @Nullable
    LocalDate born = LocalDate.of(1976, 3, 1);

    @Nullable
    Sex sex = Sex.MALE;

    Pregnancy pregnancy = Pregnancy.UNKNOWN;

    @Nullable
    Boolean breastfeeding = null;

    final List<Allergy> allergies = new ArrayList<>();
    final List<Condition> conditions = new ArrayList<>();
    final List<Taken> drugs = new ArrayList<>();
    final List<Result> results = new ArrayList<>();
    final List<TestOrder> open = new ArrayList<>();
    final List<Imaged> imaged = new ArrayList<>();
    final List<ImagingOrder> toImage = new ArrayList<>();
    final List<Gap> gaps = new ArrayList<>();

    static Patients man() {
        Patients man = new Patients();
        return man.measured(Result.WEIGHT, "80", "kg")
                .measured(Result.HEIGHT, "178", "cm")
                .measured("2160-0", "0.9", "mg/dL");
    }

    static Patients woman(int years) {
        Patients woman = man();
        woman.sex = Sex.FEMALE;
        woman.born = TODAY.minusYears(years).minusDays(10);
        woman.pregnancy = new Pregnancy(false, TODAY, null);
        woman.breastfeeding = false;
        return woman;
    }

    static Patients aged(LocalDate born, String kilograms) {
        Patients patient = new Patients();
        patient.born = born;
        return patient.measured(Result.WEIGHT, kilograms, "kg");
    }

    Patients taking(String drug) {
        return taking(treatment(drug));
    }

    Patients taking(Treatment treatment) {
        drugs.add(new Taken("taken-" + drugs.size(), treatment, null, false));
        return this;
    }

    Patients stopped(String drug, int daysAgo) {
        drugs.add(new Taken("taken-" + drugs.size(), treatment(drug), today.minusDays(daysAgo), false));
        return this;
    }

    Patients allergic(String name, boolean severe, Coding... codes) {
        allergies.add(new Allergy(
                "allergy-" + allergies.size(), name, List.of(codes), false, true, severe, List.of(), List.of(), false));
        return this;
    }

    Patients having(String name, Coding... codes) {
        conditions.add(new Condition("condition-" + conditions.size(), name, List.of(codes), true, false));
        return this;
    }

    Patients measured(String loinc, String value, String unit) {
        return measured(loinc, value, unit, 10);
    }

    Patients measured(String loinc, String value, String unit, int daysAgo) {
        results.removeIf(each -> each.loinc().equals(loinc) && each.date().equals(today.minusDays(daysAgo)));
        results.add(new Result(loinc, new BigDecimal(value), unit, today.minusDays(daysAgo), false));
        return this;
    }

    Snapshot snapshot() {
        return new Snapshot(
                today,
                born,
                sex,
                pregnancy,
                breastfeeding,
                allergies,
                conditions,
                drugs,
                results,
                open,
                imaged,
                toImage,
                gaps);
    }

    /** A drug by any name, without a dosage. */
    static Treatment treatment(String name) {
        Meant meant = DRUGS.named(name).orElse(null);
        return new Treatment(name, meant, null, null, List.of(), null, null);
    }

    /** A drug by any name, so much of a unit, so many times a day. */
    static Treatment treatment(String name, String dose, String unit, int times) {
        return treatment(name, dose, unit, Rate.of(times, TimeUnit.DAY), null);
    }

    static Treatment treatment(String name, String dose, String unit, Rate rate, @Nullable Integer days) {
        Meant meant = DRUGS.named(name).orElse(null);
        Product product = meant == null ? null : meant.product();
        Step step = new Step(
                new Dose(new BigDecimal(dose), null, unit),
                product == null ? org.throughline.terminology.drug.Route.ORAL : product.route(),
                null,
                Timing.of(rate),
                null,
                days == null ? null : new Span(days, TimeUnit.DAY),
                null);
        return new Treatment(name, meant, null, Sig.of(step), List.of(), null, null);
    }

    static DrugOrder order(String drug) {
        return order(treatment(drug));
    }

    static DrugOrder order(Treatment treatment) {
        return new DrugOrder("order-" + treatment.name(), treatment, Set.of());
    }

    static Coding icd(String code) {
        return new Coding(Coding.ICD_10_CM, code, "");
    }

    static Coding snomed(String code) {
        return new Coding(Coding.SNOMED, code, "");
    }

    static Coding rxnorm(String code) {
        return new Coding(Coding.RXNORM, code, "");
    }
}
