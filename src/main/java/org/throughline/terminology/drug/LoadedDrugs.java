package org.throughline.terminology.drug;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.Concept;

/**
 * The clinical drugs of RxNorm that our catalogue does not offer, once an operator has loaded RxNorm. An ingredient that the
 * catalogue does not know is in no class, and whether it is controlled is unknown: {@link Product#UNKNOWN_SCHEDULE}.
 */
final class LoadedDrugs {
    private static final int SHORTEST = 3;
    private static final int MOST = 1000;
    private static final int MOST_KEPT = 10_000;

    private final DrugFiles files;
    private final Predicate<String> offered;
    private final Supplier<@Nullable CodeSystem> rxnorm;
    private final AtomicReference<@Nullable Read> read = new AtomicReference<>();

    /** What was read of one version of RxNorm. */
    private record Read(CodeSystem of, Map<String, Optional<Product>> products) {}

    /**
     * @param offered whether the catalogue has a product of a code
     * @param rxnorm gives null as long as it is not loaded
     */
    LoadedDrugs(DrugFiles files, Predicate<String> offered, Supplier<@Nullable CodeSystem> rxnorm) {
        this.files = files;
        this.offered = offered;
        this.rxnorm = rxnorm;
    }

    /** None at all. */
    static LoadedDrugs none(DrugFiles files) {
        return new LoadedDrugs(files, code -> true, () -> null);
    }

    /** Those with a word in their names that begins so, those with short names first; none for fewer than three letters. */
    List<Product> withWord(String beginning) {
        CodeSystem system = rxnorm.get();
        return system == null || beginning.length() < SHORTEST
                ? List.of()
                : system.findActive(beginning, List.of(), 0, MOST).concepts().stream()
                        .filter(each -> !offered.test(each.code()))
                        .flatMap(each -> product(system, each).stream())
                        .toList();
    }

    /** The product of a code; empty when there is none. */
    Optional<Product> product(String rxcui) {
        CodeSystem system = rxnorm.get();
        if (system == null || rxcui.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Optional<Product>> products = products(system);
        Optional<Product> known = products.get(rxcui);
        if (known != null) {
            return known;
        }
        Concept concept = system.concept(rxcui);
        return concept == null ? Optional.empty() : product(system, concept);
    }

    private Optional<Product> product(CodeSystem system, Concept concept) {
        return products(system).computeIfAbsent(concept.code(), code -> made(concept));
    }

    private Map<String, Optional<Product>> products(CodeSystem system) {
        Read last = read.get();
        if (last == null || !last.of().equals(system) || last.products().size() > MOST_KEPT) {
            last = new Read(system, new ConcurrentHashMap<>());
            read.set(last);
        }
        return last.products();
    }

    private Optional<Product> made(Concept concept) {
        Optional<RxNormName> name = Optional.ofNullable(concept.display())
                .flatMap(RxNormName::read)
                .filter(each -> each.brand() == null && !each.parts().isEmpty());
        Optional<Form> form = name.flatMap(each -> DoseForms.of(each.form()));
        return form.map(each -> made(concept, name.orElseThrow(), each));
    }

    private Product made(Concept concept, RxNormName name, Form form) {
        List<ProductName.Shown> shown = new ArrayList<>();
        boolean known = true;
        for (RxNormName.Part part : name.parts()) {
            Optional<ProductName.Shown> ours = files.shown(part);
            known &= ours.isPresent();
            shown.add(ours.orElseGet(() -> unknown(part)));
        }
        List<Strength> strengths =
                shown.stream().map(ProductName.Shown::strength).toList();
        String schedule = known
                ? Controlled.strictest(
                        strengths.stream().map(Strength::ingredient).toList())
                : Product.UNKNOWN_SCHEDULE;
        return new Product(
                concept.code(),
                ProductName.of(shown, form, name, false),
                concept.display(),
                strengths,
                form,
                form.route(),
                schedule,
                1,
                name.pack());
    }

    /** An ingredient that the catalogue does not know; it is told from others by its name. */
    private static ProductName.Shown unknown(RxNormName.Part part) {
        String name = part.name().toLowerCase(Locale.ROOT);
        Ingredient ingredient = new Ingredient(name, name, name, null, Set.of());
        return new ProductName.Shown(name, new Strength(ingredient, part.amount(), part.unit(), part.perUnit()), false);
    }
}
