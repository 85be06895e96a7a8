package org.throughline.clinic.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.order.OrderKind;
import org.throughline.http.Form;
import org.throughline.http.Parameter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What is gathered to be signed, as its form holds it: a field of an item is called after it and the item's number,
 * {@code sig-2}.
 *
 * @param items by their numbers, in the order in which they were put in
 * @param answers why dangerous findings are overridden, by the findings' keys
 * @param acknowledged whether its author knows that checks could not be made
 * @param pharmacy to which drugs go, as it is typed; empty for paper, null when nobody has said it
 */
public record Basket(
        List<Item> items,
        Map<String, String> answers,
        boolean acknowledged,
        @Nullable String pharmacy) {
    private static final Pattern FIELD = Pattern.compile("([a-z]+)-(\\d{1,3})");
    private static final Pattern ANSWER = Pattern.compile("answer-([0-9a-f]{32})");
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String PHARMACY = "pharmacy";

    /** More at once is nobody's visit but a mistake. */
    static final int MOST = 50;

    public static final Basket EMPTY = new Basket(List.of(), Map.of(), false, null);

    public Basket {
        items = List.copyOf(items);
        answers = Map.copyOf(answers);
    }

    /** The name of the field in which a finding is answered. */
    static String answerTo(String key) {
        return "answer-" + key;
    }

    /**
     * Something that is to be ordered, as it is typed.
     *
     * @param number tells it apart from others of the basket
     * @param fields by their names; a box that is ticked several times holds its values with blanks between
     */
    public record Item(int number, Map<String, String> fields) {
        public Item {
            fields = Map.copyOf(fields);
        }

        /** What a field holds; empty for nothing. */
        public String field(String name) {
            return fields.getOrDefault(name, "");
        }

        Item saying(String sig) {
            Map<String, String> more = new LinkedHashMap<>(fields);
            more.put("sig", sig);
            return new Item(number, more);
        }

        /** The name of a field of this item in the form. */
        public String named(String field) {
            return field + "-" + number;
        }
    }

    /** What a form holds, or a draft of it. */
    static Basket of(Form form) {
        Map<Integer, Map<String, String>> found = new LinkedHashMap<>();
        for (Parameter field : form.fields()) {
            Matcher name = FIELD.matcher(field.name());
            if (name.matches()) {
                found.computeIfAbsent(Integer.valueOf(name.group(2)), number -> new LinkedHashMap<>())
                        .merge(name.group(1), field.value().strip(), (one, other) -> one + " " + other);
            }
        }
        List<Item> items = found.entrySet().stream()
                .filter(item -> item.getValue().containsKey("kind"))
                .map(item -> new Item(item.getKey(), item.getValue()))
                .sorted(Comparator.comparingInt(Item::number))
                .limit(MOST)
                .toList();
        Map<String, String> answers = new LinkedHashMap<>();
        for (Parameter field : form.fields()) {
            Matcher name = ANSWER.matcher(field.name());
            if (name.matches() && !field.value().isBlank()) {
                answers.put(name.group(1), field.value().strip());
            }
        }
        return new Basket(
                items,
                answers,
                form.has(ACKNOWLEDGED),
                form.has(PHARMACY) ? form.value(PHARMACY).strip() : null);
    }

    /** As the fields of a form. */
    Form form() {
        List<Parameter> fields = new ArrayList<>();
        items.forEach(item ->
                item.fields().forEach((name, value) -> fields.add(new Parameter(item.named(name), value))));
        answers.forEach((key, reason) -> fields.add(new Parameter(answerTo(key), reason)));
        if (acknowledged) {
            fields.add(new Parameter(ACKNOWLEDGED, "yes"));
        }
        if (pharmacy != null) {
            fields.add(new Parameter(PHARMACY, pharmacy));
        }
        return new Form(fields);
    }

    /** With one thing more, unless the basket is full. */
    Basket with(Map<String, String> fields) {
        int number = items.stream().mapToInt(Item::number).max().orElse(0) + 1;
        return with(Stream.concat(items.stream(), Stream.of(new Item(number, fields)))
                .limit(MOST)
                .toList());
    }

    Basket without(int number) {
        return with(items.stream().filter(item -> item.number() != number).toList());
    }

    /** With how an item's drug is taken. */
    Basket saying(int number, String sig) {
        return with(items.stream()
                .map(item -> item.number() == number ? item.saying(sig) : item)
                .toList());
    }

    private Basket with(List<Item> others) {
        return new Basket(others, answers, acknowledged, pharmacy);
    }

    /** Whether the same things are in both, however their small forms are filled. */
    boolean hasSameItems(Basket other) {
        return names().equals(other.names());
    }

    private List<String> names() {
        return items.stream()
                .map(item -> item.number() + " " + item.field("name"))
                .toList();
    }

    /** Whether there is a drug in it. */
    boolean hasDrugs() {
        return items.stream().anyMatch(item -> ItemReader.kind(item) == OrderKind.DRUG);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** A number in a form; 0 when there is none. */
    static int number(String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Failed(new Failure.Malformed("value", "basket", "This is not a number."));
        }
    }
}
