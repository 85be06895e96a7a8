package org.throughline.terminology.drug;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name of a clinical drug as RxNorm builds it: {@code 12 HR amoxicillin 1000 MG / clavulanate 62.5 MG Extended Release
 * Oral Tablet [Augmentin]}.
 *
 * @param qualifier what the pieces are said to be before the ingredients, such as {@code Osmotic}; empty when nothing
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
    private static final String NUMBER = "\\d+(?:\\.\\d+)?";
    private static final Pattern BRAND = Pattern.compile(" \\[([^\\[\\]]+)\\]$");
    private static final Pattern PACK = Pattern.compile("\\{(.+?) ?\\} Pack");
    private static final Pattern OF_PACK =
            Pattern.compile("(" + NUMBER + ") \\(([^()]*(?:\\([^()]*\\)[^()]*)*)\\)(?: / )?");
    private static final Pattern HEAD = Pattern.compile(
            "^((?:[A-Z][A-Za-z-]+ )?)(" + NUMBER + ") (HR|ML|ACTUAT|DAY) (?=\\S)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile(
            "(.+?) (" + NUMBER + ") (MG|UNT|MEQ|ML|MMOL|CELLS|MCI|BAU)(?:/(ML|MG|HR|ACTUAT|UNT))?(?: / | |$)",
            Pattern.CASE_INSENSITIVE);

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

    /** Reads a name; empty when it is not built so. */
    static Optional<RxNormName> read(String text) {
        Matcher branded = BRAND.matcher(text);
        String brand = branded.find() ? branded.group(1) : null;
        String name = brand == null ? text : text.substring(0, branded.start());
        Matcher packed = PACK.matcher(name);
        return packed.matches() ? readPack(packed.group(1), brand) : readOne(name, brand);
    }

    private static Optional<RxNormName> readOne(String text, @Nullable String brand) {
        Matcher head = HEAD.matcher(text);
        boolean headed = head.find();
        Matcher part = PART.matcher(headed ? text.substring(head.end()) : text);
        List<Part> parts = new ArrayList<>();
        int end = 0;
        while (part.find() && part.start() == end) {
            parts.add(new Part(
                    part.group(1),
                    plain(new BigDecimal(part.group(2))),
                    unit(part.group(3)),
                    part.group(4) == null ? null : unit(part.group(4))));
            end = part.end();
        }
        String form =
                (headed ? text.substring(head.end()) : text).substring(end).strip();
        if (parts.isEmpty() || form.isEmpty()) {
            return Optional.empty();
        }
        Pack pack = headed ? pack(head.group(2), head.group(3)) : null;
        return Optional.of(new RxNormName(headed ? head.group(1).strip() : "", pack, List.copyOf(parts), form, brand));
    }

    /** Of a pack, what is in its pieces; the pieces without a drug count for nothing. */
    private static Optional<RxNormName> readPack(String text, @Nullable String brand) {
        Matcher of = OF_PACK.matcher(text);
        List<Part> parts = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        int end = 0;
        while (of.find() && of.start() == end) {
            end = of.end();
            counts.add(of.group(1));
            Optional<RxNormName> piece = readOne(of.group(2), null);
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            piece.get().parts().stream()
                    .filter(each -> !each.name().equals("inert ingredients"))
                    .filter(each ->
                            parts.stream().noneMatch(known -> known.name().equalsIgnoreCase(each.name())))
                    .forEach(parts::add);
        }
        if (end != text.length() || parts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RxNormName(String.join("/", counts), null, List.copyOf(parts), "Pack", brand));
    }

    private static Pack pack(String amount, String unit) {
        BigDecimal number = new BigDecimal(amount);
        return unit.equalsIgnoreCase("DAY")
                ? new Pack(plain(number.multiply(BigDecimal.valueOf(24))), "h")
                : new Pack(plain(number), unit(unit));
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(number.stripTrailingZeros().toPlainString());
    }

    private static String unit(String published) {
        return switch (published.toUpperCase(Locale.ROOT)) {
            case "MG" -> "mg";
            case "UNT" -> "[iU]";
            case "MEQ" -> "meq";
            case "ML" -> "mL";
            case "MMOL" -> "mmol";
            case "HR" -> "h";
            case "ACTUAT" -> "{actuation}";
            case "CELLS" -> "{cells}";
            case "MCI" -> "mCi";
            case "BAU" -> "[BAU]";
            default -> throw new IllegalArgumentException(published);
        };
    }
}
