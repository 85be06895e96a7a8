package org.throughline.care.same;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;

/**
 * Sides of the body, as words and ICD-10-CM tell them. Where our catalogue has the code for an unspecified side, which ends
 * the part that tells the place in 9 or 0, the codes with 1, 2 and 3 in its place are of the right, the left and both.
 *
 * @see <a href="https://www.cdc.gov/nchs/icd/icd-10-cm/files.html">ICD-10-CM official guidelines, I.B.13 Laterality</a>
 */
final class Sides {
    private static final Pattern RIGHT = Pattern.compile("\\bright\\b");
    private static final Pattern LEFT = Pattern.compile("\\bleft\\b");
    private static final Pattern BOTH = Pattern.compile("\\b(?:bilateral|both)\\b");
    private static final Pattern ANY =
            Pattern.compile("\\b(?:right|left|bilateral|both)(?:[ -]sided)?\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNSPECIFIED =
            Pattern.compile("unspecified (?:[a-z]+ )?(?:side|knee|hip|shoulder|ear|eye|"
                    + "upper limb|lower limb|limb|ankle|foot|hand|wrist|elbow|breast|lacrimal gland|arm|leg|thigh|forearm|finger|toe"
                    + "|lower leg|upper arm|joint|clavicle|humerus|femur|radius)");
    private static final Set<Character> UNTOLD = Set.of('9', '0');

    private Sides() {}

    /** The side that words tell; empty when none or more than one way. */
    static String of(String words) {
        String small = words.toLowerCase(Locale.ROOT);
        boolean right = RIGHT.matcher(small).find();
        boolean left = LEFT.matcher(small).find();
        return BOTH.matcher(small).find() || (right && left) ? "both" : right ? "right" : left ? "left" : "";
    }

    static String without(String words) {
        return ANY.matcher(words).replaceAll(" ");
    }

    /** Entries with the side that a code tells of them. */
    record Sided(List<Entry> entries, String side) {}

    /** What a code of ICD-10-CM stands for that is of one side. */
    static Optional<Sided> of(String code, Catalogue problems) {
        return IntStream.range(0, code.length())
                .boxed()
                .flatMap(at -> sided(code, at, problems).stream())
                .findFirst();
    }

    private static Optional<Sided> sided(String code, int at, Catalogue problems) {
        String side = switch (code.charAt(at)) {
            case '1' -> "right";
            case '2' -> "left";
            case '3' -> "both";
            default -> "";
        };
        if (side.isEmpty() || code.indexOf('.') < 0 || at < code.indexOf('.')) {
            return Optional.empty();
        }
        List<Entry> entries = UNTOLD.stream()
                .sorted()
                .map(digit -> code.substring(0, at) + digit + code.substring(at + 1))
                .flatMap(each -> problems.coded(Coding.ICD_10_CM, each).stream())
                .filter(Sides::isUnspecified)
                .toList();
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Sided(entries, side));
    }

    private static boolean isUnspecified(Entry entry) {
        return entry.coding(Coding.ICD_10_CM)
                .map(each -> each.display().toLowerCase(Locale.ROOT))
                .filter(name -> UNSPECIFIED.matcher(name).find())
                .isPresent();
    }
}
