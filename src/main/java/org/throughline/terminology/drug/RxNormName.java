package org.throughline.terminology.drug;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name of a clinical drug as RxNorm builds it: {@code 12 HR amoxicillin 1000 MG / clavulanate 62.5 MG Extended Release
 * Oral Tablet [Augmentin]}. Read without regular expressions: thousands of them are read when the product starts.
 *
 * @param qualifier what the pieces are said to be before the ingredients, such as {@code Osmotic}, of a pack how many
 *     pieces of each kind it has, {@code 21/7}; empty when nothing
 * @param pack what one piece holds, when the name says so
 * @param parts ingredients with their strengths
 * @param form RxNorm's dose form: {@code Extended Release Oral Tablet}
 * @param brand the brand in brackets
 * @see <a href="https://www.nlm.nih.gov/research/umls/rxnorm/docs/techdoc.html">RxNorm's technical documentation</a>
 */
record RxNormName(
        String qualifier,
        @Nullable Pack pack,
        List<Part> parts,
        String form,
        @Nullable String brand) {
    private static final String NO_DRUG = "inert ingredients";
    private static final Map<String, String> UNITS = Map.of(
            "MG",
            "mg",
            "UNT",
            "[iU]",
            "MEQ",
            "meq",
            "ML",
            "mL",
            "MMOL",
            "mmol",
            "HR",
            "h",
            "ACTUAT",
            "{actuation}",
            "MCI",
            "mCi",
            "BAU",
            "[BAU]");
    private static final int LONGEST_UNIT = 10;
    private static final Map<String, Measured> MEASURED = measured();
    private static final Set<String> HEADS = Set.of("HR", "ML", "ACTUAT", "DAY", "MG");
    private static final Set<String> QUALIFIERS = Set.of(
            "Abuse-Deterrent",
            "Sprinkle",
            "Sensor",
            "Once-Daily",
            "Twice-Daily",
            "Osmotic",
            "Evening Dosing",
            "Augmented",
            "Emollient",
            "3-Bead",
            "Micronized",
            "Microencapsulated",
            "Atrial Fibrillation",
            "Preservative-Free",
            "Matrix Delivery",
            "Pediatric",
            "Sugar-Free",
            "PMDD",
            "Smoking Cessation",
            "Pulmonary Hypertension",
            "Hyponatremia",
            "Biphasic",
            "Mucoadhesive",
            "BX Rating",
            "30/70 Release",
            "40/60 Release",
            "50/50 Release");

    /**
     * An ingredient and how much of it is in the product.
     *
     * @param name as it stands there, which may be that of a salt
     * @param unit UCUM
     * @param perUnit UCUM; null for an amount in one piece
     */
    record Part(
            String name,
            BigDecimal amount,
            String unit,
            @Nullable String perUnit) {}

    /** A unit as RxNorm writes it, {@code MG/ML}, in UCUM. */
    private record Measured(String unit, @Nullable String perUnit) {}

    private static Map<String, Measured> measured() {
        Map<String, Measured> all = new HashMap<>();
        UNITS.forEach((published, unit) -> {
            all.put(published, new Measured(unit, null));
            UNITS.forEach((per, perUnit) -> all.put(published + "/" + per, new Measured(unit, perUnit)));
        });
        return Map.copyOf(all);
    }

    /** Reads a name; empty when it is not built so. */
    static Optional<RxNormName> read(String text) {
        int bracket = text.endsWith("]") ? text.lastIndexOf(" [") : -1;
        String brand = bracket < 0 ? null : text.substring(bracket + 2, text.length() - 1);
        String name = bracket < 0 ? text : text.substring(0, bracket);
        boolean packed = name.startsWith("{") && name.endsWith("} Pack");
        return packed
                ? readPack(name.substring(1, name.length() - "} Pack".length()).strip(), brand)
                : readOne(name, brand);
    }

    private static Optional<RxNormName> readOne(String text, @Nullable String brand) {
        List<String> words = List.of(text.split(" ", -1));
        String qualifier = qualifier(words);
        int at = qualifier.isEmpty() ? 0 : qualifier.split(" ", -1).length;
        Pack pack = pack(words, at);
        at += pack == null ? 0 : 2;
        List<Part> parts = new ArrayList<>();
        for (int next = endOfPart(words, at); next > 0; next = endOfPart(words, at)) {
            parts.add(part(words, at, next));
            at = next;
            if (at == words.size() || !words.get(at).equals("/")) {
                break;
            }
            at++;
        }
        if (parts.isEmpty() || at >= words.size()) {
            return Optional.empty();
        }
        String form = String.join(" ", words.subList(at, words.size()));
        return Optional.of(new RxNormName(qualifier, pack, List.copyOf(parts), form, brand));
    }

    private static String qualifier(List<String> words) {
        if (QUALIFIERS.contains(words.getFirst()) || isApplication(words.getFirst())) {
            return words.getFirst();
        }
        String two = words.size() > 1 ? words.get(0) + " " + words.get(1) : "";
        return QUALIFIERS.contains(two) ? two : "";
    }

    /** The number of an application at the FDA, where devices of one drug are told apart by it: {@code NDA020800}. */
    private static boolean isApplication(String word) {
        int digits = word.startsWith("NDA") ? 3 : word.startsWith("ANDA") ? 4 : word.length();
        return digits < word.length() && Folded.isDigit(word.charAt(digits));
    }

    private static @Nullable Pack pack(List<String> words, int at) {
        boolean holds = at + 2 < words.size()
                && number(words.get(at)).isPresent()
                && HEADS.contains(words.get(at + 1).toUpperCase(Locale.ROOT))
                && !words.get(at + 2).equals("/");
        if (!holds) {
            return null;
        }
        BigDecimal amount = number(words.get(at)).orElseThrow();
        String unit = words.get(at + 1).toUpperCase(Locale.ROOT);
        return unit.equals("DAY")
                ? new Pack(plain(amount.multiply(BigDecimal.valueOf(24))), "h")
                : new Pack(amount, UNITS.getOrDefault(unit, unit));
    }

    /** Where a part ends that begins here: after a name of at least a word, a number and a unit; 0 when there is none. */
    private static int endOfPart(List<String> words, int start) {
        for (int at = start + 1; at + 1 < words.size(); at++) {
            String word = words.get(at);
            if (word.equals("/")) {
                return 0;
            }
            boolean digits = !word.isEmpty() && Folded.isDigit(word.charAt(0));
            if (digits && unit(words.get(at + 1)) != null && number(word).isPresent()) {
                return at + 2;
            }
        }
        return 0;
    }

    private static @Nullable Measured unit(String word) {
        Measured exact = MEASURED.get(word);
        return exact != null || word.length() > LONGEST_UNIT ? exact : MEASURED.get(word.toUpperCase(Locale.ROOT));
    }

    private static Part part(List<String> words, int start, int end) {
        Measured unit = Objects.requireNonNull(unit(words.get(end - 1)));
        return new Part(
                String.join(" ", words.subList(start, end - 2)),
                number(words.get(end - 2)).orElseThrow(),
                unit.unit(),
                unit.perUnit());
    }

    private static Optional<BigDecimal> number(String word) {
        boolean digits = !word.isEmpty() && word.length() < 20 && Folded.isDigit(word.charAt(0));
        int points = 0;
        for (int i = 0; i < word.length() && digits; i++) {
            points += word.charAt(i) == '.' ? 1 : 0;
            digits = Folded.isDigit(word.charAt(i)) || (word.charAt(i) == '.' && points == 1 && i + 1 < word.length());
        }
        return digits ? Optional.of(plain(new BigDecimal(word))) : Optional.empty();
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Of a pack, what is in its pieces; the pieces without a drug count for nothing. */
    private static Optional<RxNormName> readPack(String text, @Nullable String brand) {
        List<Part> parts = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf(" (", at);
            int close = open < 0 ? -1 : closing(text, open + 1);
            Optional<RxNormName> piece = close < 0 ? Optional.empty() : readOne(text.substring(open + 2, close), null);
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            counts.add(text.substring(at, open));
            piece.get().parts().stream()
                    .filter(each -> !each.name().equals(NO_DRUG))
                    .filter(each ->
                            parts.stream().noneMatch(known -> known.name().equalsIgnoreCase(each.name())))
                    .forEach(parts::add);
            at = text.startsWith(" / ", close + 1) ? close + 4 : close + 1;
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new RxNormName(String.join("/", counts), null, List.copyOf(parts), "Pack", brand));
    }

    /** Where the parenthesis that opens here is closed; -1 when it is not. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
