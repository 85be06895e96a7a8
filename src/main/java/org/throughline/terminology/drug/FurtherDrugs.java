package org.throughline.terminology.drug;

import java.util.List;

/** Products beyond the catalogue that have a word in common, to be looked through. */
public final class FurtherDrugs {
    private final List<Named> all;

    private record Named(Product product, List<String> words) {}

    FurtherDrugs(List<Product> products) {
        this.all = products.stream()
                .map(each -> new Named(each, Folded.words(each.name() + " " + each.published())))
                .toList();
    }

    /** Those of which each word of a name begins a word of theirs, in our name or RxNorm's. */
    public List<Product> find(String name) {
        List<String> sought = Folded.words(name);
        return sought.isEmpty()
                ? List.of()
                : all.stream()
                        .filter(each -> sought.stream()
                                .allMatch(word -> each.words().stream().anyMatch(own -> own.startsWith(word))))
                        .map(Named::product)
                        .toList();
    }
}
