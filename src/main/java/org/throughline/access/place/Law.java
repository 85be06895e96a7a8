package org.throughline.access.place;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that count at a place, and what follows from them.
 *
 * @param state two letters; empty when it is not known
 */
public record Law(String state, List<Rule> rules) {
    /** Kinds of sensitive information of care to which minors may consent by themselves. */
    public static final Set<String> CONFIDENTIAL = Set.of("STD", "HIV", "PSY", "ETH", "SEX");

    /** From when on somebody is taken to come alone where the law names no age: for the care of a small child parents are asked. */
    private static final int ALONE = 12;

    private static final int MAJORITY = 18;
    private static final int REQUEST_DAYS = 365;

    public Law {
        rules = List.copyOf(rules);
    }

    private Stream<Rule> about(Subject subject) {
        return rules.stream().filter(each -> each.subject() == subject);
    }

    /** Both: where they differ the stricter counts. */
    public Law and(Law other) {
        List<Rule> both = new ArrayList<>(rules);
        other.rules.stream().filter(each -> !both.contains(each)).forEach(both::add);
        return new Law(state.equals(other.state) ? state : state + ", " + other.state, both);
    }

    /** Which kinds of sensitive information a written request must name, with the rule that says so. */
    public Map<String, Rule> consents() {
        Map<String, Rule> asked = new LinkedHashMap<>();
        about(Subject.CONSENT)
                .filter(rule -> !(rule.place().equals(Rule.SITE) && rule.value().equals("off")))
                .forEach(rule -> asked.merge(rule.kind(), rule, Law::nearer));
        return asked;
    }

    /** What a state says is said rather than what counts everywhere. */
    private static Rule nearer(Rule one, Rule other) {
        return one.place().equals("US") ? other : one;
    }

    /** From which age somebody is of age. */
    public int majority() {
        return about(Subject.MAJORITY)
                .flatMap(each -> Stream.ofNullable(each.number()))
                .max(Comparator.naturalOrder())
                .orElse(MAJORITY);
    }

    /** From which age minors consent by themselves to a kind of care; empty when nothing is known of that. */
    public Optional<Rule> minors(String kind) {
        return about(Subject.MINOR).filter(each -> each.kind().equals(kind)).findFirst();
    }

    /** Whether somebody is not of age on a day. */
    public boolean isMinor(LocalDate born, LocalDate day) {
        return day.isBefore(born.plusYears(majority()));
    }

    /**
     * By which rule a minor keeps something from those who act for them: care to which minors of that age consent by themselves.
     * Rules about any care do not count here: they would close the whole record.
     *
     * @param kinds codes of the kinds of sensitive information that an entry is of ({@link org.throughline.access.Sensitivity})
     * @param day on which the care was given
     */
    public Optional<Rule> keeps(Collection<String> kinds, LocalDate born, LocalDate day) {
        return kinds.stream()
                .sorted()
                .flatMap(kind -> care(kind).stream())
                .flatMap(care -> minors(care).stream())
                .filter(rule -> rule.number() != null && isMinor(born, day))
                .filter(rule -> !day.isBefore(born.plusYears(age(rule))))
                .findFirst();
    }

    /** The rules by which minors keep something from those who act for them. */
    public List<Rule> confidential() {
        return about(Subject.MINOR)
                .filter(rule ->
                        CONFIDENTIAL.stream().anyMatch(kind -> care(kind).equals(Optional.of(rule.kind()))))
                .toList();
    }

    /** From which age on by a rule about minors an entry is kept from those who act for them. */
    public static int age(Rule rule) {
        int age = Objects.requireNonNullElse(rule.number(), MAJORITY);
        return age == 0 ? ALONE : age;
    }

    /** As which care the rules about minors have a kind of sensitive information. */
    private static Optional<String> care(String kind) {
        return switch (kind) {
            case "STD", "HIV" -> Optional.of("sti");
            case "PSY" -> Optional.of("mental");
            case "ETH" -> Optional.of("substance");
            case "SEX" -> Optional.of("contraception");
            default -> Optional.empty();
        };
    }

    /** How many days old a written request may be. */
    public int requestDays() {
        return about(Subject.REQUEST)
                .flatMap(each -> Stream.ofNullable(each.number()))
                .min(Comparator.naturalOrder())
                .orElse(REQUEST_DAYS);
    }

    /** By which day what was asked for is released; working days count five a week. */
    public Optional<LocalDate> releaseBy(LocalDate asked) {
        return about(Subject.RELEASE)
                .flatMap(each -> Stream.ofNullable(each.number()).map(days -> after(asked, days, each.kind())))
                .min(Comparator.naturalOrder());
    }

    private static LocalDate after(LocalDate day, int days, String kind) {
        if (!kind.equals("working")) {
            return day.plusDays(days);
        }
        LocalDate last = day;
        for (int left = days; left > 0; ) {
            last = last.plusDays(1);
            left -= last.getDayOfWeek().getValue() <= 5 ? 1 : 0;
        }
        return last;
    }

    /**
     * Until which day a record is kept.
     *
     * @param born null when that is not known
     * @param last the day of the last entry
     * @return empty when nothing is known of that
     */
    public Optional<LocalDate> keptUntil(@Nullable LocalDate born, LocalDate last) {
        Optional<LocalDate> years = about(Subject.KEEP)
                .flatMap(each -> Stream.ofNullable(each.number()))
                .max(Comparator.naturalOrder())
                .map(last::plusYears);
        if (born == null || !last.isBefore(born.plusYears(majority()))) {
            return years;
        }
        Optional<LocalDate> age = about(Subject.KEEP_MINOR)
                .flatMap(each -> Stream.ofNullable(each.number()))
                .max(Comparator.naturalOrder())
                .map(born::plusYears);
        return Stream.of(years, age).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }
}
