package org.throughline.care.imaging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.care.chart.Line;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.search.Searches;
import org.throughline.terminology.Coding;
import org.throughline.terminology.imaging.Exam;
import org.throughline.terminology.imaging.Imaging;

/**
 * The last results that help to read images of a part of the body: TSH for the thyroid, PSA for the prostate, D-dimer for the
 * chest. Our own choice.
 */
public final class KeyLabs {
    private static final int MOST = 200;

    /** Kidneys and pregnancy matter whatever is looked at: by them one knows what could be done next. */
    private static final List<String> ALWAYS = Stream.of(Facts.EGFR, Facts.CREATININE, Facts.PREGNANCY_TESTS)
            .flatMap(Set::stream)
            .toList();

    private static final Set<String> INFLAMMATION = Set.of("6690-2", "1988-5");

    /** By part, or by area. Pure codes of LOINC. */
    private static final Map<String, Set<String>> NEEDED = Map.ofEntries(
            Map.entry("thyroid", Set.of("3016-3", "3024-7")),
            Map.entry("prostate", Set.of("2857-1")),
            Map.entry("abdomen", Set.of("1742-6", "1920-8", "6768-6", "1975-2", "3040-3", "6690-2", "1988-5")),
            Map.entry("chest", Set.of("48065-7", "48066-5", "30934-4", "33762-6", "6690-2", "1988-5")),
            Map.entry("heart", Set.of("89579-7", "6598-7", "30934-4", "33762-6")),
            Map.entry("pelvis", Set.of("10334-1", "6690-2", "1988-5")),
            Map.entry("spine", Set.of("4537-7", "6690-2", "1988-5")),
            Map.entry("head", Set.of("6301-6", "777-3")),
            Map.entry("neck", Set.of("3016-3")),
            Map.entry("leg", Set.of("48065-7", "48066-5", "1988-5", "3084-1")),
            Map.entry("arm", Set.of("1988-5", "3084-1")),
            Map.entry("whole body", Set.of("2345-7", "6768-6", "17861-6")));

    private final Looker looker;
    private final Imaging imaging;

    public KeyLabs(Records records, Searches searches, Imaging imaging) {
        this.looker = new Looker(records, searches);
        this.imaging = imaging;
    }

    /** The newest of each that the patient has, for an examination of this code or name. */
    public List<Fact> of(Caller caller, String patient, Concept what) {
        Set<String> codes =
                new TreeSet<>(Codes.exam(imaging, what).map(KeyLabs::codes).orElse(INFLAMMATION));
        codes.addAll(ALWAYS);
        Map<String, JsonObject> newest = new LinkedHashMap<>();
        looker.matches(
                        caller,
                        "Observation",
                        MOST,
                        "patient",
                        "Patient/" + patient,
                        "code",
                        codes.stream().map(each -> Coding.LOINC + "|" + each).collect(Collectors.joining(",")),
                        "status",
                        "final,amended,corrected",
                        "_sort",
                        "-date")
                .forEach(each -> newest.putIfAbsent(code(each), each));
        List<Fact> facts = new ArrayList<>();
        newest.values().forEach(each -> {
            Line line = Line.of(each, Map.of());
            String flag = line.flag().isEmpty() ? "" : " (" + line.flag() + ")";
            facts.add(Fact.of(
                    line.what() + " " + line.detail() + flag,
                    line.date(),
                    each,
                    !line.flag().isEmpty()));
        });
        return facts;
    }

    private static Set<String> codes(Exam exam) {
        Set<String> codes = new TreeSet<>();
        exam.parts().forEach(part -> codes.addAll(NEEDED.getOrDefault(part, Set.of())));
        exam.areas().forEach(area -> codes.addAll(NEEDED.getOrDefault(area, Set.of())));
        return codes.isEmpty() ? INFLAMMATION : codes;
    }

    private static String code(JsonObject observation) {
        return Optional.ofNullable(observation.object("code"))
                .map(each -> Parts.code(each, Coding.LOINC))
                .orElse("");
    }
}
