package org.throughline.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Snapshot;
import org.throughline.safety.patient.Taken;
import org.throughline.safety.rule.Knowledge;

/** A patient with what is ordered for them, and what is computed of them once. */
final class Case {
    final Snapshot patient;
    final Knowledge knowledge;
    final Body body;
    final Kidneys kidneys;
    private final List<Drug> drugs = new ArrayList<>();

    Case(Snapshot patient, List<Order> orders, Knowledge knowledge) {
        this.patient = patient;
        this.knowledge = knowledge;
        this.body = new Body(patient);
        this.kidneys = new Kidneys(patient, body, knowledge);
        for (Order each : orders) {
            if (each instanceof DrugOrder order) {
                drugs.add(new Drug(order.id(), order.treatment(), order.replaces(), null, false, true));
            }
        }
        for (Taken each : patient.drugs()) {
            drugs.add(new Drug(each.id(), each.treatment(), Set.of(), each.last(patient.today()), each.kept(), false));
        }
    }

    /** The drug of an order. */
    Drug of(DrugOrder order) {
        return drugs.stream()
                .filter(each -> each.ordered() && each.id().equals(order.id()))
                .findFirst()
                .orElseThrow();
    }

    /** All that the patient takes, took of late, or will take, but one and what that takes the place of. */
    List<Drug> beside(Drug one) {
        return drugs.stream()
                .filter(each -> !each.equals(one) && !one.replaces().contains(each.id()))
                .filter(each -> !replaced(each))
                .toList();
    }

    private boolean replaced(Drug drug) {
        return drugs.stream().anyMatch(each -> each.replaces().contains(drug.id()));
    }
}
