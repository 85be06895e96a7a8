package org.throughline.safety;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Form;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Strength;

/**
 * A drug of the table, which writes strengths as people do (1 g, 0.25 mg, 160 mg/5 mL): the product of the catalogue with the
 * ingredients of the name, the strength and the form; where it has none, a product of that strength and form.
 */
final class ScenarioDrug {
    private static final Pattern STRENGTH = Pattern.compile(
            "(\\d[\\d,]*(?:\\.\\d+)?) ?(mcg|mg|g|UNT|units?|MEQ|mEq|%)(?:/(\\d+(?:\\.\\d+)?)? ?(mL|hr|g|actuation)\\b)?");

    private ScenarioDrug() {}

    static @Nullable Meant meant(String text) {
        Meant exact = Patients.DRUGS.named(text).orElse(null);
        if (exact != null && exact.product() != null) {
            return exact;
        }
        Matcher strength = STRENGTH.matcher(text);
        String name = strength.find() ? text.substring(0, strength.start()).strip() : text;
        Meant named = exact == null ? named(name) : exact;
        if (named == null) {
            return null;
        }
        Product product = (named.brand() == null ? Optional.<Product>empty() : branded(named.ingredients(), text))
                .or(() -> product(named.ingredients(), text))
                .orElse(null);
        return new Meant(named.ingredients(), product, named.brand());
    }

    /** The longest beginning of the words that is a name. */
    private static @Nullable Meant named(String text) {
        List<String> words = Arrays.asList(text.split(" ", -1));
        for (int n = words.size(); n > 0; n--) {
            Optional<Meant> meant = Patients.DRUGS.named(String.join(" ", words.subList(0, n)));
            if (meant.isPresent()) {
                return meant.get();
            }
        }
        return Patients.DRUGS.named(text + " etexilate").orElse(null);
    }

    /** What one finds who types the brand and the strength. */
    private static Optional<Product> branded(List<Ingredient> ingredients, String text) {
        String typed = text.replaceAll(" (tablet|capsule|inhaler|pen|patch)$", "");
        return Patients.DRUGS.find(typed, 5).stream()
                .filter(each -> new HashSet<>(each.ingredients()).equals(new HashSet<>(ingredients)))
                .filter(each -> strengths(each).containsAll(strengths(text)))
                .findFirst();
    }

    private static Optional<Product> product(List<Ingredient> ingredients, String text) {
        Set<String> told = strengths(text);
        Form form = form(text);
        List<Product> fitting = Patients.DRUGS.products().stream()
                .filter(each -> new HashSet<>(each.ingredients()).equals(new HashSet<>(ingredients)))
                .filter(each -> told.isEmpty() || strengths(each).containsAll(told))
                .toList();
        if (told.isEmpty() && fitting.size() > 1 && text.matches(".*(tablet|capsule|suspension|solution).*")) {
            return Optional.empty(); // no strength is told, and there are several
        }
        Optional<Product> same =
                fitting.stream().filter(each -> each.form() == form).findFirst();
        if (same.isPresent()) {
            return same;
        }
        Optional<Product> like = fitting.stream()
                .filter(each -> form == null || each.form().unit().equals(form.unit()))
                .findFirst();
        return like.isPresent() ? like : made(ingredients, text, form);
    }

    /** A product that the catalogue does not have. */
    private static Optional<Product> made(List<Ingredient> ingredients, String text, @Nullable Form form) {
        if (form == null) {
            return Optional.empty();
        }
        List<Strength> strengths = new ArrayList<>();
        Matcher matcher = STRENGTH.matcher(text);
        while (matcher.find() && strengths.size() < ingredients.size()) {
            strengths.add(strength(text, matcher, ingredients.get(strengths.size()), form));
        }
        while (strengths.size() < ingredients.size()) {
            strengths.add(new Strength(ingredients.get(strengths.size()), BigDecimal.ONE, "{unit}", null));
        }
        return Optional.of(new Product(null, text, null, strengths, form, form.route(), null, 1, null));
    }

    private static Strength strength(String text, Matcher matcher, Ingredient ingredient, Form form) {
        BigDecimal amount = new BigDecimal(matcher.group(1).replace(",", ""));
        String unit = switch (matcher.group(2)) {
            case "mcg" -> "ug";
            case "UNT", "unit", "units" -> "[iU]";
            case "MEQ", "mEq" -> "meq";
            default -> matcher.group(2);
        };
        String per = matcher.group(4) == null && form.liquid() ? "mL" : matcher.group(4);
        if (per == null) {
            return new Strength(
                    ingredient, amount, unit, form.liquid() ? "mL" : form == Form.INHALER ? "{actuation}" : null);
        }
        Matcher volume = Pattern.compile("/(\\d+) mL").matcher(text);
        String shared = matcher.group(3) == null && volume.find() ? volume.group(1) : matcher.group(3);
        BigDecimal in = shared == null ? BigDecimal.ONE : new BigDecimal(shared);
        return new Strength(
                ingredient, amount.divide(in, java.math.MathContext.DECIMAL32), unit, per.equals("hr") ? "h" : per);
    }

    private static Set<String> strengths(String text) {
        Set<String> all = new HashSet<>();
        Matcher matcher = STRENGTH.matcher(text);
        while (matcher.find()) {
            BigDecimal in = matcher.group(3) == null ? BigDecimal.ONE : new BigDecimal(matcher.group(3));
            all.add(canonical(
                    new BigDecimal(matcher.group(1).replace(",", "")).divide(in, java.math.MathContext.DECIMAL32),
                    matcher.group(2)));
        }
        return all;
    }

    private static Set<String> strengths(Product product) {
        Set<String> all = new HashSet<>();
        product.strengths().forEach(each -> all.add(canonical(each.amount(), each.unit())));
        return all;
    }

    /** In micrograms where it is a mass. */
    private static String canonical(BigDecimal amount, String unit) {
        BigDecimal factor = switch (unit) {
            case "g" -> BigDecimal.valueOf(1_000_000);
            case "mg" -> BigDecimal.valueOf(1_000);
            case "%" -> BigDecimal.valueOf(10_000);
            default -> BigDecimal.ONE;
        };
        String kind = switch (unit) {
            case "g", "mg", "mcg", "ug", "%" -> "ug";
            case "UNT", "unit", "units", "[iU]" -> "unit";
            default -> unit.toLowerCase(Locale.ROOT);
        };
        return amount.multiply(factor).stripTrailingZeros().toPlainString() + kind;
    }

    private static @Nullable Form form(String text) {
        String words = text.toLowerCase(Locale.ROOT);
        for (Form each : List.of(
                Form.EXTENDED_TABLET,
                Form.DELAYED_TABLET,
                Form.CHEWABLE_TABLET,
                Form.DISINTEGRATING_TABLET,
                Form.SUBLINGUAL_TABLET,
                Form.EFFERVESCENT_TABLET,
                Form.EXTENDED_CAPSULE,
                Form.DELAYED_CAPSULE,
                Form.EYE_DROPS,
                Form.EYE_OINTMENT,
                Form.EAR_DROPS,
                Form.NASAL_SPRAY,
                Form.DRY_POWDER_INHALER,
                Form.INHALER,
                Form.NEBULIZED,
                Form.SUPPOSITORY,
                Form.VAGINAL_RING,
                Form.VAGINAL_CREAM,
                Form.VAGINAL_INSERT,
                Form.SUBLINGUAL_FILM,
                Form.CREAM,
                Form.OINTMENT,
                Form.GEL,
                Form.LOTION,
                Form.FOAM,
                Form.SHAMPOO,
                Form.LOZENGE,
                Form.GUM)) {
            if (words.contains(each.title().replace('-', ' ')) || words.contains(each.title())) {
                return each;
            }
        }
        if (words.contains("patch")) {
            return Form.TRANSDERMAL_PATCH;
        }
        if (words.contains("syringe") || words.contains("injector")) {
            return Form.PREFILLED_SYRINGE;
        }
        if (words.matches(".*\\bpen\\b.*")) {
            return Form.PEN;
        }
        if (words.contains("injection") || words.contains("vial")) {
            return Form.INJECTION;
        }
        if (words.contains("suspension")) {
            return Form.SUSPENSION;
        }
        if (words.contains("solution") || words.contains("syrup") || words.contains("elixir")) {
            return Form.SOLUTION;
        }
        if (words.contains("capsule")) {
            return Form.CAPSULE;
        }
        return words.contains("tablet") ? Form.TABLET : null;
    }
}
