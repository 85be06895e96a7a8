package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Form;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Route;

/**
 * A dosage in words for people: {@code Take 1 capsule (500 mg) by mouth three times a day for 10 days}. Without trailing
 * zeros, naked decimal points and abbreviations that are misread; liquids in mL only.
 *
 * @see <a href="https://www.ismp.org/recommendations/error-prone-abbreviations-list">ISMP's list of error-prone abbreviations</a>
 */
public final class SigWords {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("h:mm a", Locale.US);
    private static final BigDecimal TEN_GRAMS = BigDecimal.valueOf(10_000);

    private SigWords() {}

    /** The dosage of a product in words. */
    public static String of(Sig sig, Product product) {
        if (!sig.structured()) {
            return sig.note();
        }
        List<String> steps = new ArrayList<>();
        for (Step each : sig.steps()) {
            String words = step(each, product);
            steps.add(steps.isEmpty() ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1));
        }
        return String.join(", then ", steps) + notes(sig.note());
    }

    private static String notes(String note) {
        if (note.isEmpty()) {
            return "";
        }
        StringBuilder words = new StringBuilder();
        for (String each : note.split("; ", -1)) {
            boolean known = StepReader.NOTES.contains(each);
            words.append(". ")
                    .append(known ? each.substring(0, 1).toUpperCase(Locale.ROOT) + each.substring(1) : quoted(each));
        }
        return words.toString();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String step(Step step, Product product) {
        List<String> words = new ArrayList<>();
        words.add(product.form().verb());
        words.add(dose(step.dose(), product));
        words.add(place(step, product));
        words.add(timing(step.timing()));
        if (step.asNeeded() != null) {
            words.add(step.asNeeded().isEmpty() ? "as needed" : "as needed for " + step.asNeeded());
        }
        if (step.duration() != null) {
            words.add("for " + step.duration().amount() + " "
                    + plural(step.duration().unit().word(), step.duration().amount()));
        }
        String sentence = words.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(" "));
        return step.most() == null ? sentence : sentence + ". No more than " + most(step.most());
    }

    /** How much at a time, with what it comes to: {@code 2 tablets (1,000 mg)}, {@code 6.25 mL (500 mg)}. */
    public static String dose(Dose dose, Product product) {
        String counted = range(dose.low(), dose.high(), fractions(dose.unit())) + " " + unit(dose.unit(), dose.most());
        Optional<DoseAmount> amount =
                DoseAmount.of(dose, product).filter(each -> !each.unit().equals(dose.unit()));
        return counted + amount.map(each -> " (" + amount(each) + ")").orElse("");
    }

    private static boolean fractions(String unit) {
        return !unit.equals("mL") && !List.of("mg", "ug", "g", "[iU]", "meq").contains(unit);
    }

    private static String amount(DoseAmount amount) {
        boolean large = amount.unit().equals("mg") && amount.low().compareTo(TEN_GRAMS) >= 0;
        DoseAmount shown = large ? amount.in("g").orElse(amount) : amount;
        return range(shown.low(), shown.high(), false) + " " + unit(shown.unit(), shown.most());
    }

    /** An amount with its unit: {@code 1,000 mg}, {@code 50 mcg}, {@code 10 units}. */
    public static String amount(BigDecimal amount, String unit) {
        return number(amount) + " " + unit(unit, amount);
    }

    /** A range of amounts, or one: {@code 1/2 tablet}, {@code 50 to 100 mg}. */
    static String amount(BigDecimal low, @Nullable BigDecimal high, String unit) {
        return range(low, high, fractions(unit)) + " " + unit(unit, high == null ? low : high);
    }

    private static String range(BigDecimal low, @Nullable BigDecimal high, boolean fractions) {
        String few = fractions ? counted(low) : number(low);
        return high == null ? few : few + " to " + (fractions ? counted(high) : number(high));
    }

    /** A number of pieces; halves and quarters as people cut them. */
    private static String counted(BigDecimal number) {
        BigDecimal whole = number.setScale(0, java.math.RoundingMode.DOWN);
        String part = switch (Amounts.plain(number.subtract(whole)).toPlainString()) {
            case "0.25" -> "1/4";
            case "0.5" -> "1/2";
            case "0.75" -> "3/4";
            default -> "";
        };
        if (part.isEmpty()) {
            return number(number);
        }
        return whole.signum() == 0 ? part : number(whole) + " and " + part;
    }

    /** A number without trailing zeros, with a zero before the point and commas between thousands. */
    static String number(BigDecimal number) {
        String plain = Amounts.plain(number).toPlainString();
        int point = plain.indexOf('.');
        StringBuilder text = new StringBuilder(plain);
        for (int at = (point < 0 ? plain.length() : point) - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** A unit in words, for this many of it. */
    static String unit(String unit, BigDecimal amount) {
        return switch (unit) {
            case "mg", "g", "mL" -> unit;
            case "ug" -> "mcg";
            case "meq" -> "mEq";
            case "[iU]" -> one(amount) ? "unit" : "units";
            case "patch" -> one(amount) ? unit : "patches";
            case "suppository" -> one(amount) ? unit : "suppositories";
            default -> one(amount) ? unit : unit + "s";
        };
    }

    private static boolean one(BigDecimal amount) {
        return amount.compareTo(BigDecimal.ONE) <= 0;
    }

    private static String plural(String word, int count) {
        return count == 1 ? word : word + "s";
    }

    private static String place(Step step, Product product) {
        String site = step.site();
        if (site != null) {
            boolean bare = site.startsWith("both ") || site.startsWith("each ");
            boolean into = step.route() == Route.EYE || step.route() == Route.EAR || step.route() == Route.NASAL;
            String where = (into ? "in " : "to ") + (bare ? "" : "the ") + site;
            return product.form().injected() ? step.route().words() + " " + where : where;
        }
        return switch (step.route()) {
            case INHALED -> product.form() == Form.NEBULIZED ? "by nebulizer" : "";
            case TRANSDERMAL -> "to the skin";
            case SKIN ->
                product.form() == Form.MEDICATED_PATCH || step.dose().unit().equals("application") ? "to the skin" : "";
            case UNTOLD -> "";
            default -> step.route().words();
        };
    }

    private static String timing(Timing timing) {
        List<String> words = new ArrayList<>();
        if (timing.once()) {
            words.add("one time only");
        }
        if (timing.rate() != null) {
            words.add(rate(timing.rate()));
        }
        if (!timing.days().isEmpty()) {
            words.add((timing.rate() == null ? "every " : "on ")
                    + list(timing.days().stream().map(SigWords::day).toList()));
        }
        if (!timing.when().isEmpty()) {
            words.add(list(timing.when().stream().map(When::words).toList()));
        }
        if (!timing.at().isEmpty()) {
            words.add("at " + list(timing.at().stream().map(SigWords::clock).toList()));
        }
        return String.join(" ", words);
    }

    private static String day(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.US);
    }

    private static String clock(LocalTime time) {
        return CLOCK.format(time).toLowerCase(Locale.ROOT);
    }

    private static String list(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    private static String rate(Rate rate) {
        String unit = rate.unit().word();
        if (rate.times() == 1 && rate.timesMost() == null) {
            return every(rate, unit);
        }
        String period = rate.period() == 1 ? "a " + unit : "every " + rate.period() + " " + unit + "s";
        String many = rate.timesMost() == null ? "" : " to " + rate.timesMost();
        return switch (rate.times() + many) {
            case "2" -> "twice " + period;
            case "3" -> "three times " + period;
            case "4" -> "four times " + period;
            default -> rate.times() + many + " times " + period;
        };
    }

    private static String every(Rate rate, String unit) {
        if (rate.periodMost() != null) {
            return "every " + rate.period() + " to " + rate.periodMost() + " " + unit + "s";
        }
        if (rate.period() == 1) {
            return rate.unit() == TimeUnit.HOUR || rate.unit() == TimeUnit.MINUTE ? "every " + unit : "once a " + unit;
        }
        return rate.period() == 2 && rate.unit() == TimeUnit.DAY
                ? "every other day"
                : "every " + rate.period() + " " + unit + "s";
    }

    private static String most(Most most) {
        String time = most.period() == 1
                ? "a " + most.per().word()
                : "in " + most.period() + " " + most.per().word() + "s";
        return range(most.amount(), null, fractions(most.unit())) + " " + unit(most.unit(), most.amount()) + " " + time;
    }
}
