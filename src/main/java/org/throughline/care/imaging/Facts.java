package org.throughline.care.imaging;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.chart.Implants;
import org.throughline.care.chart.Line;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;
import org.throughline.terminology.imaging.Exam;
import org.throughline.terminology.imaging.Study;

/**
 * What is known of a patient that makes imaging dangerous or changes how it is done. What was not asked or measured is said to
 * be so. Pure.
 *
 * @param observations the newest first
 * @param seesAllergies whether the reader may see allergies at all
 * @see <a href="https://www.acr.org/Clinical-Resources/Clinical-Tools-and-Reference/Contrast-Manual">ACR Manual on Contrast
 *     Media</a>
 * @see <a href="https://www.acr.org/Clinical-Resources/Clinical-Tools-and-Reference/Radiology-Safety/MR-Safety">ACR Manual on
 *     MR Safety</a>
 */
record Facts(
        JsonObject patient,
        List<JsonObject> allergies,
        List<JsonObject> observations,
        List<JsonObject> devices,
        List<JsonObject> problems,
        boolean seesAllergies,
        LocalDate today) {
    static final Set<String> EGFR = Set.of(
            "98979-8", "98980-6", "62238-1", "33914-3", "48642-3", "48643-1", "88293-6", "88294-4", "77147-7",
            "50044-7");
    static final Set<String> CREATININE = Set.of("2160-0", "38483-4");
    static final String PREGNANCY = "82810-3";
    static final Set<String> PREGNANCY_TESTS = Set.of("2106-3", "2118-8", "2112-1", "21198-7", "19080-1");

    private static final String PREGNANT = "77386006";
    private static final double LOW_EGFR = 30;
    private static final int YOUNGEST = 10;
    private static final int OLDEST = 55;
    private static final Set<String> NOT_TRUE = Set.of("refuted", "entered-in-error");
    private static final Set<String> NOT_NOW = Set.of("inactive", "resolved");
    private static final Pattern CONTRAST =
            Pattern.compile("contrast|iodin|gadolin|gado[bpt]|iohexol|iopamidol|iodixanol|ioversol"
                    + "|iopromide|diatrizoate|feraheme|ferumoxytol");
    private static final Pattern METAL =
            Pattern.compile("pacemaker|defibrillator|\\bicd\\b|cochlear|stimulator|aneurysm clip|shunt"
                    + "|implant|metal|foreign body|infusion pump|prosthe|stent");

    /** All LOINC codes that it looks at. */
    static Stream<String> loincs() {
        return Stream.of(EGFR, CREATININE, PREGNANCY_TESTS, Set.of(PREGNANCY)).flatMap(Set::stream);
    }

    /**
     * What matters for a study.
     *
     * @param study null for one that our catalogue does not know: then all of it may matter
     * @param exam empty when it is not known by what is looked
     */
    List<Fact> of(@Nullable Study study, Optional<Exam> exam) {
        List<Fact> facts = new ArrayList<>();
        boolean contrast = study == null || study.usesContrast();
        boolean magnet = exam.map(each -> each.modality() == Exam.Modality.MR).orElse(study == null);
        boolean rays = study == null || study.asksPregnancy();
        if (contrast) {
            contrast(facts);
            kidneys(facts);
        }
        if (mayBePregnant() && (rays || magnet)) {
            facts.add(pregnancy());
            newest(PREGNANCY_TESTS::contains).ifPresent(each -> facts.add(measured(each, false)));
        }
        if (magnet) {
            implants(facts);
        }
        return facts;
    }

    private void contrast(List<Fact> facts) {
        List<JsonObject> known = allergies.stream()
                .filter(each -> NOT_TRUE.stream().noneMatch(code -> has(each, "verificationStatus", code)))
                .filter(each -> NOT_NOW.stream().noneMatch(code -> has(each, "clinicalStatus", code)))
                .toList();
        List<JsonObject> against = known.stream()
                .filter(each -> CONTRAST.matcher(
                                Parts.words(each.object("code")).toLowerCase(Locale.ROOT))
                        .find())
                .toList();
        for (JsonObject each : against) {
            Line line = Line.of(each, java.util.Map.of());
            facts.add(Fact.of(
                    "Allergy: " + line.what() + (line.detail().isEmpty() ? "" : " (" + line.detail() + ")"),
                    "",
                    each,
                    true));
        }
        if (!seesAllergies) {
            facts.add(Fact.unknown("Allergies: your role does not see them"));
        } else if (known.isEmpty()) {
            facts.add(Fact.unknown("Allergies are not recorded: ask about contrast"));
        } else if (against.isEmpty()) {
            facts.add(new Fact("No allergy to contrast is recorded", "", "", false, ""));
        }
    }

    private void kidneys(List<Fact> facts) {
        Optional<JsonObject> rate = newest(EGFR::contains);
        Optional<JsonObject> creatinine = newest(CREATININE::contains);
        rate.ifPresent(each -> facts.add(measured(each, value(each) < LOW_EGFR)));
        creatinine.ifPresent(each -> facts.add(measured(each, false)));
        if (rate.isEmpty() && creatinine.isEmpty()) {
            facts.add(Fact.unknown("No creatinine or eGFR is recorded"));
        }
    }

    private boolean mayBePregnant() {
        LocalDate born = Parts.day(Parts.text(patient, "birthDate"));
        int years = born == null ? YOUNGEST : Period.between(born, today).getYears();
        return !"male".equals(patient.text("gender")) && years >= YOUNGEST && years <= OLDEST;
    }

    private Fact pregnancy() {
        return newest(PREGNANCY::equals)
                .map(each -> Fact.of(
                        Parts.words(each.object("valueCodeableConcept")),
                        Parts.text(each, "effectiveDateTime"),
                        each,
                        Parts.code(each.object("valueCodeableConcept"), Coding.SNOMED)
                                .equals(PREGNANT)))
                .filter(each -> !each.words().isEmpty())
                .orElseGet(() -> Fact.unknown("Pregnancy was not asked about"));
    }

    private void implants(List<Fact> facts) {
        List<Fact> found = new ArrayList<>();
        for (JsonObject each : devices) {
            if (Implants.of(each).equals(Implants.INSIDE) && !"entered-in-error".equals(each.text("status"))) {
                String name = each.objects("deviceName").stream()
                        .map(one -> Parts.text(one, "name"))
                        .findFirst()
                        .orElseGet(() -> Parts.words(each.object("type")));
                found.add(Fact.of("Implant: " + (name.isEmpty() ? "not named" : name), "", each, true));
            }
        }
        for (JsonObject each : problems) {
            String words = Parts.words(each.object("code"));
            if (NOT_TRUE.stream().noneMatch(code -> has(each, "verificationStatus", code))
                    && METAL.matcher(words.toLowerCase(Locale.ROOT)).find()) {
                found.add(Fact.of("Problem: " + words, "", each, true));
            }
        }
        facts.addAll(found);
        if (found.isEmpty()) {
            facts.add(new Fact("No implant or pacemaker is recorded: ask", "", "", false, ""));
        }
    }

    private static Fact measured(JsonObject observation, boolean warns) {
        Line line = Line.of(observation, java.util.Map.of());
        return Fact.of(line.what() + " " + line.detail(), line.date(), observation, warns);
    }

    private Optional<JsonObject> newest(Predicate<String> loinc) {
        return observations.stream()
                .filter(each ->
                        each.object("code") != null && loinc.test(Parts.code(each.object("code"), Coding.LOINC)))
                .findFirst();
    }

    private static double value(JsonObject observation) {
        JsonObject quantity = observation.object("valueQuantity");
        return quantity != null && quantity.get("value") instanceof JsonNumber number
                ? number.decimal().doubleValue()
                : Double.MAX_VALUE;
    }

    private static boolean has(JsonObject resource, String name, String code) {
        JsonObject status = resource.object(name);
        return status != null && status.objects("coding").stream().anyMatch(each -> code.equals(each.text("code")));
    }
}
