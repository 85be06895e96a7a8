package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.FurtherDrugs;
import org.throughline.terminology.drug.Product;

/**
 * Reads a whole order in one line: {@code amoxicillin 500 tid 10d} is which products it may be of, and what the rest says
 * of each. A strength that was typed once, to find the product, is the dose too when none is told.
 */
public final class DrugLine {
    private static final int LONGEST = 300;
    private static final int MOST_NAME_WORDS = 10;
    /** A strength, with at most two words of the form behind it: {@code metformin 750 er}. */
    private static final Pattern STRENGTH =
            Pattern.compile(".*(?:^| )([\\d.,]+(?: ?(?:mg|mcg|g|units?|meq))?)(?: [a-zA-Z]+){0,2}");

    private final Drugs drugs;
    private final SigReader reader = new SigReader();

    public DrugLine(Drugs drugs) {
        this.drugs = drugs;
    }

    /**
     * A product that may be meant.
     *
     * @param typed what was typed of the dosage; empty when nothing was
     * @param reading what it says of this product; null when nothing was typed of a dosage
     */
    public record Candidate(
            Product product, String typed, @Nullable Reading reading) {
        /** Whether nothing is left to be asked. */
        public boolean understood() {
            return reading instanceof Reading.Understood;
        }
    }

    /**
     * The products that a line may be of, the best first: those of which its rest is understood as a dosage, then those
     * that its words name. Takes any text.
     *
     * @param kilograms the patient's weight; null when it is not known
     * @param most how many at most
     */
    public List<Candidate> read(String typed, @Nullable BigDecimal kilograms, int most) {
        String text = typed.strip().replaceAll("\\s+", " ");
        if (text.isEmpty() || text.length() > LONGEST || most < 1) {
            return List.of();
        }
        List<String> words = List.of(text.split(" ", -1));
        Map<Product, Candidate> understood = new LinkedHashMap<>();
        Map<Product, Candidate> named = new LinkedHashMap<>();
        FurtherDrugs further = drugs.further(words.getFirst());
        for (int count = Math.min(words.size(), MOST_NAME_WORDS); count > 0; count--) {
            String name = String.join(" ", words.subList(0, count));
            String rest = String.join(" ", words.subList(count, words.size()));
            for (Product product : find(name, further, most)) {
                Candidate candidate = candidate(product, name, rest, kilograms);
                (candidate.understood() ? understood : named).putIfAbsent(product, candidate);
            }
            if (understood.size() >= most) {
                break;
            }
        }
        List<Candidate> all = new ArrayList<>(understood.values());
        named.values().stream()
                .filter(each -> !understood.containsKey(each.product()))
                .forEach(all::add);
        return all.subList(0, Math.min(all.size(), most));
    }

    private List<Product> find(String name, FurtherDrugs further, int most) {
        return Stream.concat(drugs.find(name, most).stream(), further.find(name).stream())
                .limit(most)
                .toList();
    }

    private Candidate candidate(Product product, String name, String rest, @Nullable BigDecimal kilograms) {
        if (rest.isEmpty()) {
            return new Candidate(product, "", null);
        }
        Reading reading = reader.read(rest, product, kilograms);
        Matcher strength = STRENGTH.matcher(name);
        boolean lacksDose = reading instanceof Reading.Unclear unclear
                && unclear.word().isEmpty()
                && unclear.why().equals(StepReader.HOW_MUCH);
        if (lacksDose && strength.matches()) {
            String whole = new DoseReader(product).withUnit(strength.group(1).strip()) + " " + rest;
            return new Candidate(product, whole, reader.read(whole, product, kilograms));
        }
        return new Candidate(product, rest, reading);
    }
}
