package org.throughline.clinic.order;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.care.chart.Line;
import org.throughline.care.order.OrderKind;
import org.throughline.terminology.Coding;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;
import org.throughline.ui.Dates;

/** What the tests of a basket said last, in words: read for all of them at once. */
record LastSeen(OrderDesk desk, Dates dates) {
    private static final int MOST_OF_PANEL = 4;

    /** By the numbers of the items; nothing of those that were never done, or are no tests. */
    Map<Integer, String> of(Caller caller, String patient, Basket basket) {
        Map<Integer, List<String>> codes = new HashMap<>();
        for (Basket.Item item : basket.items()) {
            if (ItemReader.kind(item) == OrderKind.LAB) {
                codes.put(item.number(), codes(item));
            }
        }
        Set<String> all = new HashSet<>();
        codes.values().forEach(all::addAll);
        Map<String, Line> last = desk.last().of(caller, patient, all);
        Map<Integer, String> words = new HashMap<>();
        codes.forEach((number, each) -> {
            List<Line> lines = each.stream()
                    .map(last::get)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            if (!lines.isEmpty()) {
                words.put(number, words(lines));
            }
        });
        return words;
    }

    private List<String> codes(Basket.Item item) {
        Labs labs = desk.catalog().labs();
        return labs.named(item.field("name")).stream()
                .flatMap(lab -> lab.isPanel() ? labs.tests(lab).stream() : List.of(lab).stream())
                .map(Lab::loinc)
                .flatMap(each -> each.stream())
                .map(Coding::code)
                .toList();
    }

    /** Of a panel only what is not as it should be, unless it is small; all of the newest day. */
    private String words(List<Line> lines) {
        String newest =
                lines.stream().map(Line::date).max(Comparator.naturalOrder()).orElse("");
        String day = newest.substring(0, Math.min(10, newest.length()));
        List<Line> ofDay =
                lines.stream().filter(each -> each.date().startsWith(day)).toList();
        List<Line> told = ofDay.size() <= MOST_OF_PANEL
                ? ofDay
                : ofDay.stream().filter(each -> !each.flag().isEmpty()).toList();
        String values = told.stream()
                .map(each -> (ofDay.size() == 1 ? "" : each.what() + " ")
                        + each.detail()
                        + (each.flag().isEmpty() ? "" : " (" + each.flag() + ")"))
                .collect(Collectors.joining(", "));
        return "Last on " + dates.date(newest) + ": " + (values.isEmpty() ? "no value is flagged" : values);
    }
}
