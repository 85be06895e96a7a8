package org.throughline.terminology.vital;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.terminology.vital.Finding.Plausible;
import org.throughline.terminology.vital.Finding.Question;
import org.throughline.terminology.vital.Finding.Refused;

/** Whether values of vital signs can be right. Values are in the unit in which a vital sign is stored. */
public final class Vitals {
    private static final String LIMITS = "limits.tsv";

    private final List<Limit> limits;

    private Vitals(List<Limit> limits) {
        this.limits = List.copyOf(limits);
    }

    /** The limits that come with the product. */
    public static Vitals shipped() {
        Map<String, Vital> vitals =
                Arrays.stream(Vital.values()).collect(Collectors.toMap(Vital::key, Function.identity()));
        List<Limit> limits = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Vitals.class.getResourceAsStream(LIMITS), LIMITS);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> limits.add(limit(line.split("\t", -1), vitals)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Vitals(limits);
    }

    private static Limit limit(String[] fields, Map<String, Vital> vitals) {
        return new Limit(
                Objects.requireNonNull(vitals.get(fields[0]), fields[0]),
                Integer.parseInt(fields[1]),
                fields[2].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(fields[2]),
                new BigDecimal(fields[3]),
                new BigDecimal(fields[4]),
                new BigDecimal(fields[5]),
                new BigDecimal(fields[6]),
                fields[7]);
    }

    /** All limits, in the order of the file. */
    public List<Limit> limits() {
        return limits;
    }

    /** The limit of a vital sign at an age. */
    public Optional<Limit> limit(Vital vital, int months) {
        return limits.stream()
                .filter(each -> each.vital() == vital && each.holdsAt(months))
                .findFirst();
    }

    /**
     * What is to be said of a value.
     *
     * @param months the age in completed months; when nobody knows it, only what is impossible at every age is refused
     */
    public Finding check(Vital vital, BigDecimal value, OptionalInt months) {
        List<Limit> holding = limits.stream()
                .filter(each -> each.vital() == vital)
                .filter(each -> months.isEmpty() || each.holdsAt(months.getAsInt()))
                .toList();
        if (holding.stream().noneMatch(each -> each.isPossible(value))) {
            return new Refused(says(vital, value) + " cannot be right.");
        }
        if (months.isEmpty() || holding.stream().anyMatch(each -> each.isUsual(value))) {
            return new Plausible();
        }
        Limit limit = holding.getFirst();
        boolean low = value.compareTo(limit.askBelow()) < 0;
        return new Question(
                says(vital, value) + " is unusually " + (low ? "low" : "high") + " at this age. Is it right?");
    }

    private static String says(Vital vital, BigDecimal value) {
        return vital.title() + " " + value.stripTrailingZeros().toPlainString() + " " + UnitNames.of(vital.unit());
    }

    /** What is to be said of a diastolic pressure beside its systolic one. */
    public static Finding pressures(BigDecimal systolic, BigDecimal diastolic) {
        return diastolic.compareTo(systolic) >= 0
                ? new Refused("The diastolic pressure is not lower than the systolic one.")
                : new Plausible();
    }
}
