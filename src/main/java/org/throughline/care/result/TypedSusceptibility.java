package org.throughline.care.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughline.care.result.Culture.Susceptibility;
import org.throughline.terminology.lab.Cultures;

/**
 * What an organism is susceptible to, as one types it, one antibiotic a line: {@code ampicillin >=32 R}, {@code cefazolin 18 mm I},
 * {@code vanc S}. Pure.
 *
 * @param faults the lines that cannot be taken, each with why
 */
public record TypedSusceptibility(List<NewCulture.Tested> tested, List<String> faults) {
    private static final Pattern LINE = Pattern.compile(
            "(.+?)(?:\\s+(<=|>=|<|>|≤|≥)?\\s*(\\d{1,5}(?:\\.\\d{1,4})?)\\s*(mm|ug/ml|mcg/ml|µg/ml)?)?\\s+(sdd|ns|s|i|r)",
            Pattern.CASE_INSENSITIVE);

    public TypedSusceptibility {
        tested = List.copyOf(tested);
        faults = List.copyOf(faults);
    }

    /** Reads what was typed. Nothing is guessed. */
    public static TypedSusceptibility read(String text, Cultures cultures) {
        List<NewCulture.Tested> tested = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String line :
                text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            Matcher matcher = LINE.matcher(line);
            List<Cultures.Named> named = matcher.matches() ? cultures.antibiotics(matcher.group(1)) : List.of();
            if (!matcher.matches()) {
                faults.add("“" + line + "” does not end with S, I or R.");
            } else if (named.isEmpty()) {
                faults.add("“" + matcher.group(1) + "” is no antibiotic of our catalogue.");
            } else if (named.size() > 1) {
                faults.add("“" + matcher.group(1) + "” can be "
                        + named.stream().map(Cultures.Named::name).collect(Collectors.joining(", ")) + ".");
            } else if (tested.stream().anyMatch(each -> each.antibiotic().equals(named.getFirst()))) {
                faults.add(named.getFirst().name() + " stands there twice.");
            } else {
                tested.add(tested(named.getFirst(), matcher));
            }
        }
        return new TypedSusceptibility(tested, faults);
    }

    private static NewCulture.Tested tested(Cultures.Named antibiotic, Matcher line) {
        String comparator =
                Optional.ofNullable(line.group(2)).orElse("").replace("≤", "<=").replace("≥", ">=");
        return new NewCulture.Tested(
                antibiotic,
                comparator,
                Optional.ofNullable(line.group(3)).orElse(""),
                "mm".equalsIgnoreCase(line.group(4)),
                Susceptibility.of(line.group(5).toUpperCase(Locale.ROOT)).orElseThrow());
    }

    /** What an isolate was tested against, as one would type it. */
    public static String typed(Culture.Isolate isolate) {
        return isolate.tested().stream()
                .map(each -> (each.antibiotic() + " "
                                + each.value().replace("µg/mL", "").strip() + " "
                                + each.judged().code())
                        .replaceAll(" +", " ")
                        .strip())
                .collect(Collectors.joining("\n"));
    }
}
