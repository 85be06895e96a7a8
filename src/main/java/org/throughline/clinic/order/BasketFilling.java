package org.throughline.clinic.order;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.care.order.OpenOrder;
import org.throughline.care.order.OrderKind;
import org.throughline.care.prescription.Asked;
import org.throughline.care.prescription.Prescription;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.orderset.OrderSet;
import org.throughline.ui.Visit;

/** What goes into a basket otherwise than by a typed line: what is taken already, what a pharmacy asks for, a set. */
record BasketFilling(OrderDesk desk) {
    /** A drug that is taken, to be renewed or changed: signed, the new prescription takes its place. */
    Basket again(Visit visit, String patient, Basket basket, String order) {
        OpenOrder open = desk.open().of(visit.caller(), patient).stream()
                .filter(each -> each.order().equals(order) && each.kind() == OrderKind.DRUG)
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such prescription.")));
        return basket.with(fields(open, open.how()));
    }

    /** Prescriptions that are to say how their drugs are taken; those that are over or are in the basket are left. */
    Basket changed(Visit visit, String patient, Basket basket, Map<String, String> taken) {
        Set<String> there =
                basket.items().stream().map(each -> each.field("takes")).collect(Collectors.toSet());
        Basket filled = basket;
        for (OpenOrder open : desk.open().of(visit.caller(), patient)) {
            String how = taken.get(open.order());
            if (how != null && open.kind() == OrderKind.DRUG && !there.contains(id(open))) {
                filled = filled.with(fields(open, how));
            }
        }
        return filled;
    }

    private Map<String, String> fields(OpenOrder open, String how) {
        String name = desk.catalog().product("", open.name()).map(Product::name).orElse(open.name());
        return OrderFinder.fields(
                OrderKind.DRUG, "", name, "sig", how, "takes", id(open), "where", open.here() ? "here" : "");
    }

    private static String id(OpenOrder open) {
        return open.order().substring(open.order().indexOf('/') + 1);
    }

    /** What a pharmacy asks for, to be signed: it takes the place of the present prescription where that is still open. */
    Basket grant(Visit visit, String patient, Basket basket, String id) {
        Asked asked = desk.dispatch().asked(visit.caller(), patient).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such request.")));
        Prescription rx = desk.dispatch().about(visit.caller(), asked);
        boolean open = desk.open().of(visit.caller(), patient).stream()
                .anyMatch(each -> each.order().equals("MedicationRequest/" + asked.order()));
        String name =
                desk.catalog().product(rx.rxcui(), rx.drug()).map(Product::name).orElse(rx.drug());
        return basket.with(OrderFinder.fields(
                OrderKind.DRUG,
                "",
                name,
                "sig",
                rx.sig(),
                "refills",
                rx.refills() == 0 ? "" : Integer.toString(rx.refills()),
                "takes",
                open ? asked.order() : "",
                "answers",
                id));
    }

    /** What is chosen of a set of orders. */
    Basket set(Basket basket, String name) {
        OrderSet set = desk.sets()
                .named(name)
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such set of orders.")));
        Basket filled = basket;
        for (OrderSet.Item item : set.items()) {
            if (item.chosen()) {
                filled = filled.with(fields(item));
            }
        }
        return filled;
    }

    private Map<String, String> fields(OrderSet.Item item) {
        return switch (item.kind()) {
            case TEST -> OrderFinder.fields(OrderKind.LAB, "", item.name(), "note", item.note());
            case IMAGING -> OrderFinder.fields(OrderKind.IMAGING, "", item.name(), "note", item.note());
            case REFER -> OrderFinder.fields(OrderKind.REFERRAL, "", item.name(), "note", item.note());
            case DRUG ->
                OrderFinder.fields(
                        OrderKind.DRUG,
                        "",
                        desk.catalog()
                                .product("", item.name())
                                .map(each -> each.name())
                                .orElse(item.name()),
                        "sig",
                        item.note());
        };
    }
}
