package org.throughline.terminology.drug;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.terminology.Rows;

/** The drugs of the catalogue, by code, by name and while one types. Immutable. */
public final class Drugs {
    private final DrugFiles files;
    private final Map<String, Product> products;
    private final Map<String, Product> byPublished;
    private final Map<String, Meant> byCode;
    private final Names names;
    /** Made while the product starts; who types first waits for it. */
    private final CompletableFuture<DrugIndex> index;

    private final CompletableFuture<WordedProducts> worded;
    private final LoadedDrugs loaded;

    private Drugs(DrugFiles files) {
        this.files = files;
        this.products = new HashMap<>();
        this.byPublished = new HashMap<>();
        this.byCode = new HashMap<>();
        this.names = new Names();
        this.index = CompletableFuture.supplyAsync(() -> new DrugIndex(files));
        this.worded = CompletableFuture.supplyAsync(() -> new WordedProducts(
                files.products.stream().map(DrugFiles.Listed::product).toList()));
        this.loaded = LoadedDrugs.none(files);
        files.ingredients.values().forEach(this::addIngredient);
        files.salts.values().forEach(this::addSalt);
        files.named.forEach(each -> names.add(each.name(), new Meant(each.ingredients(), null, null)));
        files.brands.forEach(this::addBrand);
        files.products.forEach(each -> addProduct(each.product()));
        files.branded.values().forEach(this::addBranded);
    }

    private Drugs(Drugs own, Supplier<@Nullable CodeSystem> rxnorm) {
        this.files = own.files;
        this.products = own.products;
        this.byPublished = own.byPublished;
        this.byCode = own.byCode;
        this.names = own.names;
        this.index = own.index;
        this.worded = own.worded;
        this.loaded = new LoadedDrugs(files, products::containsKey, rxnorm);
    }

    /**
     * These, and the drugs of RxNorm beyond them as soon as it is loaded. What the checks of orders know are these alone.
     *
     * @param rxnorm gives null as long as it is not loaded
     */
    public Drugs backedBy(Supplier<@Nullable CodeSystem> rxnorm) {
        return new Drugs(this, rxnorm);
    }

    /**
     * Reads the catalogue that comes with the product. Do it once and pass it on.
     *
     * @throws IllegalStateException when a file breaks its format, naming the file and the line
     */
    public static Drugs shipped() {
        return Shipped.ALL;
    }

    /** Read once; it never changes. */
    private static final class Shipped {
        private static final Drugs ALL = new Drugs(new DrugFiles());
    }

    private void addIngredient(Ingredient each) {
        Meant meant = new Meant(List.of(each), null, null);
        byCode.put(each.rxcui(), meant);
        names.add(each.name(), meant);
    }

    private void addSalt(DrugFiles.Salt each) {
        Meant meant = new Meant(List.of(each.ingredient()), null, null);
        if (!each.rxcui().isEmpty()) {
            byCode.put(each.rxcui(), meant);
        }
        names.add(each.name(), meant);
    }

    private void addBrand(DrugFiles.Brand each) {
        Meant meant = new Meant(each.ingredients(), null, each.name());
        if (!each.rxcui().isEmpty()) {
            byCode.put(each.rxcui(), meant);
        }
        names.add(each.name(), meant);
    }

    private void addProduct(Product each) {
        Meant meant = new Meant(each.ingredients(), each, null);
        String code = each.rxcui();
        String published = each.published();
        if (code != null && published != null) {
            byCode.put(code, meant);
            products.put(code, each);
            byPublished.put(published.toLowerCase(Locale.ROOT), each);
        }
        names.add(each.name(), meant);
    }

    private void addBranded(DrugFiles.Branded each) {
        Product product = products.get(each.product());
        if (product == null) {
            throw new IllegalStateException(
                    "branded.tsv names a product that is not in products.tsv: " + each.product());
        }
        String brand = each.published()
                .substring(
                        each.published().lastIndexOf('[') + 1, each.published().length() - 1);
        Meant meant = new Meant(product.ingredients(), product, brand);
        byCode.put(each.rxcui(), meant);
        names.add(brand + " " + strengthAndForm(product), meant);
    }

    /** The name of a product without that of its substance: {@code 500 mg tablet}. */
    private static String strengthAndForm(Product product) {
        String name = product.name();
        int at = 0;
        while (at < name.length() && !Folded.isDigit(name.charAt(at))) {
            at++;
        }
        return name.substring(at);
    }

    /**
     * What a code of RxNorm stands for: an ingredient, a salt, a brand, a product with or without a brand; also one that is
     * not offered but made of ingredients that we know.
     */
    public Optional<Meant> meaning(String rxcui) {
        return Optional.ofNullable(byCode.get(rxcui))
                .or(() -> loaded.product(rxcui).map(each -> new Meant(each.ingredients(), each, null)))
                .or(() -> Optional.ofNullable(Others.NAMES.get(rxcui)).flatMap(this::named));
    }

    /** The names of drugs that are not offered, read when the first of them is met. */
    private static final class Others {
        static final Map<String, String> NAMES = Rows.of(Drugs.class, "others.tsv", "rxcui", "name").stream()
                .collect(Collectors.toUnmodifiableMap(row -> row.text("rxcui"), row -> row.text("name")));
    }

    /**
     * What a name stands for: of an ingredient, a salt, a brand, a product as we or as RxNorm writes it, in any case, with
     * or without tall-man letters. A name with a strength or a form that we know no product of stands for its
     * ingredients. Empty as soon as one word says nothing to us: nothing is guessed.
     */
    public Optional<Meant> named(String text) {
        Optional<Meant> exact = names.exact(text);
        if (exact.isPresent()) {
            return exact;
        }
        Optional<Meant> published = RxNormName.read(text.strip()).flatMap(name -> published(text.strip(), name));
        return published.isPresent() ? published : names.withStrength(text);
    }

    /**
     * The product of the catalogue that words mean which tell a drug, its strengths and its form in whatever order; empty
     * when they leave a choice.
     */
    public Optional<Product> worded(String text) {
        return named(text)
                .flatMap(meant -> meant.product() != null
                        ? Optional.of(meant.product())
                        : worded.join().of(text, meant.ingredients()));
    }

    private Optional<Meant> published(String text, RxNormName name) {
        String generic = name.brand() == null ? text : text.substring(0, text.lastIndexOf(" ["));
        Product product = byPublished.get(generic.toLowerCase(Locale.ROOT));
        if (product != null) {
            return Optional.of(new Meant(product.ingredients(), product, name.brand()));
        }
        List<Ingredient> ingredients = new ArrayList<>();
        for (RxNormName.Part part : name.parts()) {
            Optional<ProductName.Shown> shown = files.shown(part);
            if (shown.isEmpty()) {
                return Optional.empty();
            }
            ingredients.add(shown.get().strength().ingredient());
        }
        return Optional.of(new Meant(ingredients.stream().distinct().toList(), null, name.brand()));
    }

    /**
     * The products that fit what is typed, the best first: each word is the beginning of a word of the product's name, of
     * a brand, of a synonym or of a class; a number is a strength. What is prescribed every day comes first. One typing
     * error is passed over when nothing fits without.
     *
     * @param most how many at most
     */
    public List<Product> find(String typed, int most) {
        return index.join().find(typed, most);
    }

    /**
     * The products beyond the catalogue, of a loaded RxNorm, that have a word in their names which begins so; those with
     * short names first.
     */
    public FurtherDrugs further(String beginning) {
        return new FurtherDrugs(loaded.withWord(beginning));
    }

    /** All products, in the order of the file. */
    public List<Product> products() {
        return files.products.stream().map(DrugFiles.Listed::product).toList();
    }

    /** All ingredients, in the order of the file. */
    public Collection<Ingredient> ingredients() {
        return List.copyOf(files.ingredients.values());
    }

    /** All classes by id, in the order of the file: a class comes after those that contain it. */
    public Map<String, DrugClass> classes() {
        return Map.copyOf(files.classes);
    }

    /** The ingredients in a class, directly or through another class; none for an unknown id. */
    public List<Ingredient> members(String classId) {
        return files.ingredients.values().stream()
                .filter(each -> each.is(classId))
                .toList();
    }

    /** The brands' names under which ingredients are sold together, exactly these, in the order of the alphabet. */
    public List<String> brands(Collection<Ingredient> ingredients) {
        Set<Ingredient> sought = Set.copyOf(ingredients);
        return files.brands.stream()
                .filter(each -> Set.copyOf(each.ingredients()).equals(sought))
                .map(DrugFiles.Brand::name)
                .sorted()
                .toList();
    }

    /** Names in lower case, by which drugs are known. */
    private static final class Names {
        /** Words of a name of a product that name no drug. */
        private static final Set<String> PLAIN = Set.of(
                "mg",
                "mcg",
                "g",
                "ml",
                "meq",
                "unit",
                "iu",
                "hr",
                "day",
                "actuation",
                "puff",
                "spray",
                "%",
                "oral",
                "tablet",
                "capsule",
                "solution",
                "suspension",
                "er",
                "dr",
                "release",
                "chewable",
                "disintegrating",
                "sublingual",
                "cream",
                "ointment",
                "gel",
                "lotion",
                "topical",
                "foam",
                "shampoo",
                "patch",
                "transdermal",
                "system",
                "eye",
                "ear",
                "nasal",
                "drop",
                "drops",
                "ophthalmic",
                "otic",
                "rectal",
                "suppository",
                "vaginal",
                "insert",
                "injection",
                "injectable",
                "syringe",
                "prefilled",
                "pen",
                "injector",
                "inhaler",
                "metered",
                "dose",
                "dry",
                "powder",
                "inhalation",
                "nebulizer",
                "liquid",
                "syrup",
                "elixir",
                "per",
                "hydrochloride",
                "sodium",
                "potassium",
                "calcium",
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
                "and",
                "with");

        private final Map<String, Meant> byKey = new HashMap<>();
        private int longest = 1;

        void add(String name, Meant meant) {
            List<String> words = Folded.words(name);
            byKey.putIfAbsent(String.join(" ", words), meant);
            if (meant.product() == null) {
                longest = Math.max(longest, words.size());
            }
        }

        Optional<Meant> exact(String text) {
            return Optional.ofNullable(byKey.get(Folded.key(text)));
        }

        /** Names of drugs one after another, with nothing beside them but strengths and forms. */
        Optional<Meant> withStrength(String text) {
            List<String> words = Folded.words(text);
            Set<Ingredient> ingredients = new LinkedHashSet<>();
            String brand = null;
            int at = 0;
            while (at < words.size()) {
                int taken = taken(words, at);
                if (taken > 0) {
                    Meant meant = known(words, at, taken);
                    ingredients.addAll(meant.ingredients());
                    brand = meant.brand() == null ? brand : meant.brand();
                    at += taken;
                } else if (says(words.get(at))) {
                    at++;
                } else {
                    return Optional.empty();
                }
            }
            return ingredients.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Meant(List.copyOf(ingredients), null, brand));
        }

        private static boolean says(String word) {
            return Folded.isDigit(word.charAt(0)) || PLAIN.contains(word);
        }

        /** How many words from here on are the longest name of a drug that begins here; 0 for none. */
        private int taken(List<String> words, int at) {
            for (int count = Math.min(longest, words.size() - at); count > 0; count--) {
                Meant known = byKey.get(String.join(" ", words.subList(at, at + count)));
                if (known != null && known.product() == null) {
                    return count;
                }
            }
            return 0;
        }

        private Meant known(List<String> words, int at, int count) {
            Meant known = byKey.get(String.join(" ", words.subList(at, at + count)));
            if (known == null) {
                throw new IllegalStateException("a name that was there");
            }
            return known;
        }
    }
}
