package org.throughline.clinic.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.access.Caller;
import org.throughline.care.imaging.ImagingHistory;
import org.throughline.care.order.OrderKind;
import org.throughline.ui.Dates;

/** What goes with the orders of imaging in a basket, in words: looked up for all of them at once. */
record ImagingViews(OrderDesk desk, Dates dates) {
    /** By the numbers of the items; nothing of those that are no imaging. */
    Map<Integer, ImagingView> of(Caller caller, String patient, Basket basket) {
        List<Basket.Item> items = basket.items().stream()
                .filter(each -> ItemReader.kind(each) == OrderKind.IMAGING)
                .toList();
        if (items.isEmpty()) {
            return Map.of();
        }
        ImagingHistory.Known known = desk.imaging().known(caller.withOutside(), patient);
        Map<Integer, ImagingView> views = new HashMap<>();
        for (Basket.Item item : items) {
            views.put(
                    item.number(),
                    view(patient, known.of(desk.catalog().service(OrderKind.IMAGING, item.field("name")), "")));
        }
        return views;
    }

    private ImagingView view(String patient, ImagingHistory.Context context) {
        return new ImagingView(
                context.facts().stream()
                        .map(each -> new ImagingView.FactView(
                                each.date().isEmpty() ? each.words() : each.words() + ", " + dates.date(each.date()),
                                each.warns(),
                                each.holder()))
                        .toList(),
                context.priors().stream()
                        .map(each -> new ImagingView.PriorView(
                                each.title(),
                                dates.date(each.date()),
                                "/results/" + patient + "/" + each.id(),
                                each.holder()))
                        .toList(),
                context.others());
    }
}
