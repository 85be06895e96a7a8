package org.throughline.terminology.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Rows;

/** What laboratories report of cultures: organisms, and the antibiotics against which they are tested. Immutable. */
public final class Cultures {
    private static final String SPECIES = "organisms.tsv";

    private final Map<String, Optional<Coding>> organisms = new LinkedHashMap<>();
    private final Map<String, String> also = new LinkedHashMap<>();
    private final Map<String, Coding> antibiotics = new LinkedHashMap<>();

    private Cultures() {
        for (Rows.Row row : Rows.of(Cultures.class, SPECIES, "name", "snomed", "also")) {
            String name = row.text("name");
            organisms.put(name, row.optional("snomed").map(code -> new Coding(Coding.SNOMED, code, name)));
            row.list("also").forEach(each -> also.put(each.toLowerCase(Locale.ROOT), name));
        }
        for (Rows.Row row : Rows.of(Cultures.class, "antibiotics.tsv", "name", "loinc")) {
            String name = row.text("name");
            antibiotics.put(name, new Coding(Coding.LOINC, row.text("loinc"), name + " [Susceptibility]"));
        }
    }

    /** Those that come with the product. */
    public static Cultures shipped() {
        return Shipped.ALL;
    }

    /** Read once; it never changes. */
    private static final class Shipped {
        private static final Cultures ALL = new Cultures();
    }

    /** An organism or an antibiotic by the name of the catalogue, with its code when it has one. */
    public record Named(String name, Optional<Coding> coding) {}

    /** All organisms, in the order in which they are offered. */
    public List<Named> organisms() {
        return organisms.entrySet().stream()
                .map(each -> new Named(each.getKey(), each.getValue()))
                .toList();
    }

    /** The organism that was typed; without a code when it is none of these. */
    public Named organism(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        String name = also.getOrDefault(wanted, "");
        return organisms().stream()
                .filter(each -> each.name().equals(name)
                        || each.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElse(new Named(typed.strip(), Optional.empty()));
    }

    /** Whether a code of LOINC is of an organism's susceptibility to one of these antibiotics. */
    public boolean isSusceptibility(String loinc) {
        return antibiotics.values().stream().anyMatch(each -> each.code().equals(loinc));
    }

    /** The antibiotics whose name is, or else begins with, what was typed. */
    public List<Named> antibiotics(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT).replaceAll("\\s*[+/-]\\s*", " + ");
        List<Named> begun = antibiotics.entrySet().stream()
                .filter(each -> each.getKey().toLowerCase(Locale.ROOT).startsWith(wanted))
                .map(each -> new Named(each.getKey(), Optional.of(each.getValue())))
                .toList();
        return begun.stream()
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .map(List::of)
                .orElse(begun);
    }
}
