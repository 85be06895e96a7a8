package org.throughline.care.taking;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.care.medication.Origin;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.DrugLine;
import org.throughline.terminology.sig.Reading;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.SigReader;
import org.throughline.terminology.sig.SigWords;

/**
 * Reads what a patient says they take, in one line: {@code ibuprofen 400 otc prn}. What is not understood of how it is taken is
 * kept in words: patients often do not say more. Pure.
 */
public final class TakingLine {
    private static final int MOST = 6;
    private static final Pattern ORIGIN = Pattern.compile("(?i)\\b(otc|over the counter|elsewhere)\\b");

    /** What is misread, as it is written out; see ISMP's list of error-prone abbreviations. */
    private static final Map<String, String> WORDS = Map.of(
            "prn", "as needed",
            "qd", "once a day",
            "bid", "twice a day",
            "tid", "three times a day",
            "qid", "four times a day",
            "qhs", "at bedtime",
            "hs", "at bedtime",
            "qod", "every other day",
            "po", "by mouth");

    private final Drugs drugs;
    private final DrugLine lines;
    private final SigReader sigs = new SigReader();

    public TakingLine(Drugs drugs) {
        this.drugs = drugs;
        this.lines = new DrugLine(drugs);
    }

    /**
     * What may be meant.
     *
     * @param line by which exactly this is found again
     * @param name of the drug
     * @param how in words; empty when nobody said
     */
    public record Candidate(String line, String name, String how, Taking taking) {}

    /** What a line may mean, the best first; the line as it stands comes last. */
    public List<Candidate> read(String typed) {
        Matcher told = ORIGIN.matcher(typed);
        Origin origin = !told.find()
                ? Origin.TOLD
                : told.group().equalsIgnoreCase("elsewhere") ? Origin.ELSEWHERE : Origin.OVER_THE_COUNTER;
        String line = ORIGIN.matcher(typed).replaceAll(" ").strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return List.of();
        }
        List<DrugLine.Candidate> read = lines.read(line, null, MOST);
        boolean some = read.stream().anyMatch(DrugLine.Candidate::understood);
        return Stream.concat(
                        read.stream().filter(each -> !some || each.understood()).map(each -> candidate(each, origin)),
                        Stream.of(inWords(line, origin)))
                .collect(Collectors.toMap(
                        Candidate::line, each -> each, (one, other) -> one, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /** The one that a line means: it says exactly this. */
    public Optional<Candidate> exact(String typed) {
        String line = typed.strip();
        return read(line).stream()
                .filter(each -> each.line().equalsIgnoreCase(line))
                .findFirst();
    }

    private Candidate candidate(DrugLine.Candidate each, Origin origin) {
        Product product = each.product();
        Sig sig = each.reading() instanceof Reading.Understood understood
                ? understood.sig()
                : each.typed().isEmpty() ? null : Sig.inWords(writtenOut(each.typed()));
        String how = sig == null ? "" : StatementWriter.words(sig, product);
        return new Candidate(
                (product.name() + " " + how).strip() + word(origin),
                product.name(),
                how,
                new Taking(concept(product), product, sig, origin));
    }

    private Candidate inWords(String line, Origin origin) {
        Concept what = drugs.named(line)
                .filter(meant -> meant.ingredients().size() == 1 && meant.product() == null)
                .map(meant -> meant.ingredients().getFirst())
                .map(one -> new Concept(line, List.of(new Coding(Coding.RXNORM, one.rxcui(), one.name()))))
                .orElseGet(() -> new Concept(line, List.of()));
        return new Candidate(line + word(origin), line, "", new Taking(what, null, null, origin));
    }

    private static String word(Origin origin) {
        return switch (origin) {
            case OVER_THE_COUNTER -> " otc";
            case ELSEWHERE -> " elsewhere";
            case HERE, GIVEN_HERE, TOLD -> "";
        };
    }

    /** How a drug is taken, of a product: as it is understood, else in words; null for nothing. */
    public @Nullable Sig how(String typed, @Nullable Product product) {
        if (typed.isBlank()) {
            return null;
        }
        return product != null && sigs.read(typed, product) instanceof Reading.Understood understood
                ? understood.sig()
                : Sig.inWords(writtenOut(typed.strip()));
    }

    /** How a drug is taken, for people. */
    public static String words(@Nullable Sig sig, @Nullable Product product) {
        return sig == null ? "" : sig.structured() && product != null ? SigWords.of(sig, product) : sig.note();
    }

    private static Concept concept(Product product) {
        String code = product.rxcui();
        String published = product.published();
        return new Concept(
                product.name(),
                code == null || published == null ? List.of() : List.of(new Coding(Coding.RXNORM, code, published)));
    }

    private static String writtenOut(String typed) {
        return Stream.of(typed.split(" ", -1))
                .map(each -> WORDS.getOrDefault(each.toLowerCase(Locale.ROOT), each))
                .collect(Collectors.joining(" "));
    }
}
