package org.throughline.clinic.order;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.care.order.LastResults.Last;
import org.throughline.care.order.OrderKind;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.lab.Sought;
import org.throughline.ui.Dates;

/** What the tests of a basket said last, here or elsewhere, in words: read for all of them at once. */
record LastSeen(OrderDesk desk, Dates dates, LocalDate today) {
    private static final int MOST_OF_PANEL = 4;

    /** By the numbers of the items; nothing of those that were never done, or are no tests. */
    Map<Integer, String> of(Caller caller, String patient, Basket basket) {
        Map<Integer, Sought> sought = new HashMap<>();
        for (Basket.Item item : basket.items()) {
            if (ItemReader.kind(item) == OrderKind.LAB) {
                sought.put(item.number(), sought(item));
            }
        }
        Set<String> all = new HashSet<>();
        sought.values().forEach(each -> all.addAll(each.codes()));
        List<Last> last = desk.last().of(caller, patient, all);
        Map<Integer, String> words = new HashMap<>();
        sought.forEach((number, each) -> {
            String told = words(each, last);
            if (!told.isEmpty()) {
                words.put(number, told);
            }
        });
        return words;
    }

    private Sought sought(Basket.Item item) {
        Labs labs = desk.catalog().labs();
        return labs.named(item.field("name")).map(labs::sought).orElse(Sought.NOTHING);
    }

    private String words(Sought sought, List<Last> last) {
        return sought.parts().isEmpty()
                ? newest(sought.itself(), last)
                        .map(each -> "Last: " + value(each) + when(each) + whose(each.holder()))
                        .findFirst()
                        .orElse("")
                : panel(sought, last);
    }

    private static Stream<Last> newest(Set<String> codes, List<Last> last) {
        return last.stream()
                .filter(each -> each.codes().stream().anyMatch(codes::contains))
                .filter(each -> !each.line().detail().isEmpty())
                .limit(1);
    }

    /** Of a panel what was resulted since most of it was; only what is not as it should be, unless it is small. */
    private String panel(Sought sought, List<Last> last) {
        List<Last> since = sinceMost(last.stream()
                .filter(each -> each.codes().stream().anyMatch(sought.codes()::contains))
                .toList());
        if (since.isEmpty()) {
            return "";
        }
        Set<String> resulted =
                since.stream().flatMap(each -> each.codes().stream()).collect(Collectors.toSet());
        String part = sought.answeredBy(resulted)
                ? ""
                : "only " + sought.told(resulted) + " of its " + sought.parts().size() + " tests: ";
        return "Last: " + part + values(since) + when(since.getLast())
                + whose(since.stream()
                        .map(Last::holder)
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" and ")));
    }

    /** From the day on which most was resulted; of days alike the newest. */
    private List<Last> sinceMost(List<Last> all) {
        Map<String, Integer> ends = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            String day = dates.date(all.get(i).line().date());
            ends.put(day, i + 1);
            counts.merge(day, 1, Integer::sum);
        }
        int most = counts.values().stream().mapToInt(each -> each).max().orElse(0);
        return counts.entrySet().stream()
                .filter(each -> each.getValue() == most)
                .findFirst()
                .map(each -> all.subList(0, ends.getOrDefault(each.getKey(), 0)))
                .orElse(List.of());
    }

    private static String values(List<Last> since) {
        List<Last> values =
                since.stream().filter(each -> !each.line().detail().isEmpty()).toList();
        String told = values.stream()
                .filter(each ->
                        values.size() <= MOST_OF_PANEL || !each.line().flag().isEmpty())
                .map(each -> each.line().what() + " " + value(each))
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? "no value is flagged" : told;
    }

    private static String value(Last last) {
        String flag = last.line().flag();
        return last.line().detail() + (flag.isEmpty() ? "" : " (" + flag + ")");
    }

    private String when(Last last) {
        String date = last.line().date();
        String ago = dates.ago(date, today);
        return (ago.isEmpty() ? "" : ", " + ago) + (date.isEmpty() ? ", day not known" : ", " + dates.date(date));
    }

    private static String whose(String holder) {
        return holder.isEmpty() ? "" : ", " + holder;
    }
}
