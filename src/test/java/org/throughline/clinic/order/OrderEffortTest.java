package org.throughline.clinic.order;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.orderset.OrderSets;
import org.throughline.terminology.sig.DrugLine;
import org.throughline.terminology.sig.Reading;
import org.throughline.terminology.sig.SigReader;
import org.throughline.terminology.sig.UsualSigs;

/**
 * What it costs to order a drug from the open chart to signed, of 20 drawn at random outside the favourites, each with a
 * dosage that is not a usual one: {@code x}, the line, Enter, {@code s}, by the keystroke-level model of {@code
 * docs/usability.md}. What the line finds first is what the product finds; what it does not is told. The table is written to
 * {@code target/ordering.md}.
 */
class OrderEffortTest {
    private static final long SEED = 20261127;
    private static final int LETTERS = 6;
    private static final double KEY = 0.2;
    private static final double THOUGHT = 1.35;
    private static final Drugs DRUGS = Drugs.shipped();
    private static final UsualSigs USUAL = UsualSigs.shipped();
    private static final SigReader SIGS = new SigReader();
    private static final OrderFinder FINDER =
            new OrderFinder(new DrugLine(DRUGS), Labs.shipped(), Imaging.shipped(), OrderSets.shipped());
    private static final List<String> HOWS = List.of(
            "1 q8h 7d",
            "2 bid 5d",
            "1 qod",
            "0.5 daily",
            "1 mon wed fri",
            "2.5 mL q6h prn",
            "7.5 mL tid 10d",
            "2 puffs q4h prn",
            "1 spray bid 14d",
            "2 drops q2h 3d",
            "apply bid 10d",
            "1 patch q72h",
            "10 units qhs",
            "0.5 mL weekly",
            "1 once");

    private record Ordered(String line, String product, int keys, double seconds) {}

    @Test
    void twentyDrugsOutsideTheFavouritesAreOrderedInTenSeconds() throws IOException {
        Random random = new Random(SEED);
        List<Product> seldom = new ArrayList<>(DRUGS.products().stream()
                .filter(each -> each.often() < 3 && each.published() != null)
                .toList());
        Collections.shuffle(seldom, random);
        List<Ordered> ordered = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        int drawn = 0;
        for (Product product : seldom) {
            if (drawn == 20) {
                break;
            }
            List<String> fitting = HOWS.stream()
                    .filter(each -> SIGS.read(each, product) instanceof Reading.Understood)
                    .filter(each -> USUAL.of(product, null).stream()
                            .noneMatch(usual -> usual.typed().equals(each)))
                    .toList();
            if (fitting.isEmpty()) {
                continue;
            }
            drawn++;
            Ordered one = order(product, fitting.get(random.nextInt(fitting.size())));
            ordered.add(one);
            rows.add(String.format(
                    Locale.ROOT, "| %s | %s | %d | %.1f |", one.product(), one.line(), one.keys(), one.seconds()));
        }
        double median = median(ordered);
        long slow = ordered.stream().filter(each -> each.seconds() > 10).count();
        rows.add(String.format(Locale.ROOT, "| median, with no click | | | %.1f |", median));
        Files.writeString(
                Path.of("target", "ordering.md"),
                "| drug | typed | keys | seconds |\n|---|---|---|---|\n" + String.join("\n", rows) + "\n\n" + slow
                        + " of 20 above 10 s\n");
        assertTrue(median <= 10, String.join("\n", rows));
    }

    private static double median(List<Ordered> ordered) {
        List<Double> seconds = ordered.stream().map(Ordered::seconds).sorted().toList();
        return (seconds.get(9) + seconds.get(10)) / 2;
    }

    /** The shortest line that a practised person types: some letters, the strength, the form if it takes that, and how. */
    private static Ordered order(Product product, String how) {
        String name = product.name().split(" ", 2)[0].toLowerCase(Locale.ROOT);
        String letters = name.substring(0, Math.min(LETTERS, name.length()));
        String strength =
                product.strengths().getFirst().amount().stripTrailingZeros().toPlainString();
        String rest = product.name().substring(name.length()).strip();
        String all = product.ingredients().stream()
                .map(each ->
                        each.name().substring(0, Math.min(LETTERS, each.name().length())))
                .collect(Collectors.joining(" "));
        String form = rest.replaceFirst("^[\\d.,]+ \\S+ ?", "").split(" ", 2)[0];
        for (String line : List.of(
                letters + " " + how,
                letters + " " + strength + " " + how,
                all + " " + how,
                all + " " + strength + " " + how,
                letters + " " + strength + " " + form + " " + how,
                name + " " + strength + " " + how,
                name + " " + rest + " " + how)) {
            List<Candidate> found = FINDER.find(line, null);
            for (int at = 0; at < Math.min(6, found.size()); at++) {
                if (found.get(at).name().equals(product.name())
                        && !found.get(at).detail().contains("not understood")) {
                    int keys = line.length() + at + 3;
                    int thoughts = 3 + (at > 0 ? 1 : 0);
                    return new Ordered(line, product.name(), keys, keys * KEY + thoughts * THOUGHT);
                }
            }
        }
        return new Ordered("not found: " + product.name() + " " + how, product.name(), 0, 60);
    }
}
