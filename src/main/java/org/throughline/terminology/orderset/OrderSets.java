package org.throughline.terminology.orderset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.throughline.terminology.Rows;

/** The order sets that come with the product. Immutable. */
public final class OrderSets {
    private final Map<String, OrderSet> byName = new LinkedHashMap<>();

    private OrderSets() {
        Map<String, List<OrderSet.Item>> items = new LinkedHashMap<>();
        Map<String, String> conditions = new LinkedHashMap<>();
        for (Rows.Row row :
                Rows.of(OrderSets.class, "ordersets.tsv", "set", "condition", "kind", "name", "chosen", "note")) {
            String set = row.text("set");
            conditions.putIfAbsent(set, row.text("condition"));
            items.computeIfAbsent(set, each -> new ArrayList<>())
                    .add(new OrderSet.Item(
                            kind(row), row.text("name"), row.text("chosen").equals("yes"), row.text("note")));
        }
        items.forEach((name, each) -> {
            String condition = conditions.getOrDefault(name, "");
            byName.put(name, new OrderSet(name, condition.isEmpty() ? null : condition, each));
        });
    }

    private static OrderSet.Kind kind(Rows.Row row) {
        return switch (row.text("kind")) {
            case "test" -> OrderSet.Kind.TEST;
            case "imaging" -> OrderSet.Kind.IMAGING;
            case "drug" -> OrderSet.Kind.DRUG;
            case "refer" -> OrderSet.Kind.REFER;
            default -> throw row.wrong("has an unknown kind");
        };
    }

    /**
     * Reads the file of this room. Do it once and pass it on.
     *
     * @throws IllegalStateException when the file breaks its format, naming the file and the line
     */
    public static OrderSets shipped() {
        return Shipped.ALL;
    }

    /** Read once; it never changes. */
    private static final class Shipped {
        private static final OrderSets ALL = new OrderSets();
    }

    /** All sets, in the order of the file. */
    public List<OrderSet> all() {
        return List.copyOf(byName.values());
    }

    /** The set of exactly this name. */
    public Optional<OrderSet> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The sets for a problem of the catalogue of problems. */
    public List<OrderSet> of(String condition) {
        return byName.values().stream()
                .filter(each -> condition.equals(each.condition()))
                .toList();
    }

    /** The sets whose name or condition holds every typed word, in the order of the file. */
    public List<OrderSet> find(String typed, int most) {
        List<String> words = List.of(typed.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
        return byName.values().stream()
                .filter(each -> words.stream().allMatch(text(each)::contains))
                .limit(most)
                .toList();
    }

    private static String text(OrderSet set) {
        return (set.name() + " " + set.condition()).toLowerCase(Locale.ROOT);
    }
}
