package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.Rows;
import org.throughline.terminology.Rows.Row;
import org.throughline.terminology.drug.Form;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.drug.Product;

/** The dosages in which drugs are usually prescribed, as they are typed, with what they are for. A start to choose from; no advice. */
public final class UsualSigs {
    private final Map<Set<String>, List<Line>> lines = new HashMap<>();
    private final SigReader reader = new SigReader();

    /** For whom a dosage is usual. */
    public enum Who {
        ADULT,
        CHILD,
        ANY
    }

    private record Line(Set<String> ingredients, String way, String typed, String purpose, Who who, int often) {}

    /**
     * A usual dosage of a product.
     *
     * @param typed as it is typed
     * @param purpose what it is for, in words; several with commas between
     * @param often 3 every day, 2 now and then, 1 seldom
     * @param reading what it means of this product; unclear only for want of a weight
     */
    public record Usual(String typed, String purpose, Who who, int often, Reading reading) {
        /** Pieces at a time, of the first step; what takes one piece is shown first. */
        private int awkward() {
            if (!(reading instanceof Reading.Understood understood)) {
                return 1;
            }
            BigDecimal low = understood.sig().steps().getFirst().dose().low();
            if (low.compareTo(BigDecimal.ONE) == 0) {
                return 0;
            }
            return low.stripTrailingZeros().scale() <= 0 ? 1 : 2;
        }
    }

    private UsualSigs() {
        Rows.of(UsualSigs.class, "sigs.tsv", "ingredients", "way", "sig", "for", "who", "often")
                .forEach(this::add);
    }

    /**
     * Reads the file that comes with the product.
     *
     * @throws IllegalStateException when it breaks its format, naming the line
     */
    public static UsualSigs shipped() {
        return Shipped.ALL;
    }

    /** Read once; it never changes. */
    private static final class Shipped {
        private static final UsualSigs ALL = new UsualSigs();
    }

    private void add(Row row) {
        Who who = switch (row.text("who")) {
            case "adult" -> Who.ADULT;
            case "child" -> Who.CHILD;
            case "any" -> Who.ANY;
            default -> throw row.wrong("is for nobody that is known");
        };
        Line line = new Line(
                Set.copyOf(row.list("ingredients")),
                row.text("way"),
                row.text("sig"),
                row.text("for"),
                who,
                row.number("often"));
        lines.computeIfAbsent(line.ingredients(), key -> new ArrayList<>()).add(line);
    }

    /**
     * The usual dosages of a product that can be taken of it, those first that take one piece, then what is most usual.
     *
     * @param kilograms the patient's weight; null when it is not known
     */
    public List<Usual> of(Product product, @Nullable BigDecimal kilograms) {
        Set<String> ingredients =
                product.ingredients().stream().map(Ingredient::name).collect(Collectors.toSet());
        return lines.getOrDefault(ingredients, List.of()).stream()
                .filter(each -> each.way().equals(way(product)))
                .map(each -> new Usual(
                        each.typed(),
                        each.purpose(),
                        each.who(),
                        each.often(),
                        reader.read(each.typed(), product, kilograms)))
                .filter(each -> each.reading() instanceof Reading.Understood || lacksWeight(each))
                .sorted(Comparator.comparingInt(Usual::awkward).thenComparingInt(each -> -each.often()))
                .toList();
    }

    private static boolean lacksWeight(Usual usual) {
        return usual.reading() instanceof Reading.Unclear unclear
                && unclear.why().equals(ByWeight.NO_WEIGHT);
    }

    /** The way a product is taken, as the file tells it. */
    private static String way(Product product) {
        Form form = product.form();
        if (form.injected()) {
            return "injected";
        }
        if (form.unit().equals("patch")) {
            return "patch";
        }
        return switch (product.route()) {
            case ORAL -> swallowed(form);
            case SUBLINGUAL, BUCCAL, DENTAL -> "mouth";
            case SKIN -> "skin";
            case SCALP -> "scalp";
            case EYE -> "eye";
            case EAR -> "ear";
            case NASAL -> "nose";
            case INHALED -> form.liquid() ? "nebulized" : "inhaled";
            case VAGINAL -> "vaginal";
            case RECTAL -> "rectal";
            default -> "other";
        };
    }

    private static String swallowed(Form form) {
        if (form.liquid()) {
            return "liquid";
        }
        return form.unit().equals("packet") ? "packet" : "solid";
    }

    /** How many lines there are of each set of ingredients, for a test to know that each is of use. */
    Map<Set<String>, List<String>> typed() {
        Map<Set<String>, List<String>> typed = new HashMap<>();
        lines.forEach((ingredients, all) ->
                typed.put(ingredients, all.stream().map(Line::typed).toList()));
        return typed;
    }
}
