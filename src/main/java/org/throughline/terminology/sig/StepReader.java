package org.throughline.terminology.sig;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Product;

/** Reads one stretch of a dosage. What it does not say of route, site and timing is that of the stretch before. */
final class StepReader {
    /** What is asked when no dose was told. */
    static final String HOW_MUCH = "how much at a time?";

    private static final Pattern FILLER = Cursor.pattern(
            "take|give|use|apply|inhale|instill|inject|insert|place|put|dissolve|chew|spray|rinse with|swallow|sig:?|in|to|into"
                    + "|by|the|a|and|of|on|at|per|dose");
    private static final Pattern MASS = Cursor.pattern(
            "\\((" + Amounts.NUMBER + ")(?: ?(?:-|to) ?(" + Amounts.NUMBER + "))? ?(mg|mcg|g|meq|units?)\\)");
    private static final Pattern DURATION = Cursor.pattern(
            "(?:for|x|times)? ?(\\d{1,3}|one|two|three|four|five|six|seven|ten) ?(d|days?|wks?|weeks?|w|mo|mos|months?)(?! ?(?:supply))");
    private static final Pattern ON_DAYS = Cursor.pattern("(?:on )?days (\\d{1,2}) ?(?:-|to|through) ?(\\d{1,2})");
    private static final Pattern MOST = Cursor.pattern(
            "(?:max(?:imum)?(?: of)?|not to exceed|nte|no more than|do not exceed|up to a maximum of):? ?("
                    + Amounts.NUMBER
                    + ") ?(?:(" + DoseReader.UNIT + ") ?)?(?:/|per|a|in|every|each|) ?(?:(\\d{1,3}) ?)?"
                    + "(d|days?|h|hrs?|hours?|min|mins|minutes?|w|wks?|weeks?|24h)");
    private static final Pattern NEED = Cursor.pattern("p\\.?r\\.?n\\.?|as needed|if needed|when needed");
    private static final Pattern REASON_WORD = Cursor.pattern("[a-z][a-z'/-]*");
    private static final int LONGEST_REASON = 8;
    private static final Pattern QUOTED = Cursor.pattern("\"([^\"]{1,200})\"");
    static final List<String> NOTES = List.of(
            "with food",
            "with food or milk",
            "with milk",
            "with water",
            "with a full glass of water",
            "on an empty stomach",
            "without food",
            "until finished",
            "until gone",
            "until all taken",
            "until clear",
            "swish and swallow",
            "swish and spit",
            "do not crush or chew",
            "do not crush",
            "do not chew",
            "do not stop suddenly",
            "shake well",
            "rotate sites",
            "rotate injection sites",
            "rinse mouth after use",
            "thin layer",
            "in a thin layer",
            "sparingly",
            "avoid sunlight",
            "avoid alcohol",
            "30 minutes before the first meal",
            "30 minutes before breakfast",
            "1 hour before meals",
            "may repeat in 2 hours",
            "may repeat in 2 hours once",
            "may repeat every 5 minutes up to 3 doses",
            "may repeat in 5 minutes",
            "may repeat in 5 to 15 minutes",
            "mix in 8 oz of water",
            "mix in 4 to 8 oz of liquid",
            "leave on for 5 minutes",
            "leave on for 8 to 14 hours and wash off",
            "wash off after 8 to 14 hours",
            "12 hours on, 12 hours off",
            "remove at bedtime",
            "remove after 12 hours");

    private static final Pattern NOTE = Cursor.pattern(NOTES.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|")));
    private static final Pattern FOR = Cursor.pattern("for");

    private final Cursor cursor;
    private final Product product;
    private final @Nullable BigDecimal kilograms;
    private final @Nullable Step before;
    private final DoseReader doses;
    private final Frequencies frequencies = new Frequencies();
    private final Places places;
    private final List<String> notes = new ArrayList<>();
    private DoseReader.@Nullable Typed amount;
    private @Nullable ByWeight byWeight;
    private @Nullable MatchResult mass;
    private @Nullable String need;
    private @Nullable Span duration;
    private @Nullable MatchResult most;
    private @Nullable String arithmetic;

    StepReader(String text, Product product, @Nullable BigDecimal kilograms, @Nullable Step before) {
        this.cursor = new Cursor(text);
        this.product = product;
        this.kilograms = kilograms;
        this.before = before;
        this.doses = new DoseReader(product);
        this.places = new Places(product);
    }

    Step read() {
        while (!cursor.atEnd()) {
            if (!takePart()) {
                throw new UnclearException(cursor.word(), "is not understood");
            }
        }
        Timing timing = frequencies.timing(before == null ? null : before.timing());
        if (timing == null) {
            throw new UnclearException("", "how often?");
        }
        Dose dose = dose(timing);
        if (mass != null) {
            agree(dose, mass);
        }
        return new Step(
                dose,
                places.route(before == null ? null : before.route()),
                places.site(before == null ? null : before.site()),
                timing,
                need == null && before != null ? before.asNeeded() : need,
                duration,
                most == null ? null : most(most));
    }

    private boolean takePart() {
        return takeNote()
                || takeByWeight()
                || takeMost()
                || takeNeed()
                || takeDuration()
                || takeMass()
                || frequencies.take(cursor)
                || takeDose()
                || places.take(cursor)
                || cursor.take(FILLER).isPresent();
    }

    List<String> notes() {
        return notes;
    }

    @Nullable
    String arithmetic() {
        return arithmetic;
    }

    private boolean takeNote() {
        Optional<MatchResult> quoted = cursor.take(QUOTED);
        if (quoted.isPresent()) {
            notes.add(cursor.asTyped(quoted.get(), 1));
            return true;
        }
        Optional<MatchResult> note = cursor.take(NOTE);
        note.ifPresent(found -> notes.add(found.group()));
        return note.isPresent();
    }

    private boolean takeMost() {
        Optional<MatchResult> match = cursor.take(MOST);
        match.ifPresent(found -> most = once(most, found, found.group(), "says twice how much at most"));
        return match.isPresent();
    }

    private boolean takeDuration() {
        Optional<MatchResult> days = cursor.take(ON_DAYS);
        if (days.isPresent()) {
            int count = Integer.parseInt(days.get().group(2))
                    - Integer.parseInt(days.get().group(1))
                    + 1;
            if (count < 1) {
                throw new UnclearException(days.get().group(), "the range runs backwards");
            }
            duration = once(duration, new Span(count, TimeUnit.DAY), days.get().group(), "says twice for how long");
            frequencies.daily();
            return true;
        }
        Optional<MatchResult> match = cursor.take(DURATION);
        match.ifPresent(found -> {
            int count = Amounts.read(found.group(1)).orElseThrow().intValue();
            if (count < 1) {
                throw new UnclearException(found.group(), "for how long?");
            }
            duration = once(
                    duration,
                    new Span(count, Frequencies.unit(found.group(2))),
                    found.group(),
                    "says twice for how long");
        });
        return match.isPresent();
    }

    private boolean takeByWeight() {
        Optional<ByWeight> capped = byWeight == null ? Optional.empty() : byWeight.takeCap(cursor);
        if (capped.isPresent()) {
            byWeight = capped.get();
            return true;
        }
        Optional<ByWeight> read = ByWeight.take(cursor);
        read.ifPresent(found -> byWeight = once(byWeight, found, found.text(), "says twice how much"));
        return read.isPresent();
    }

    private boolean takeMass() {
        Optional<MatchResult> match = cursor.take(MASS);
        match.ifPresent(found -> mass = found);
        return match.isPresent();
    }

    private boolean takeDose() {
        Optional<DoseReader.Typed> read = doses.take(cursor);
        read.ifPresent(found -> amount = once(amount, found, found.text(), "says twice how much"));
        return read.isPresent();
    }

    /** The reason runs to what says something else; it is kept as it was typed. */
    private boolean takeNeed() {
        if (cursor.take(NEED).isEmpty()) {
            return false;
        }
        cursor.take(FOR);
        List<String> words = new ArrayList<>();
        while (!cursor.atEnd() && words.size() < LONGEST_REASON && !saysElse()) {
            Optional<MatchResult> word = cursor.take(REASON_WORD);
            if (word.isEmpty()) {
                break;
            }
            words.add(word.get().group());
        }
        need = once(need, String.join(" ", words), "prn", "says twice what for");
        return true;
    }

    private boolean saysElse() {
        String rest = cursor.rest();
        Cursor ahead = new Cursor(rest);
        return ahead.look(DURATION).isPresent()
                || ahead.look(MOST).isPresent()
                || ahead.look(QUOTED).isPresent()
                || ahead.look(NOTE).isPresent()
                || new Frequencies().take(new Cursor(rest))
                || new Places(product).takesRoute(new Cursor(rest));
    }

    private static <T> T once(@Nullable T known, T found, String text, String why) {
        if (known != null) {
            throw new UnclearException(text.strip(), why);
        }
        return found;
    }

    private Dose dose(Timing timing) {
        DoseReader.Typed typed = amount;
        if (byWeight != null) {
            if (typed != null) {
                throw new UnclearException(typed.text(), "says twice how much");
            }
            ByWeight.Result result = byWeight.dose(product, kilograms, timing, most == null ? null : most(most));
            arithmetic = result.arithmetic();
            return result.dose();
        }
        if (typed != null) {
            return doses.dose(typed);
        }
        if (product.form().unit().equals("application")) {
            return new Dose(BigDecimal.ONE, null, "application");
        }
        throw new UnclearException("", HOW_MUCH);
    }

    /** What stands in parentheses is what the dose comes to; when it is not, one of them is wrong. */
    private void agree(Dose dose, MatchResult told) {
        Optional<DoseAmount> computed = DoseAmount.of(dose, product);
        BigDecimal low = Amounts.read(told.group(1)).orElseThrow();
        BigDecimal high = told.group(2) == null
                ? null
                : Amounts.read(requireNonNull(told.group(2))).orElseThrow();
        String unit = switch (told.group(3)) {
            case "mcg" -> "ug";
            case "unit", "units" -> "[iU]";
            default -> told.group(3);
        };
        boolean agrees = computed.isPresent()
                && computed.get().in(unit).filter(each -> each.is(low, high)).isPresent();
        if (!agrees) {
            throw new UnclearException(told.group(), "is not what the dose comes to");
        }
    }

    private Most most(MatchResult match) {
        String unitTyped = match.group(2);
        Dose all = doses.most(
                Amounts.read(match.group(1))
                        .orElseThrow(() -> new UnclearException(match.group(), "how much at most?")),
                unitTyped,
                match.group());
        boolean whole = match.group(4).equals("24h");
        int period = whole ? 24 : match.group(3) == null ? 1 : Integer.parseInt(match.group(3));
        TimeUnit unit = whole ? TimeUnit.HOUR : Frequencies.unit(match.group(4));
        if (period < 1) {
            throw new UnclearException(match.group(), "in which time?");
        }
        boolean day = unit == TimeUnit.HOUR && period == 24;
        return new Most(all.low(), all.unit(), day ? 1 : period, day ? TimeUnit.DAY : unit);
    }
}
