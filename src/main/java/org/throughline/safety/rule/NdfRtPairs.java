package org.throughline.safety.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.throughline.kernel.Digest;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Ingredient;

/**
 * Pairs of the interaction list of NDF-RT by the US Department of Veterans Affairs, as tab-separated text with the columns
 * {@code nui, label, severity, nui1, rxcui1, nui2, rxcui2}. The list was last kept in 2014, and names no mechanism: what it
 * calls critical is shown, what it calls significant is quiet; nothing of it interrupts.
 *
 * @see <a href="https://evs.nci.nih.gov/ftp1/NDF-RT/">NDF-RT</a>
 */
public final class NdfRtPairs implements KnowledgeBase {
    private static final List<String> COLUMNS = List.of("nui", "label", "severity", "nui1", "rxcui1", "nui2", "rxcui2");
    private static final Source SOURCE = new Source(
            "NDF-RT drug interactions, US Department of Veterans Affairs, 2014",
            "https://evs.nci.nih.gov/ftp1/NDF-RT/");

    private final RuleVersion version;
    private final List<InteractionRule> interactions = new ArrayList<>();
    private int unusable;

    private NdfRtPairs(RuleVersion version) {
        this.version = version;
    }

    /**
     * Reads the list.
     *
     * @param drugs by which its codes are understood, those of salts too
     * @param until the last day on which whoever brings it holds it to be good
     * @throws IllegalArgumentException when it is no such list
     */
    public static NdfRtPairs read(byte[] content, Drugs drugs, LocalDate until) {
        List<String> lines = new String(content, UTF_8).lines().toList();
        if (lines.isEmpty() || !Arrays.asList(lines.getFirst().split("\t", -1)).equals(COLUMNS)) {
            throw new IllegalArgumentException("the columns are not " + String.join(", ", COLUMNS));
        }
        String digest = HexFormat.of().formatHex(Digest.sha256(content));
        NdfRtPairs pairs =
                new NdfRtPairs(new RuleVersion("NDF-RT", "2014-07-07", LocalDate.of(2014, 7, 7), until, digest));
        lines.stream().skip(1).forEach(line -> pairs.add(Arrays.asList(line.split("\t", -1)), drugs));
        return pairs;
    }

    private void add(List<String> fields, Drugs drugs) {
        List<Ingredient> one = fields.size() == COLUMNS.size() ? meant(fields.get(4), drugs) : List.of();
        List<Ingredient> other = fields.size() == COLUMNS.size() ? meant(fields.get(6), drugs) : List.of();
        if (one.isEmpty() || other.isEmpty() || one.equals(other)) {
            unusable++;
            return;
        }
        interactions.add(new InteractionRule(
                rule(fields.get(0), fields.get(2).equals("Critical")),
                selector(one),
                selector(other),
                false,
                false,
                0,
                0));
    }

    private static List<Ingredient> meant(String rxcui, Drugs drugs) {
        return rxcui.isEmpty()
                ? List.of()
                : drugs.meaning(rxcui).map(each -> each.ingredients()).orElse(List.of());
    }

    private Rule rule(String nui, boolean critical) {
        return new Rule(
                "ndfrt-" + nui,
                Kind.INTERACTION,
                critical ? Severity.CAUTION : Severity.NOTE,
                critical
                        ? "a critical interaction by an imported list"
                        : "a significant interaction by an imported list",
                List.of(),
                List.of(),
                "The imported list does not tell how.",
                "Look it up in the labels of both drugs.",
                SOURCE,
                Switch.CLINICIAN,
                version.dated(),
                version);
    }

    private static Selector selector(List<Ingredient> ingredients) {
        List<String> names = ingredients.stream().map(Ingredient::name).toList();
        Set<String> rxcuis =
                Set.copyOf(ingredients.stream().map(Ingredient::rxcui).toList());
        return new Selector(String.join("; ", names), rxcuis, Set.of(), Set.of());
    }

    @Override
    public RuleVersion version() {
        return version;
    }

    @Override
    public List<InteractionRule> interactions() {
        return List.copyOf(interactions);
    }

    @Override
    public int unusable() {
        return unusable;
    }
}
