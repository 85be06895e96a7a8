package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Form;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Strength;

/**
 * Reads how much at a time, in what the product is counted in. A number with nothing beside it may be a count or a
 * strength: when both make sense and differ, it is not clear.
 */
final class DoseReader {
    /** The most of which nobody wonders whether a number counts pieces: 4 tablets, 4 puffs. */
    private static final BigDecimal MOST_PIECES = BigDecimal.valueOf(4);
    /** The most pieces that a dose in mg may come to. */
    private static final BigDecimal MOST_BY_MASS = BigDecimal.valueOf(40);

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal ONE_AND_A_HALF = new BigDecimal("1.5");
    private static final BigDecimal QUARTER = new BigDecimal("0.25");
    private static final BigDecimal LEAST_VOLUME = new BigDecimal("0.5");
    private static final BigDecimal MOST_VOLUME = BigDecimal.valueOf(30);

    static final String UNIT = "mg|milligrams?|mcg|ug|micrograms?|gm|grams?|g|meq|units?|iu|u|ml|milliliters?|cc"
            + "|tab(?:let)?s?|caps?|capsules?|pills?|puffs?|sprays?|inhalations?|drops?|gtts?|patch(?:es)?|applications?"
            + "|suppositor(?:y|ies)|supps?|packets?|scoops?|lozenges?|films?|pieces?|ribbons?|inserts?|rings?|pads?|enemas?"
            + "|syringes?|pens?|cartridges?|systems?|implants?|vials?|tsps?|teaspoons?|teaspoonfuls?|tbsps?|tablespoons?"
            + "|applicatorfuls?|sachets?|doses?";
    private static final Pattern DOSE = Cursor.pattern("(" + Amounts.NUMBER + ")(?: ?(?:-|to) ?(" + Amounts.NUMBER
            + "))?(?! ?(?:x\\b|times?\\b|/ ?d|a day|per day|a week|per week|(?:mg|mcg|g|units?|meq) ?/ ?kg))(?: ?("
            + UNIT + ")(?![a-z]))?"
            + "(?: doses?)?(?: of)?");
    private static final Map<String, String> MASSES =
            Map.of("mg", "mg", "mcg", "ug", "g", "g", "meq", "meq", "unit", "[iU]");

    private final Product product;

    DoseReader(Product product) {
        this.product = product;
    }

    /** An amount as typed. */
    record Typed(
            String text,
            BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable String unit) {}

    /** Takes a dose; empty when none stands here. */
    Optional<Typed> take(Cursor cursor) {
        return cursor.take(DOSE).map(DoseReader::typed);
    }

    private static Typed typed(MatchResult match) {
        BigDecimal low = number(match.group(1), match);
        BigDecimal high = match.group(2) == null ? null : number(match.group(2), match);
        if (low.signum() <= 0 || (high != null && high.compareTo(low) <= 0)) {
            throw new UnclearException(match.group().strip(), "how much?");
        }
        return new Typed(
                match.group().strip(),
                low,
                high,
                match.group(3) == null
                        ? null
                        : unit(match.group(3), match.group().strip()));
    }

    private static BigDecimal number(String text, MatchResult match) {
        return Amounts.read(text)
                .orElseThrow(() -> new UnclearException(match.group().strip(), "a fraction that cannot be measured"));
    }

    /** The unit in one way of writing: of mass {@link #MASSES}' keys, else what is counted, in the singular. */
    private static String unit(String typed, String text) {
        String plain = switch (typed) {
            case "milligram", "milligrams" -> "mg";
            case "ug", "microgram", "micrograms" -> "mcg";
            case "gm", "gram", "grams" -> "g";
            case "units", "iu", "u" -> "unit";
            case "ml", "milliliter", "milliliters", "cc" -> "mL";
            case "tab", "tabs", "tablets" -> "tablet";
            case "cap", "caps", "capsules" -> "capsule";
            case "gtt", "gtts", "drops" -> "drop";
            case "patches" -> "patch";
            case "supp", "supps", "suppositories" -> "suppository";
            case "dose" -> "dose";
            default -> typed.length() > 3 && typed.endsWith("s") ? typed.substring(0, typed.length() - 1) : typed;
        };
        return switch (plain) {
            case "tsp", "teaspoon", "teaspoonful", "tbsp", "tablespoon" ->
                throw new UnclearException(text, "liquids are told in mL: a spoon is no measure");
            default -> plain;
        };
    }

    /** What a typed amount is of this product. */
    Dose dose(Typed typed) {
        String unit = typed.unit();
        if (unit == null) {
            return naked(typed);
        }
        String mass = MASSES.get(unit);
        if (mass != null) {
            return byMass(typed, mass)
                    .orElseThrow(() -> new UnclearException(
                            typed.text(), "is no amount that this product can be taken in: " + product.name()));
        }
        if (!counts(unit)) {
            throw new UnclearException(typed.text(), "this product is taken in " + counted() + "s: " + product.name());
        }
        return new Dose(typed.low(), typed.high(), unit.equals("mL") ? unit : counted());
    }

    /** The most in a period: mg and units stay what they are. */
    Dose most(BigDecimal amount, @Nullable String typedUnit, String text) {
        if (amount.signum() <= 0) {
            throw new UnclearException(text, "how much at most?");
        }
        if (typedUnit == null && (product.form().liquid() || product.form().injected())) {
            String number = "max " + SigWords.number(amount);
            throw new UnclearException(text, "at most of what?", List.of(number + " doses/day", number + " mL/day"));
        }
        String unit = typedUnit == null ? counted() : unit(typedUnit, text);
        if (unit.equals("dose")) {
            return new Dose(amount, null, unit);
        }
        String mass = MASSES.get(unit);
        if (mass == null && !counts(unit)) {
            throw new UnclearException(text, "this product is taken in " + counted() + "s: " + product.name());
        }
        return new Dose(amount, null, mass != null ? mass : unit.equals("mL") ? unit : counted());
    }

    /** A strength that was typed without its unit, with it. */
    String withUnit(String typed) {
        boolean bare = !typed.isEmpty() && Character.isDigit(typed.charAt(typed.length() - 1));
        return bare
                ? massUnit()
                        .map(unit -> typed + " " + SigWords.unit(unit, BigDecimal.TEN))
                        .orElse(typed)
                : typed;
    }

    /** A dose in mg or units, worked out elsewhere, in what the product is counted in. */
    Dose ofMass(BigDecimal amount, String unit, String text) {
        return byMass(new Typed(text, amount, null, null), unit)
                .orElseThrow(() -> new UnclearException(
                        text,
                        "comes to " + SigWords.amount(amount, unit) + ", which " + product.name() + " cannot give"));
    }

    private boolean counts(String unit) {
        String counted = counted();
        return unit.equals(counted)
                || (unit.equals("mL") && product.form().injected())
                || (unit.equals("pill") && (counted.equals("tablet") || counted.equals("capsule")))
                || (unit.equals("inhalation") && counted.equals("puff"))
                || (unit.equals("puff") && counted.equals("inhalation"))
                || (unit.equals("applicatorful") && counted.equals("application"))
                || (unit.equals("sachet") && counted.equals("packet"));
    }

    /** What one of the product is called when it is taken. */
    private String counted() {
        return product.form().unit();
    }

    /** A number alone: the pieces, or the strength, or both. */
    private Dose naked(Typed typed) {
        Set<Dose> meant = new LinkedHashSet<>();
        if (plausibleCount(typed)) {
            meant.add(new Dose(typed.low(), typed.high(), counted()));
        }
        if (!typed.text().contains("/")) {
            massUnit()
                    .flatMap(unit -> byMass(typed, unit).filter(this::plausibleMass))
                    .ifPresent(meant::add);
        }
        if (meant.size() == 1) {
            return meant.iterator().next();
        }
        List<String> choices = new ArrayList<>();
        if (meant.size() > 1) {
            choices.add(SigWords.amount(typed.low(), typed.high(), counted()));
            massUnit().ifPresent(unit -> choices.add(SigWords.amount(typed.low(), typed.high(), unit)));
        }
        throw new UnclearException(
                typed.text(), meant.isEmpty() ? "how much of " + product.name() + "?" : "which of these?", choices);
    }

    private boolean plausibleCount(Typed typed) {
        if (product.form().injected()) {
            return false;
        }
        BigDecimal most = typed.high() == null ? typed.low() : typed.high();
        if (product.form().liquid()) {
            return typed.low().compareTo(LEAST_VOLUME) >= 0 && most.compareTo(MOST_VOLUME) <= 0;
        }
        return most.compareTo(MOST_PIECES) <= 0 && isPieces(typed.low()) && isPieces(most);
    }

    /** Whole pieces, one half, one and a half: what one says without naming them. */
    private boolean isPieces(BigDecimal number) {
        boolean halves = Amounts.isMultiple(number, HALF) && number.compareTo(ONE_AND_A_HALF) <= 0;
        return divisible(number) && (halves || Amounts.isMultiple(number, BigDecimal.ONE));
    }

    private boolean plausibleMass(Dose dose) {
        return !product.form().liquid()
                || product.form().injected()
                || (dose.low().compareTo(LEAST_VOLUME) >= 0 && dose.most().compareTo(MOST_VOLUME) <= 0);
    }

    /** The unit in which this product's strength is written, when it has one ingredient that doses go by. */
    private Optional<String> massUnit() {
        return leading()
                .map(each -> product.name().contains(" mcg") && each.unit().equals("mg") ? "ug" : each.unit());
    }

    /** A dose in mg or units, in pieces or mL of the product; of what is injected it stays as it is. */
    private Optional<Dose> byMass(Typed typed, String unit) {
        Optional<Strength> strength = leading();
        if (strength.isEmpty() || strength.get().amount().signum() == 0) {
            return Optional.empty();
        }
        Optional<BigDecimal> low = Masses.in(strength.get().unit(), typed.low(), unit);
        Optional<BigDecimal> high = typed.high() == null
                ? Optional.empty()
                : Masses.in(strength.get().unit(), typed.high(), unit);
        if (low.isEmpty() || (typed.high() != null && high.isEmpty())) {
            return Optional.empty();
        }
        if (product.form().injected()) {
            return Optional.of(new Dose(typed.low(), typed.high(), unit));
        }
        return inPieces(low.get(), high.orElse(null), strength.get());
    }

    private Optional<Dose> inPieces(BigDecimal low, @Nullable BigDecimal high, Strength strength) {
        BigDecimal few = Amounts.divide(low, strength.amount());
        BigDecimal many = high == null ? null : Amounts.divide(high, strength.amount());
        String per = strength.perUnit();
        if (product.form().liquid()) {
            if (!"mL".equals(per)) {
                return Optional.empty();
            }
            BigDecimal least = measurable(few);
            BigDecimal most = many == null ? null : measurable(many);
            return least.signum() <= 0 || (most != null && most.compareTo(least) <= 0)
                    ? Optional.empty()
                    : Optional.of(new Dose(least, most, "mL"));
        }
        boolean perPiece = per == null || per.equals("{actuation}") || per.equals("h");
        boolean whole = divisible(few) && (many == null || divisible(many));
        BigDecimal top = many == null ? few : many;
        return perPiece && whole && top.compareTo(MOST_BY_MASS) <= 0
                ? Optional.of(new Dose(few, many, counted()))
                : Optional.empty();
    }

    /** An oral syringe shows tenths of a mL, below 1 mL hundredths. */
    static BigDecimal measurable(BigDecimal volume) {
        return Amounts.plain(volume.setScale(volume.compareTo(BigDecimal.ONE) < 0 ? 2 : 1, RoundingMode.HALF_UP));
    }

    /** Tablets can be cut in quarters at most; what else is counted is taken whole. */
    private boolean divisible(BigDecimal count) {
        BigDecimal least = counted().equals("tablet") && product.form() != Form.PACK ? QUARTER : BigDecimal.ONE;
        boolean packet = counted().equals("packet") || counted().equals("suppository");
        return Amounts.isMultiple(count, packet ? QUARTER : least);
    }

    /** The ingredient that doses go by: the only one, or the one beside an inhibitor of beta-lactamases. */
    private Optional<Strength> leading() {
        List<Strength> leading = product.strengths().stream()
                .filter(each ->
                        product.strengths().size() == 1 || !each.ingredient().is("beta-lactamase-inhibitor"))
                .toList();
        return leading.size() == 1 ? Optional.of(leading.getFirst()) : Optional.empty();
    }
}
