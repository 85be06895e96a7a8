package org.throughline.terminology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.fhir.definitions.Terminology;

/** A list of things to choose from, found while one types. Immutable. */
public final class Catalogue {
    private final Vocabulary vocabulary;
    private final List<Item> items;
    private final Map<String, Entry> byName;
    private final LoadedEntries further;
    private final Meanings meanings;

    Catalogue(List<Line> lines) {
        Vocabulary.Builder words = new Vocabulary.Builder();
        this.items = lines.stream().map(each -> new Item(each, words)).toList();
        this.vocabulary = words.build();
        this.byName = new HashMap<>();
        this.further = LoadedEntries.NONE;
        this.meanings = new Meanings(items);
        items.forEach(each -> byName.put(each.entry().name(), each.entry()));
    }

    private Catalogue(Catalogue own, LoadedEntries further) {
        this.vocabulary = own.vocabulary;
        this.items = own.items;
        this.byName = own.byName;
        this.further = further;
        this.meanings = own.meanings;
    }

    /**
     * This one, with the codes of code systems beyond it as soon as an operator has loaded them: its own entries are the
     * favourites, which come first.
     */
    public Catalogue backedBy(Supplier<Terminology> terminology, Beyond... parts) {
        return new Catalogue(this, new LoadedEntries(terminology, List.of(parts)));
    }

    /**
     * Reads a catalogue that comes with the product, of this room or of one within it.
     *
     * @param resource its file, as {@code lab/labs.tsv}; columns that are not a catalogue's are left to the caller
     * @throws IllegalStateException when the file breaks its format, naming the file and the line
     */
    public static Catalogue shipped(String resource) {
        return CatalogueFile.read(resource);
    }

    /** All entries, in the order of the file. */
    public List<Entry> entries() {
        return items.stream().map(Item::entry).toList();
    }

    /** The entry of exactly this name: what a form sends back of an entry that was chosen. */
    public Optional<Entry> named(String name) {
        return Optional.ofNullable(byName.get(name)).or(() -> further.named(name));
    }

    /** The entries of our own that have a code of a code system: some publishers' codes are those of several. */
    public List<Entry> coded(String system, String code) {
        return meanings.coded(system, code);
    }

    /** The one of these that is recorded more often than all others; empty when there is no such one. */
    public Optional<Entry> usual(List<Entry> entries) {
        return meanings.usual(entries);
    }

    /**
     * The one entry of our own whose name, synonym or publisher's name this is, word by word, in the singular or the plural;
     * empty when none or several are called so.
     */
    public Optional<Entry> called(String text) {
        return meanings.called(text);
    }

    /**
     * The entries that fit what is typed, the best first. Each typed word is the beginning of a word of an entry's
     * name, of a synonym or of the publisher's name of its code, in any order; case, accents, punctuation and British
     * or American spelling make no difference, small words ("of", "the") none either. A code, or its beginning, fits
     * too. One typing error is passed over when nothing fits without. Takes any text; what is typed after 100
     * characters is not looked at.
     *
     * @param most how many entries at most
     */
    public List<Entry> find(String typed, int most) {
        if (most < 1) {
            return List.of();
        }
        List<Entry> own = own(typed, most);
        return own.size() < most ? withFurther(own, typed, most) : own;
    }

    private List<Entry> withFurther(List<Entry> own, String typed, int most) {
        Set<Coding> known = own.stream()
                .flatMap(each -> each.codings().stream())
                .map(Catalogue::nameless)
                .collect(Collectors.toSet());
        Set<String> names = own.stream().map(Entry::name).collect(Collectors.toSet());
        Stream<Entry> more = further.find(typed, most).stream()
                .filter(each -> !names.contains(each.name()))
                .filter(each -> each.codings().stream().map(Catalogue::nameless).noneMatch(known::contains));
        return Stream.concat(own.stream(), more).limit(most).toList();
    }

    private static Coding nameless(Coding coding) {
        return new Coding(coding.system(), coding.code(), "");
    }

    private List<Entry> own(String typed, int most) {
        return Stream.<Supplier<Query>>of(
                        () -> Query.of(typed, vocabulary),
                        () -> Query.of(Words.withoutHyphens(typed), vocabulary),
                        () -> Query.of(typed, vocabulary).withMistake())
                .map(Supplier::get)
                .filter(query -> !query.isEmpty())
                .map(query -> find(query, most))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<Entry> find(Query query, int most) {
        return items.stream()
                .map(each -> each.fit(query))
                .flatMap(Optional::stream)
                .sorted(Hit.BEST_FIRST)
                .limit(most)
                .map(Hit::entry)
                .toList();
    }
}
