package org.throughline.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.ImagingOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Snapshot;
import org.throughline.safety.patient.Taken;
import org.throughline.safety.patient.TestOrder;
import org.throughline.safety.rule.Knowledge;
import org.throughline.terminology.drug.Ingredient;

/** A patient with what is ordered for them, and what is computed of them once. */
final class Case {
    final Snapshot patient;
    final Knowledge knowledge;
    final Body body;
    final Kidneys kidneys;
    private final List<Drug> drugs = new ArrayList<>();
    private final List<TestOrder> tests = new ArrayList<>();
    private final List<ImagingOrder> images = new ArrayList<>();

    /** Ids of the rules that are switched off for whoever orders. */
    final Set<String> off;

    private final Relevance relevance;
    private final Map<Ingredient, Set<String>> relevant = new HashMap<>();

    Case(Snapshot patient, List<Order> orders, Knowledge knowledge, Relevance relevance, Set<String> off) {
        this.off = Set.copyOf(off);
        this.patient = patient;
        this.relevance = relevance;
        this.knowledge = knowledge;
        this.body = new Body(patient);
        this.kidneys = new Kidneys(patient, body, knowledge);
        for (Order each : orders) {
            switch (each) {
                case DrugOrder order ->
                    drugs.add(new Drug(order.id(), order.treatment(), order.replaces(), null, false, false, true));
                case TestOrder order -> tests.add(order);
                case ImagingOrder order -> images.add(order);
            }
        }
        for (Taken each : patient.drugs()) {
            drugs.add(new Drug(
                    each.id(),
                    each.treatment(),
                    Set.of(),
                    each.last(patient.today()),
                    each.kept(),
                    each.doubted(),
                    false));
        }
    }

    /** What of the patient's any rule of a substance asks for, in a form that changes when it does. */
    Set<String> relevant(Ingredient ingredient) {
        return relevant.computeIfAbsent(ingredient, each -> relevance.facts(this, each));
    }

    /** The drug of an order. */
    Drug of(DrugOrder order) {
        return drugs.stream()
                .filter(each -> each.ordered() && each.id().equals(order.id()))
                .findFirst()
                .orElseThrow();
    }

    /** All drugs but one, those too that it takes the place of: what the patient is used to. */
    List<Drug> all(@Nullable Drug one) {
        return drugs.stream().filter(each -> !each.equals(one)).toList();
    }

    /** All that the patient takes, took of late, or will take, but one and what that takes the place of. */
    List<Drug> beside(@Nullable Drug one) {
        return drugs.stream()
                .filter(each ->
                        one == null || (!each.equals(one) && !one.replaces().contains(each.id())))
                .filter(each -> !replaced(each))
                .toList();
    }

    /** The other tests that are ordered and not done. */
    List<TestOrder> beside(TestOrder one) {
        return Stream.concat(tests.stream(), patient.open().stream())
                .filter(each -> !each.id().equals(one.id()))
                .distinct()
                .toList();
    }

    /** The other imaging that is ordered and not done. */
    List<ImagingOrder> beside(ImagingOrder one) {
        return Stream.concat(images.stream(), patient.toImage().stream())
                .filter(each -> !each.id().equals(one.id()))
                .distinct()
                .toList();
    }

    private boolean replaced(Drug drug) {
        return drugs.stream().anyMatch(each -> each.replaces().contains(drug.id()));
    }
}
