package org.throughline.clinic.order;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.care.order.OrderKind;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.sig.SigReader;
import org.throughline.terminology.sig.UsualSigs;

/** The catalogues of what can be ordered, as the basket asks them. */
public record OrderCatalog(
        Drugs drugs, SigReader sigs, UsualSigs usual, Labs labs, Imaging imaging, Catalogue problems) {

    /** The product of a code or a name; empty for what is no single product of ours. */
    Optional<Product> product(String code, String name) {
        return drugs.meaning(code).or(() -> drugs.named(name)).map(Meant::product);
    }

    /** The DEA schedule of what a code or a name stands for; empty when it is not controlled, as far as the catalogue knows it. */
    String schedule(String code, String name) {
        return drugs.meaning(code)
                .or(() -> drugs.named(name))
                .map(Meant::schedule)
                .orElse("");
    }

    /** What a prescription is of: a product, else what the name stands for, else the words. */
    Concept drug(@Nullable Product product, String name) {
        String code = product == null ? null : product.rxcui();
        String published = product == null ? null : product.published();
        if (product != null) {
            return new Concept(
                    product.name(),
                    code == null || published == null
                            ? List.of()
                            : List.of(new Coding(Coding.RXNORM, code, published)));
        }
        return drugs.named(name)
                .filter(meant -> meant.ingredients().size() == 1)
                .map(meant -> meant.ingredients().getFirst())
                .map(one -> new Concept(name, List.of(new Coding(Coding.RXNORM, one.rxcui(), one.name()))))
                .orElseGet(() -> new Concept(name, List.of()));
    }

    /** What another order is of, with its code where the catalogue has one. */
    Concept service(OrderKind kind, String name) {
        Optional<Entry> known = switch (kind) {
            case LAB -> labs.named(name).map(lab -> lab.entry());
            case IMAGING -> imaging.named(name).map(study -> study.entry());
            case DRUG, PROCEDURE, REFERRAL -> Optional.empty();
        };
        return known.map(entry -> new Concept(entry.name(), entry.codings()))
                .orElseGet(() -> new Concept(name, List.of()));
    }

    /** A reason in words, with its codes where the catalogue of problems has it. */
    Concept problem(String words) {
        return problems.named(words)
                .map(entry -> new Concept(entry.name(), entry.codings()))
                .orElseGet(() -> new Concept(words, List.of()));
    }
}
