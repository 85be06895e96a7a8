package org.throughline.terminology.sig;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how often and when; gathers what the parts of a text say about it and refuses what contradicts. */
final class Frequencies {
    private static final String COUNT = "(once|one|twice|two|three|four|five|six|\\d{1,2})";
    private static final String UNIT = "(minutes?|mins?|hours?|hrs?|hr|h|days?|d|weeks?|wks?|wk|w|months?|mos?|mo)";

    private record Rule(Pattern pattern, Function<MatchResult, Rate> rate) {
        Rule(String pattern, Function<MatchResult, Rate> rate) {
            this(Cursor.pattern(pattern), rate);
        }
    }

    private static final List<Rule> RATES = List.of(
            new Rule("every other day|qod|q\\.o\\.d\\.?|alternate days", match -> Rate.every(2, TimeUnit.DAY)),
            new Rule("(?:every|q) ?(\\d{1,3}) ?(?:-|to) ?(\\d{1,3}) ?" + UNIT, Frequencies::everyRange),
            new Rule("(?:every|q) ?(\\d{1,3}) ?" + UNIT, match -> every(match.group(1), match.group(2))),
            new Rule("every hour|hourly", match -> Rate.every(1, TimeUnit.HOUR)),
            new Rule("q\\.?i\\.?d\\.?|4x ?(?:/ ?d(?:ay)?|daily|a day)", match -> Rate.of(4, TimeUnit.DAY)),
            new Rule("t\\.?i\\.?d\\.?|3x ?(?:/ ?d(?:ay)?|daily|a day)", match -> Rate.of(3, TimeUnit.DAY)),
            new Rule("b\\.?i\\.?d\\.?|2x ?(?:/ ?d(?:ay)?|daily|a day)|twice daily", match -> Rate.of(2, TimeUnit.DAY)),
            new Rule(
                    "(\\d)(?:x| x|) ?(?:/|per) ?(?:day|d)",
                    match -> Rate.of(Integer.parseInt(match.group(1)), TimeUnit.DAY)),
            new Rule(
                    COUNT + "(?: times| time|x|) ?(?:to " + COUNT
                            + " times )?(?:/|per|a|each|every) ?(day|d|week|wk|month|mo)",
                    Frequencies::times),
            new Rule(
                    "(once|twice|(?:one|two|three|four|five|six|\\d{1,2})(?= times| time| ?x))(?: times| time| ?x)? ?(daily|weekly|monthly)",
                    Frequencies::times),
            new Rule(
                    "(?:once )?(?:daily|every day|each day)|q\\.?d\\.?|q ?day|qday", match -> Rate.of(1, TimeUnit.DAY)),
            new Rule("(?:once )?(?:weekly|every week|each week)|q ?(?:week|wk)|qw", match -> Rate.of(1, TimeUnit.WEEK)),
            new Rule(
                    "(?:once )?(?:monthly|every month|each month)|q ?(?:month|mo)",
                    match -> Rate.of(1, TimeUnit.MONTH)));

    private static final Pattern TWOFOLD = Cursor.pattern("bi-?weekly|bi-?monthly|semi-?weekly");
    private static final Pattern ONCE = Cursor.pattern(
            "(?:on )?day 1|(?:on the )?first day|once and no more|one time only|one time|one dose|single dose|as a single dose|x ?1(?: dose)?|once now|now|stat|once");
    private static final List<Map.Entry<Pattern, When>> MOMENTS = List.of(
            moment("on waking|upon waking|when waking", When.WAKING),
            moment("(?:before|ac) breakfast", When.BEFORE_BREAKFAST),
            moment("before lunch", When.BEFORE_LUNCH),
            moment("before (?:dinner|supper)", When.BEFORE_DINNER),
            moment("with breakfast", When.WITH_BREAKFAST),
            moment("with lunch", When.WITH_LUNCH),
            moment("with (?:dinner|supper|the evening meal)", When.WITH_DINNER),
            moment("after breakfast", When.AFTER_BREAKFAST),
            moment("after lunch", When.AFTER_LUNCH),
            moment("after (?:dinner|supper)", When.AFTER_DINNER),
            moment("before (?:each )?meals?|a\\.?c\\.?", When.BEFORE_MEALS),
            moment("with (?:each )?meals?", When.WITH_MEALS),
            moment("after (?:each )?meals?|p\\.?c\\.?", When.AFTER_MEALS),
            moment("(?:every |each |in the |at )?morning|qam|q am|in the am|am", When.MORNING),
            moment("at noon|noon|midday", When.NOON),
            moment("(?:every |each |in the )afternoon", When.AFTERNOON),
            moment("(?:every |each |in the )evening|qpm|q pm|in the pm|pm", When.EVENING),
            moment("(?:at |every |before )bed ?time|bedtime|qhs|q hs|h\\.?s\\.?|before bed", When.BEDTIME),
            moment("(?:at |every |each )night|nightly|qnight|q night", When.NIGHT));
    private static final Pattern CLOCK = Cursor.pattern(
            "(?:at |and )?(\\d{1,2})(?::(\\d{2}))? ?(am|pm|a\\.m\\.|p\\.m\\.)|(?:at |and )([01]\\d|2[0-3]):?([0-5]\\d)");
    private static final Pattern DAYS = Cursor.pattern(
            "(?:on |every |and )?(mondays?|mon|tuesdays?|tues?|wednesdays?|wed|thursdays?|thurs?|fridays?|fri|saturdays?|sat|sundays?|sun)");
    private static final Pattern MWF = Cursor.pattern("m ?/?w ?/?f");
    private static final Pattern JOIN = Cursor.pattern("and|&|at");

    private final List<When> when = new ArrayList<>();
    private final Set<DayOfWeek> days = new LinkedHashSet<>();
    private final List<LocalTime> clock = new ArrayList<>();
    private @Nullable Rate rate;
    private boolean once;
    private boolean perDayUnlessSaid;

    private static Map.Entry<Pattern, When> moment(String pattern, When when) {
        return Map.entry(Cursor.pattern(pattern), when);
    }

    private static Rate everyRange(MatchResult match) {
        int low = Integer.parseInt(match.group(1));
        int high = Integer.parseInt(match.group(2));
        if (low < 1 || high <= low) {
            throw new UnclearException(match.group(), "the range runs backwards");
        }
        return new Rate(1, null, low, high, unit(match.group(3)));
    }

    private static Rate every(String number, String unit) {
        int period = Integer.parseInt(number);
        if (period < 1) {
            throw new UnclearException("q0", "how often?");
        }
        return Rate.every(period, unit(unit));
    }

    private static Rate times(MatchResult match) {
        int groups = match.groupCount();
        int low = count(match.group(1));
        Integer high = groups == 3 && match.group(2) != null ? (Integer) count(match.group(2)) : null;
        if (low < 1 || (high != null && high <= low)) {
            throw new UnclearException(match.group(), "how often?");
        }
        TimeUnit unit = switch (match.group(groups).charAt(0)) {
            case 'd' -> TimeUnit.DAY;
            case 'w' -> TimeUnit.WEEK;
            default -> TimeUnit.MONTH;
        };
        return new Rate(low, high, 1, null, unit);
    }

    private static int count(String word) {
        return switch (word) {
            case "once", "one" -> 1;
            case "twice", "two" -> 2;
            case "three" -> 3;
            case "four" -> 4;
            case "five" -> 5;
            case "six" -> 6;
            default -> Integer.parseInt(word);
        };
    }

    static TimeUnit unit(String word) {
        return switch (word) {
            case "minute", "minutes", "min", "mins" -> TimeUnit.MINUTE;
            case "hour", "hours", "hr", "hrs", "h" -> TimeUnit.HOUR;
            case "day", "days", "d" -> TimeUnit.DAY;
            case "week", "weeks", "wk", "wks", "w" -> TimeUnit.WEEK;
            default -> TimeUnit.MONTH;
        };
    }

    /** Takes a part of the text that says how often or when; false when what stands here does not. */
    boolean take(Cursor cursor) {
        if (cursor.look(TWOFOLD).isPresent()) {
            throw new UnclearException(
                    cursor.word(), "twice in that time, or every two?", List.of("twice a week", "every 2 weeks"));
        }
        return takeClock(cursor) || takeRate(cursor) || takeMoment(cursor) || takeDay(cursor) || takeOnce(cursor);
    }

    private boolean takeRate(Cursor cursor) {
        for (Rule each : RATES) {
            Optional<MatchResult> match = cursor.take(each.pattern());
            if (match.isPresent()) {
                Rate read = each.rate().apply(match.get());
                if ((rate != null && !rate.equals(read)) || once) {
                    throw new UnclearException(match.get().group(), "says twice how often");
                }
                rate = read;
                return true;
            }
        }
        return false;
    }

    private boolean takeMoment(Cursor cursor) {
        for (Map.Entry<Pattern, When> each : MOMENTS) {
            if (cursor.take(each.getKey()).isPresent()) {
                if (!when.contains(each.getValue())) {
                    when.add(each.getValue());
                }
                cursor.take(JOIN);
                return true;
            }
        }
        return false;
    }

    private boolean takeDay(Cursor cursor) {
        if (cursor.take(MWF).isPresent()) {
            days.addAll(List.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY));
            return true;
        }
        Optional<MatchResult> match = cursor.take(DAYS);
        match.ifPresent(found -> {
            days.add(day(found.group(1)));
            cursor.take(JOIN);
        });
        return match.isPresent();
    }

    private static DayOfWeek day(String word) {
        for (DayOfWeek each : DayOfWeek.values()) {
            if (each.name().regionMatches(true, 0, word, 0, 3)) {
                return each;
            }
        }
        throw new IllegalStateException(word);
    }

    private boolean takeClock(Cursor cursor) {
        Optional<MatchResult> match = cursor.take(CLOCK);
        match.ifPresent(found -> clock.add(time(found)));
        return match.isPresent();
    }

    private static LocalTime time(MatchResult match) {
        if (match.group(4) != null) {
            return LocalTime.of(Integer.parseInt(match.group(4)), Integer.parseInt(requireNonNull(match.group(5))));
        }
        int hour = Integer.parseInt(match.group(1));
        int minute = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
        if (hour < 1 || hour > 12 || minute > 59) {
            throw new UnclearException(match.group(), "no time of the clock");
        }
        return LocalTime.of(hour % 12 + (match.group(3).startsWith("p") ? 12 : 0), minute);
    }

    private boolean takeOnce(Cursor cursor) {
        Optional<MatchResult> match = cursor.take(ONCE);
        if (match.isPresent() && rate != null) {
            throw new UnclearException(match.get().group(), "once, or again and again?");
        }
        once |= match.isPresent();
        return match.isPresent();
    }

    /** Days that are named one by one are days on each of which a dose is taken, when nothing else is said. */
    void daily() {
        perDayUnlessSaid = true;
    }

    /** What was said; that of the step before when nothing was; null when there was none either. */
    @Nullable
    Timing timing(@Nullable Timing before) {
        if (!when.isEmpty() && !clock.isEmpty()) {
            throw new UnclearException("", "both a moment of the day and a time of the clock");
        }
        if (once) {
            if (!days.isEmpty()) {
                throw new UnclearException("", "once, or on days of the week?");
            }
            return new Timing(true, null, when, List.of(), clock);
        }
        if (rate == null && perDayUnlessSaid) {
            rate = Rate.of(1, TimeUnit.DAY);
        }
        if (rate == null && when.isEmpty() && days.isEmpty() && clock.isEmpty()) {
            return before;
        }
        return new Timing(false, implied(), when, List.copyOf(days), clock);
    }

    /** A single moment of the day is once a day; several are as many times. Meals say how often themselves. */
    private @Nullable Rate implied() {
        boolean meals = when.stream()
                .anyMatch(each -> each == When.BEFORE_MEALS || each == When.WITH_MEALS || each == When.AFTER_MEALS);
        if (rate != null || meals || !days.isEmpty()) {
            return rate;
        }
        int perDay = Math.max(when.size(), clock.size());
        return perDay == 0 ? null : Rate.of(perDay, TimeUnit.DAY);
    }
}
