package org.throughline.care.taking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Route;
import org.throughline.terminology.sig.Dose;
import org.throughline.terminology.sig.DoseAmount;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.Step;

/**
 * Folds what is the same drug taken in the same way into one row: the same product under its generic name, a brand or a salt,
 * in the same state, with a dosage that comes to the same. Whatever differs in strength, form, way in, how much, how often or
 * for how long, and whatever is not known to be the same, stays apart. Pure.
 */
final class Folding {
    private Folding() {}

    /** The rows, those that are taken first, each kind by name. */
    static List<Row> rows(List<Known> all) {
        Set<String> prescriptions =
                all.stream().filter(Known::isPrescription).map(Known::reference).collect(Collectors.toSet());
        List<Known> words = new ArrayList<>();
        Map<String, List<Known>> folded = new LinkedHashMap<>();
        for (Known each : all) {
            if (each.about().stream().anyMatch(prescriptions::contains)) {
                words.add(each);
            } else {
                folded.computeIfAbsent(key(each), key -> new ArrayList<>()).add(each);
            }
        }
        return folded.values().stream()
                .map(entries -> row(entries, words))
                .sorted(Comparator.comparing(Row::state)
                        .thenComparing(row -> row.first().name().toLowerCase(Locale.ROOT))
                        .thenComparing(Row::key))
                .toList();
    }

    private static Row row(List<Known> entries, List<Known> words) {
        Set<String> own = entries.stream().map(Known::reference).collect(Collectors.toSet());
        Comparator<Known> newest = Comparator.comparing(Known::since)
                .thenComparing(Known::reference)
                .reversed();
        return new Row(
                entries.stream().sorted(newest).toList(),
                words.stream()
                        .filter(each -> each.state() != Known.State.ENDED)
                        .filter(each -> each.about().stream().anyMatch(own::contains))
                        .sorted(newest)
                        .toList());
    }

    /** The same for what is the same. */
    static String key(Known known) {
        return known.state() + " | " + drug(known) + " | " + sig(known.sig(), known.product());
    }

    private static String drug(Known known) {
        Product product = known.product();
        if (product != null) {
            String code = product.rxcui();
            return code == null ? product.name() : code;
        }
        Meant meant = known.meant();
        String words = known.what().text().strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return meant == null
                ? words
                : meant.ingredients().stream().map(Ingredient::rxcui).collect(Collectors.toCollection(TreeSet::new))
                        + " " + words;
    }

    /** A dosage in a form that is the same for dosages that come to the same. */
    private static String sig(@Nullable Sig sig, @Nullable Product product) {
        if (sig == null) {
            return "";
        }
        if (!sig.structured()) {
            return sig.note().strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        }
        return sig.steps().stream().map(each -> step(each, product)).collect(Collectors.joining(" then "));
    }

    private static String step(Step step, @Nullable Product product) {
        Route route = step.route() == Route.UNTOLD && product != null ? product.route() : step.route();
        return String.join(
                " ",
                dose(step.dose(), product),
                route.name(),
                String.valueOf(step.site()),
                step.timing().toString(),
                String.valueOf(step.asNeeded() == null ? null : "as needed"),
                String.valueOf(step.duration()));
    }

    private static String dose(Dose dose, @Nullable Product product) {
        Optional<DoseAmount> amount = product == null ? Optional.empty() : DoseAmount.of(dose, product);
        return amount.map(each -> plain(each.low()) + "-" + plain(each.most()) + each.unit())
                .orElseGet(() -> plain(dose.low()) + "-" + plain(dose.most()) + dose.unit());
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** Prescriptions of a row that are about the same drug as others of another state or dosage, for people to notice. */
    static boolean isAlike(Row one, Row other) {
        Meant first = one.first().meant();
        Meant second = other.first().meant();
        return first != null
                && second != null
                && new HashSet<>(first.ingredients()).equals(new HashSet<>(second.ingredients()));
    }
}
