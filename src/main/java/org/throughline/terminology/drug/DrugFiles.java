package org.throughline.terminology.drug;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.Rows;
import org.throughline.terminology.Rows.Row;

/** Reads the catalogue's files: classes, ingredients, salts, products, brands, and the products of brands. */
final class DrugFiles {
    final Map<String, DrugClass> classes = new LinkedHashMap<>();
    final Map<String, Ingredient> ingredients = new LinkedHashMap<>();
    final Map<String, Salt> salts = new HashMap<>();
    final List<Named> named = new ArrayList<>();
    final List<Listed> products = new ArrayList<>();
    final List<Brand> brands = new ArrayList<>();
    final Map<String, Branded> branded = new LinkedHashMap<>();

    private final Map<String, Ingredient> byName = new HashMap<>();
    private final Set<String> inMicrograms = new HashSet<>();

    /** A salt or ester of an ingredient; shown when the difference matters to who prescribes. */
    record Salt(String rxcui, String name, Ingredient ingredient, boolean shown) {}

    /** Another name by which people know ingredients. */
    record Named(String name, List<Ingredient> ingredients) {}

    /** A product with what else people type for it. */
    record Listed(Product product, List<String> also) {}

    /** A brand's name, which may stand for several ingredients together. */
    record Brand(String rxcui, String name, List<Ingredient> ingredients, boolean current) {}

    /** A product under a brand's name. */
    record Branded(String rxcui, String published, String product) {}

    DrugFiles() {
        Rows.of(DrugFiles.class, "classes.tsv", "id", "name", "parents", "also").forEach(this::addClass);
        Rows.of(DrugFiles.class, "ingredients.tsv", "rxcui", "name", "tall man", "schedule", "mcg", "classes", "also")
                .forEach(this::addIngredient);
        Rows.of(DrugFiles.class, "salts.tsv", "rxcui", "name", "ingredient", "shown")
                .forEach(this::addSalt);
        Rows.of(DrugFiles.class, "products.tsv", "rxcui", "name", "route", "schedule", "per mL", "often", "also")
                .forEach(this::addProduct);
        Rows.of(DrugFiles.class, "brands.tsv", "rxcui", "name", "ingredients", "current")
                .forEach(this::addBrand);
        Rows.of(DrugFiles.class, "branded.tsv", "rxcui", "name", "product").forEach(this::addBranded);
    }

    private void addClass(Row row) {
        DrugClass added = new DrugClass(row.text("id"), row.text("name"), row.list("parents"), row.list("also"));
        row.require(classes.putIfAbsent(added.id(), added) == null, "names a class again: " + added.id());
        added.parents()
                .forEach(each -> row.require(classes.containsKey(each), "has a parent that is not above: " + each));
    }

    private void addIngredient(Row row) {
        Set<String> all = new HashSet<>();
        row.list("classes").forEach(each -> {
            row.require(classes.containsKey(each), "has a class that is not known: " + each);
            addWithParents(each, all);
        });
        String name = row.text("name");
        Ingredient added = new Ingredient(
                row.text("rxcui"),
                name,
                row.optional("tall man").orElse(name),
                row.optional("schedule").orElse(null),
                all);
        row.require(added.tallMan().equalsIgnoreCase(name), "is not its name in tall-man letters");
        row.require(ingredients.putIfAbsent(added.rxcui(), added) == null, "has a code that another line has");
        row.require(byName.putIfAbsent(name, added) == null, "has a name that another line has");
        if (!row.text("mcg").isEmpty()) {
            inMicrograms.add(added.rxcui());
        }
        row.list("also").forEach(each -> named.add(new Named(each, List.of(added))));
    }

    private void addWithParents(String id, Set<String> all) {
        DrugClass known = classes.get(id);
        if (known != null && all.add(id)) {
            known.parents().forEach(each -> addWithParents(each, all));
        }
    }

    private void addSalt(Row row) {
        Salt added = new Salt(
                row.text("rxcui"),
                row.text("name"),
                ingredient(row, row.text("ingredient")),
                row.text("shown").equals("yes"));
        row.require(salts.putIfAbsent(added.name(), added) == null, "has a name that another line has");
    }

    private Ingredient ingredient(Row row, String name) {
        Ingredient known = byName.get(name);
        if (known == null) {
            throw row.wrong("names no known ingredient: " + name);
        }
        return known;
    }

    private void addProduct(Row row) {
        String published = row.text("name");
        RxNormName name = RxNormName.read(published).orElseThrow(() -> row.wrong("is no name of RxNorm's pattern"));
        Form form = DoseForms.of(name.form()).orElseThrow(() -> row.wrong("has an unknown dose form " + name.form()));
        Route route = row.optional("route").map(each -> route(row, each)).orElse(form.route());
        List<ProductName.Shown> shown = name.parts().stream()
                .map(each -> shown(each).orElseThrow(() -> row.wrong("has an unknown ingredient " + each.name())))
                .toList();
        List<Strength> strengths =
                shown.stream().map(ProductName.Shown::strength).toList();
        String code = row.optional("rxcui").orElse(null);
        Product product = new Product(
                code,
                ProductName.of(shown, form, name, !row.text("per mL").isEmpty()),
                code == null ? null : published,
                strengths,
                form,
                route,
                schedule(row.text("schedule"), strengths),
                row.number("often"),
                name.pack());
        products.add(new Listed(product, row.list("also")));
    }

    private static Route route(Row row, String name) {
        for (Route each : Route.values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw row.wrong("has an unknown route " + name);
    }

    /** What a part of RxNorm's name is to us; empty when its ingredient is not in the catalogue. */
    Optional<ProductName.Shown> shown(RxNormName.Part part) {
        String small = part.name().toLowerCase(Locale.ROOT);
        Ingredient ingredient = byName.get(part.name());
        if (ingredient == null) {
            ingredient = byName.get(small);
        }
        Salt salt = ingredient == null ? salt(part.name(), small) : null;
        if (ingredient == null && salt != null) {
            ingredient = salt.ingredient();
        }
        if (ingredient == null) {
            return Optional.empty();
        }
        String name = salt != null && salt.shown()
                ? salt.name().replace(ingredient.name(), ingredient.tallMan())
                : ingredient.tallMan();
        return Optional.of(new ProductName.Shown(
                name,
                new Strength(ingredient, part.amount(), part.unit(), part.perUnit()),
                inMicrograms.contains(ingredient.rxcui())));
    }

    private @Nullable Salt salt(String name, String small) {
        Salt known = salts.get(name);
        return known == null ? salts.get(small) : known;
    }

    /** What the line says, "-" for not controlled; nothing there: the strictest of its ingredients. */
    private static @Nullable String schedule(String told, List<Strength> strengths) {
        if (told.isEmpty()) {
            return Controlled.strictest(
                    strengths.stream().map(Strength::ingredient).toList());
        }
        return told.equals("-") ? null : told;
    }

    private void addBrand(Row row) {
        List<Ingredient> of = row.list("ingredients").stream()
                .map(each -> ingredient(row, each))
                .toList();
        row.require(!of.isEmpty(), "has no ingredient");
        brands.add(new Brand(
                row.text("rxcui"), row.text("name"), of, row.text("current").equals("yes")));
    }

    private void addBranded(Row row) {
        Branded added = new Branded(row.text("rxcui"), row.text("name"), row.text("product"));
        row.require(branded.putIfAbsent(added.rxcui(), added) == null, "has a code that another line has");
    }
}
