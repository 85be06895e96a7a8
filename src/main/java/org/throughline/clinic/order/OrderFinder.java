package org.throughline.clinic.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.order.OrderKind;
import org.throughline.terminology.Entry;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.orderset.OrderSet;
import org.throughline.terminology.orderset.OrderSets;
import org.throughline.terminology.sig.DrugLine;
import org.throughline.terminology.sig.Reading;
import org.throughline.terminology.sig.SigWords;

/** Finds what can be ordered while one types: drugs with how they are taken, tests, imaging, referrals, procedures. */
public final class OrderFinder {
    private static final int MOST = 10;
    private static final int MOST_OF_A_KIND = 6;
    private static final String REFERRAL = "referral to ";
    private static final String PROCEDURE = "procedure ";

    private final DrugLine drugs;
    private final Labs labs;
    private final Imaging imaging;
    private final List<String> referrals;

    public OrderFinder(DrugLine drugs, Labs labs, Imaging imaging, OrderSets sets) {
        this.drugs = drugs;
        this.labs = labs;
        this.imaging = imaging;
        this.referrals = sets.all().stream()
                .flatMap(set -> set.items().stream())
                .filter(item -> item.kind() == OrderSet.Kind.REFER)
                .map(OrderSet.Item::name)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * What fits what is typed, the best first; nothing for nothing.
     *
     * @param kilograms the patient's weight; null when it is not known
     */
    List<Candidate> find(String typed, @Nullable BigDecimal kilograms) {
        String line = typed.strip();
        if (line.isEmpty()) {
            return List.of();
        }
        if (line.toLowerCase(Locale.ROOT).startsWith("refer")) {
            return Stream.concat(referrals(line).stream(), told(line).stream())
                    .distinct()
                    .limit(MOST)
                    .toList();
        }
        List<Candidate> tests = Stream.concat(labs(line), studies(line)).toList();
        List<DrugLine.Candidate> read = drugs.read(line, kilograms, MOST_OF_A_KIND);
        List<Candidate> clear = read.stream()
                .filter(each -> each.reading() == null || each.understood())
                .map(OrderFinder::drug)
                .toList();
        List<Candidate> unclear = read.stream()
                .filter(each -> each.reading() != null && !each.understood())
                .map(OrderFinder::drug)
                .toList();
        boolean test = isTest(line);
        return Stream.of(test ? tests : clear, test ? clear : tests, unclear, referrals(line), told(line))
                .flatMap(List::stream)
                .limit(MOST)
                .toList();
    }

    /** The one that a line means: it says exactly this, or nothing else fits. */
    Optional<Candidate> exact(String typed, @Nullable BigDecimal kilograms) {
        List<Candidate> all = find(typed, kilograms);
        Optional<Candidate> same = all.stream()
                .filter(each -> each.line().equalsIgnoreCase(typed.strip()))
                .findFirst();
        List<Candidate> known =
                all.stream().filter(each -> !isTold(each.line())).toList();
        return same.isPresent() || known.size() != 1 ? same : Optional.of(known.getFirst());
    }

    private static boolean isTold(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.startsWith(REFERRAL) || lower.startsWith(PROCEDURE);
    }

    private static Candidate drug(DrugLine.Candidate each) {
        Product product = each.product();
        String code = product.rxcui();
        String words =
                each.reading() instanceof Reading.Understood understood ? SigWords.of(understood.sig(), product) : "";
        return new Candidate(
                (product.name() + " " + (words.isEmpty() ? each.typed() : words)).strip(),
                product.name(),
                words.isEmpty() && !each.typed().isEmpty() ? "“" + each.typed() + "” is not understood yet" : words,
                fields(OrderKind.DRUG, code == null ? "" : code, product.name(), "sig", each.typed()));
    }

    /** Whether a line is the name of a test or a study, or a synonym of one. */
    private boolean isTest(String line) {
        return Stream.concat(
                        labs.find(line, MOST_OF_A_KIND).stream().map(Labs.Found::fit),
                        imaging.find(line, MOST_OF_A_KIND).stream().map(Imaging.Found::fit))
                .anyMatch(each -> each.name().equalsIgnoreCase(line) || line.equalsIgnoreCase(each.matched()));
    }

    private Stream<Candidate> labs(String line) {
        return labs.find(line, MOST_OF_A_KIND).stream()
                .map(each -> new Candidate(
                        each.lab().name(),
                        each.lab().name(),
                        joined(
                                each.lab().isPanel() ? "panel" : "lab",
                                each.lab().specimen(),
                                because(each.fit())),
                        fields(OrderKind.LAB, code(each.fit()), each.lab().name())));
    }

    private Stream<Candidate> studies(String line) {
        return imaging.find(line, MOST_OF_A_KIND).stream()
                .map(each -> new Candidate(
                        each.study().name(),
                        each.study().name(),
                        joined("imaging", because(each.fit())),
                        fields(
                                OrderKind.IMAGING,
                                code(each.fit()),
                                each.study().name(),
                                "side",
                                each.study()
                                        .exam()
                                        .map(exam -> exam.side().word())
                                        .orElse(""))));
    }

    private List<Candidate> referrals(String line) {
        String sought = sought(line, REFERRAL);
        return sought.isEmpty()
                ? List.of()
                : referrals.stream()
                        .filter(each -> each.toLowerCase(Locale.ROOT).contains(sought))
                        .limit(MOST_OF_A_KIND)
                        .map(OrderFinder::referral)
                        .toList();
    }

    /** Anything can be referred for or asked to be done in words of one's own. */
    private static List<Candidate> told(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("refer")) {
            String whom = line.replaceFirst("(?i)^refer(?:ral)?(?: to)? ?", "");
            return whom.isEmpty() ? List.of() : List.of(referral(whom));
        }
        String what = lower.startsWith(PROCEDURE) ? line.substring(PROCEDURE.length()) : line;
        return List.of(
                referral(what),
                new Candidate(
                        PROCEDURE + what, what, "procedure, in your words", fields(OrderKind.PROCEDURE, "", what)));
    }

    private static Candidate referral(String whom) {
        return new Candidate(REFERRAL + whom, whom, "referral", fields(OrderKind.REFERRAL, "", whom));
    }

    private static String sought(String line, String prefix) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.startsWith(prefix) ? lower.substring(prefix.length()) : lower.replaceFirst("^refer(?:ral)? ?", "");
    }

    private static String code(Entry entry) {
        return entry.codings().isEmpty() ? "" : entry.codings().getFirst().code();
    }

    private static String because(Entry entry) {
        String matched = entry.matched();
        return matched == null ? "" : matched;
    }

    private static String joined(String... parts) {
        return Stream.of(parts)
                .filter(each -> !each.isEmpty())
                .reduce((one, other) -> one + " · " + other)
                .orElse("");
    }

    static Map<String, String> fields(OrderKind kind, String code, String name, String... more) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", kind.key());
        fields.put("code", code);
        fields.put("name", name);
        List<String> rest = new ArrayList<>(List.of(more));
        for (int i = 0; i + 1 < rest.size(); i += 2) {
            if (!rest.get(i + 1).isEmpty()) {
                fields.put(rest.get(i), rest.get(i + 1));
            }
        }
        return fields;
    }
}
