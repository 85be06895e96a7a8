package org.throughline.terminology.drug;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which product words mean that name a drug with its strength and form in an order or a way that is nobody's catalogue's:
 * {@code Zestril 10 mg tablet}, {@code metoprolol succinate ER 50 mg tablet}, {@code latanoprost 0.005% eye drops}. Only what
 * leaves a single product is said. Immutable.
 */
final class WordedProducts {
    private static final Set<String> SALTS = Set.of(
            "hydrochloride",
            "sulfate",
            "maleate",
            "tartrate",
            "succinate",
            "mesylate",
            "besylate",
            "fumarate",
            "citrate",
            "acetate",
            "phosphate",
            "pamoate",
            "hyclate",
            "monohydrate",
            "propionate",
            "furoate",
            "sodium",
            "potassium",
            "calcium",
            "magnesium");

    /** Words that tell forms apart which are else called alike. */
    private static final Set<String> KINDS =
            Set.of("er", "dr", "chewable", "disintegrating", "sublingual", "buccal", "effervescent");

    private static final Set<String> FORMS = Set.of(
            "tablet",
            "capsule",
            "suspension",
            "solution",
            "cream",
            "ointment",
            "gel",
            "lotion",
            "foam",
            "shampoo",
            "patch",
            "suppository",
            "injection",
            "syringe",
            "pen",
            "inhaler",
            "powder",
            "granules",
            "spray",
            "drops",
            "film",
            "lozenge",
            "enema",
            "eye",
            "ear",
            "nasal",
            "ophthalmic",
            "otic",
            "vaginal",
            "rectal",
            "topical",
            "oral");

    private static final Map<String, Integer> THOUSANDTHS = Map.of("mcg", 0, "mg", 3, "g", 6);
    private static final Set<String> PER = Set.of("ml", "hr", "actuation", "spray", "puff", "inhalation", "g");
    private static final int DIGITS = 12;

    private final Map<Set<Ingredient>, List<Worded>> products = new HashMap<>();

    WordedProducts(List<Product> all) {
        for (Product each : all) {
            products.computeIfAbsent(Set.copyOf(each.ingredients()), key -> new ArrayList<>())
                    .add(Worded.of(each));
        }
    }

    /** A product with the words of its names. */
    private record Worded(Product product, Set<String> amounts, Set<String> words) {
        static Worded of(Product product) {
            Set<String> words = new HashSet<>(Folded.words(product.name()));
            String published = product.published();
            if (published != null) {
                words.addAll(Folded.words(published));
            }
            return new Worded(
                    product, product.strengths().stream().map(Worded::amount).collect(Collectors.toSet()), words);
        }

        private static String amount(Strength strength) {
            String unit = switch (strength.unit()) {
                case "ug" -> "mcg";
                case "[iU]" -> "unit";
                default -> strength.unit();
            };
            String per = strength.perUnit();
            return WordedProducts.amount(
                    strength.amount(),
                    unit,
                    per == null
                            ? ""
                            : switch (per) {
                                case "mL" -> "ml";
                                case "h" -> "hr";
                                case "{actuation}" -> "actuation";
                                default -> per;
                            });
        }

        boolean fits(Set<String> told, Set<String> said) {
            return amounts.equals(told)
                    && said.stream().filter(FORMS::contains).allMatch(words::contains)
                    && (said.stream().noneMatch(FORMS::contains)
                            || only(said, KINDS).equals(only(words, KINDS)))
                    && words.containsAll(only(said, KINDS))
                    && mayBeSalt(only(said, SALTS), only(words, SALTS));
        }

        private static boolean mayBeSalt(Set<String> said, Set<String> own) {
            return said.isEmpty() || own.isEmpty() || said.stream().anyMatch(own::contains);
        }

        private static Set<String> only(Set<String> words, Set<String> of) {
            return words.stream().filter(of::contains).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The one product of these ingredients that words mean. */
    Optional<Product> of(String text, List<Ingredient> ingredients) {
        List<String> words = Folded.words(text);
        Set<String> told = amounts(words);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        Set<String> said = new HashSet<>(words);
        List<Product> fitting = products.getOrDefault(Set.copyOf(ingredients), List.of()).stream()
                .filter(each -> each.fits(told, said))
                .map(Worded::product)
                .toList();
        // Of what differs in a qualifier alone, words without one mean the plain one.
        List<Product> plain = fitting.size() == 1
                ? fitting
                : fitting.stream().filter(each -> !each.name().endsWith(")")).toList();
        return plain.size() == 1 ? Optional.of(plain.getFirst()) : Optional.empty();
    }

    /** The strengths that words tell; none when a number says something else. */
    private static Set<String> amounts(List<String> words) {
        Set<String> amounts = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            if (!Folded.isDigit(words.get(i).charAt(0))) {
                continue;
            }
            BigDecimal number = new BigDecimal(words.get(i));
            String unit = i + 1 < words.size() ? words.get(i + 1) : "";
            if (unit.equals("%")) {
                amounts.add(amount(number.movePointRight(1), "mg", "ml"));
                i++;
                continue;
            }
            if (!Set.of("mg", "mcg", "g", "unit", "meq").contains(unit)) {
                return Set.of();
            }
            int next = i + 2;
            BigDecimal many = BigDecimal.ONE;
            if (next + 1 < words.size()
                    && Folded.isDigit(words.get(next).charAt(0))
                    && PER.contains(words.get(next + 1))) {
                many = new BigDecimal(words.get(next));
                next++;
            }
            boolean rate = next < words.size() && PER.contains(words.get(next));
            amounts.add(
                    rate && many.signum() > 0
                            ? amount(number.divide(many, DIGITS, RoundingMode.HALF_EVEN), unit, per(words.get(next)))
                            : amount(number, unit, ""));
            i = rate ? next : i + 1;
        }
        return amounts;
    }

    private static String per(String word) {
        return switch (word) {
            case "spray", "puff", "inhalation" -> "actuation";
            default -> word;
        };
    }

    private static String amount(BigDecimal number, String unit, String per) {
        Integer up = THOUSANDTHS.get(unit);
        BigDecimal small = up == null ? number : number.movePointRight(up);
        return small.setScale(DIGITS / 2, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                + (up == null ? unit : "mcg")
                + (per.isEmpty() ? "" : "/" + per);
    }
}
