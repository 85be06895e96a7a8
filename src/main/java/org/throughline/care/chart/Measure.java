package org.throughline.care.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vital.Vital;

/**
 * Something that is measured again and again: a test, a vital sign, a score. It is told by its LOINC code, else by another
 * code, else by its words. A vital sign that has several codes is one measure.
 *
 * @param system of the code; empty for a code without a system, and for words
 * @param code empty for words
 * @param words what it is called where it has no code; else empty
 */
public record Measure(String system, String code, String words) {
    private static final String WORDS = "text:";

    /** What a CodeableConcept names; empty when it names nothing. */
    static Optional<Measure> of(@Nullable JsonObject concept) {
        if (concept == null) {
            return Optional.empty();
        }
        List<JsonObject> coded = concept.objects("coding").stream()
                .filter(coding -> coding.text("code") != null)
                .toList();
        Optional<JsonObject> coding = coded.stream()
                .filter(each -> Coding.LOINC.equals(each.text("system")))
                .findFirst()
                .or(() -> coded.stream().findFirst());
        if (coding.isPresent()) {
            return Optional.of(
                    coded(Concepts.firstText(coding.get(), "system"), Concepts.firstText(coding.get(), "code")));
        }
        String words = Concepts.words(concept);
        return words.isEmpty() ? Optional.empty() : Optional.of(new Measure("", "", words));
    }

    /** The measure of a key as {@link #key()} makes it; empty for what is none. */
    public static Optional<Measure> parse(String key) {
        if (key.isBlank()) {
            return Optional.empty();
        }
        if (key.startsWith(WORDS)) {
            return Optional.of(new Measure("", "", key.substring(WORDS.length())));
        }
        int bar = key.indexOf('|');
        return Optional.of(bar < 0 ? coded(Coding.LOINC, key) : coded(key.substring(0, bar), key.substring(bar + 1)));
    }

    /** A vital sign's measure. */
    public static Measure of(Vital vital) {
        return new Measure(Coding.LOINC, vital.codings().getFirst().code(), "");
    }

    private static Measure coded(String system, String code) {
        return vital(system, code).map(Measure::of).orElse(new Measure(system, code, ""));
    }

    /** As it is written in an address: {@code 4548-4}, {@code SYSTEM|CODE}, {@code text:WORDS}. */
    public String key() {
        if (code.isEmpty()) {
            return WORDS + words;
        }
        return system.equals(Coding.LOINC) ? code : system + "|" + code;
    }

    /** The vital sign that it is; empty for any other measure. */
    Optional<Vital> vital() {
        return vital(system, code);
    }

    private static Optional<Vital> vital(String system, String code) {
        return system.equals(Coding.LOINC)
                ? Arrays.stream(Vital.values())
                        .filter(vital -> vital.codings().stream()
                                .anyMatch(coding -> coding.code().equals(code)))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether a CodeableConcept is of this measure. */
    boolean fits(@Nullable JsonObject concept) {
        if (code.isEmpty()) {
            return of(concept).filter(this::equals).isPresent();
        }
        Set<String> codes = codes().collect(Collectors.toSet());
        return concept != null
                && concept.objects("coding").stream()
                        .anyMatch(coding -> system.equals(Concepts.firstText(coding, "system"))
                                && codes.contains(Concepts.firstText(coding, "code")));
    }

    private Stream<String> codes() {
        return vital().map(vital -> vital.codings().stream().map(Coding::code)).orElse(Stream.of(code));
    }

    /** Resources that may have values of it; {@link #fits} tells which have. */
    PatientSearch.Wanted wanted() {
        PatientSearch.Wanted observations = new PatientSearch.Wanted("Observation", "-date");
        return code.isEmpty()
                ? observations.of("combo-code:text", PatientSearch.escaped(words))
                : observations.of(
                        "combo-code",
                        codes().map(each -> PatientSearch.escaped(system) + "|" + PatientSearch.escaped(each))
                                .collect(Collectors.joining(",")));
    }
}
