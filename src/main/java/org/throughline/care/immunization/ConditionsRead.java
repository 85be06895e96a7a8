package org.throughline.care.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.immunization.patient.History;
import org.throughline.immunization.patient.Sex;
import org.throughline.safety.patient.Allergy;
import org.throughline.safety.patient.Condition;
import org.throughline.safety.patient.Part;
import org.throughline.safety.patient.Pregnancy;
import org.throughline.safety.patient.Snapshot;
import org.throughline.safety.patient.Taken;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.vaccine.AfterEffects;
import org.throughline.terminology.vaccine.ObservationCodes;
import org.throughline.terminology.vaccine.ObservationCodes.Line;
import org.throughline.terminology.vaccine.ProblemTree;

/**
 * Which of the schedule's observations hold of a patient, by problems, drugs, allergies and tests, and of which that cannot
 * be told. Pure.
 */
final class ConditionsRead {
    private static final String PREGNANT = "007";
    private static final int PREGNANCY_ASKED_DAYS = 30;
    private static final int PREGNANCY_DAYS = 300;
    private static final int AFTER_DELIVERY_DAYS = 14;
    private static final int SUPPRESSED_MONTHS = 3;
    private static final Set<String> POSITIVE = Set.of("positive", "reactive", "detected", "immune", "present");

    private final ObservationCodes codes;
    private final Map<String, String> icd10BySnomed = new HashMap<>();
    private final Set<String> allergens = new HashSet<>();
    private final ProblemTree tree = ProblemTree.shipped();
    private final Function<String, Set<String>> above;
    private final AfterEffects effects;

    /**
     * Reads by these tables.
     *
     * @param problems by which SNOMED CT codes are understood
     * @param allergens by which is known what an allergy is to
     * @param above a SNOMED CT code and all above it in the hierarchy; empty when that is not known
     * @param effects what follows from what happened after a vaccine
     */
    ConditionsRead(
            ObservationCodes codes,
            Catalogue problems,
            Catalogue allergens,
            Function<String, Set<String>> above,
            AfterEffects effects) {
        this.effects = effects;
        this.codes = codes;
        this.above = above;
        for (Entry each : problems.entries()) {
            each.coding(Coding.SNOMED)
                    .ifPresent(snomed -> each.coding(Coding.ICD_10_CM)
                            .ifPresent(icd -> icd10BySnomed.putIfAbsent(snomed.code(), icd.code())));
        }
        for (Entry each : allergens.entries()) {
            each.codings().forEach(coding -> this.allergens.add(coding.code()));
            this.allergens.add(each.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Where it is put.
     *
     * @param observed what holds, by the observations' codes
     * @param unsure of what cannot be told whether it holds, with why: asking the patient settles it
     * @param doubts the same, where the record says something that an answer of the patient does not settle
     * @param hidden what is known from something that whoever asks may not see
     * @param open problems that are not understood, as far as whoever asks may see them
     */
    record Into(
            Map<String, History.Observed> observed,
            Map<String, String> unsure,
            Map<String, String> doubts,
            Set<String> hidden,
            List<Condition> open) {
        Into() {
            this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>(), new ArrayList<>());
        }

        void holds(String code, boolean kept) {
            observed.putIfAbsent(code, new History.Observed(null));
            if (kept) {
                hidden.add(code);
            }
        }

        void unsure(List<String> about, String why) {
            about.forEach(code -> unsure.putIfAbsent(code, why));
        }
    }

    void read(Snapshot snapshot, LocalDate birth, Sex sex, List<Unaffected> unaffected, Into into) {
        snapshot.conditions().forEach(each -> problem(each, unaffected, into));
        snapshot.allergies().forEach(each -> allergy(each, into));
        snapshot.drugs().forEach(each -> drug(each, snapshot.today(), into));
        pregnancy(snapshot.pregnancy(), birth, sex, snapshot.today(), into);
        gaps(snapshot, Part.CONDITIONS, ObservationCodes.Part.PROBLEMS, into);
        gaps(snapshot, Part.DRUGS, ObservationCodes.Part.DRUGS, into);
        if (!snapshot.allergies().isEmpty()) {
            // That nobody has asked about allergies yet is asked before each vaccine.
            gaps(snapshot, Part.ALLERGIES, ObservationCodes.Part.ALLERGIES, into);
        }
    }

    private void gaps(Snapshot snapshot, Part part, ObservationCodes.Part tells, Into into) {
        snapshot.gaps(part).forEach(gap -> into.unsure(codes.toldBy(tells), gap.words()));
    }

    private void problem(Condition condition, List<Unaffected> unaffected, Into into) {
        List<String> icd10 = icd10(condition);
        if (icd10.isEmpty() && condition.active() && unaffected.stream().noneMatch(each -> each.isOf(condition))) {
            icd10 = understood(condition, into);
        }
        for (Line line : codes.all()) {
            if ((condition.active() || line.ever()) && is(icd10, line.problems())) {
                into.holds(line.code(), condition.kept());
            }
        }
    }

    private static boolean is(List<String> icd10, List<String> prefixes) {
        return prefixes.stream().anyMatch(prefix -> icd10.stream().anyMatch(code -> code.startsWith(prefix)));
    }

    /** What the hierarchy tells of a problem without a code that is understood: what it is at least, and what it cannot be. */
    private List<String> understood(Condition condition, Into into) {
        Set<String> all = condition.codes().stream()
                .filter(coding -> coding.system().equals(Coding.SNOMED))
                .flatMap(coding -> above.apply(coding.code()).stream())
                .collect(Collectors.toSet());
        List<String> icd10 = all.stream()
                .flatMap(code -> Stream.ofNullable(icd10BySnomed.get(code)))
                .distinct()
                .toList();
        if (icd10.isEmpty() || tree.mayWeaken(all)) {
            into.unsure(
                    tree.isOther(all) ? codes.besidesImmunity() : codes.toldBy(ObservationCodes.Part.PROBLEMS),
                    condition.kept()
                            ? "a problem that is not shown to you is not understood"
                            : "the problem \"" + condition.name() + "\" has no code that is understood");
            if (!condition.kept()) {
                into.open().add(condition);
            }
        }
        return icd10;
    }

    private List<String> icd10(Condition condition) {
        return condition.codes().stream()
                .flatMap(coding -> switch (coding.system()) {
                    case Coding.ICD_10_CM -> Stream.of(coding.code());
                    case Coding.SNOMED -> Stream.ofNullable(icd10BySnomed.get(coding.code()));
                    default -> Stream.empty();
                })
                .distinct()
                .toList();
    }

    private void allergy(Allergy allergy, Into into) {
        if (!allergy.active() || allergy.intolerance()) {
            return;
        }
        String name = allergy.name().toLowerCase(Locale.ROOT);
        Set<String> said = new HashSet<>(Set.of(name));
        allergy.codes().forEach(coding -> said.add(coding.code()));
        boolean known = allergy.codes().stream()
                        .map(Coding::system)
                        .anyMatch(system -> system.equals(Coding.RXNORM) || system.equals(Coding.CVX))
                || said.stream().anyMatch(allergens::contains);
        if (!known) {
            into.unsure(
                    codes.toldBy(ObservationCodes.Part.ALLERGIES),
                    allergy.kept()
                            ? "an allergy that is not shown to you is not understood"
                            : "the allergy \"" + allergy.name() + "\" has no code that is understood");
        }
        if (allergy.severe()) {
            allergy.codes().stream()
                    .filter(coding -> coding.system().equals(Coding.CVX))
                    .flatMap(coding -> effects.observations(AfterEffects.ANAPHYLAXIS, coding.code()).stream())
                    .forEach(code -> into.holds(code, allergy.kept()));
        }
        for (Line line : codes.all()) {
            if (line.allergens().stream().noneMatch(each -> said.contains(each.toLowerCase(Locale.ROOT)))) {
                continue;
            }
            if (!line.severe() || allergy.severe()) {
                into.holds(line.code(), allergy.kept());
            } else if (allergy.reactions().isEmpty()) {
                into.doubts().put(line.code(), "how severe the reaction was is not recorded");
            }
        }
    }

    private void drug(Taken taken, LocalDate today, Into into) {
        boolean recent = taken.over(today)
                && taken.last(today) != null
                && !java.util.Objects.requireNonNull(taken.last(today)).isBefore(today.minusMonths(SUPPRESSED_MONTHS));
        if ((taken.over(today) && !recent) || !taken.treatment().systemic()) {
            return;
        }
        if (taken.treatment().meant() == null) {
            into.unsure(
                    codes.toldBy(ObservationCodes.Part.DRUGS),
                    taken.kept()
                            ? "a drug that is not shown to you is not understood"
                            : "the drug \"" + taken.treatment().name() + "\" is not understood");
            return;
        }
        for (Line line : codes.all()) {
            for (Ingredient ingredient : taken.treatment().ingredients()) {
                String name = taken.kept() ? "a drug that is not shown to you" : ingredient.tallMan();
                if (is(ingredient, line.drugs())) {
                    if (recent) {
                        into.doubts().put(line.code(), name + " was taken in the last 3 months");
                    } else {
                        into.holds(line.code(), taken.kept());
                    }
                } else if (is(ingredient, line.unsure())) {
                    into.doubts().put(line.code(), name + ": whether it weakens immunity depends on dose and duration");
                }
            }
        }
    }

    private static boolean is(Ingredient ingredient, List<String> classesOrNames) {
        return classesOrNames.stream()
                .anyMatch(each -> ingredient.is(each) || ingredient.name().equals(each));
    }

    private static void pregnancy(Pregnancy said, LocalDate birth, Sex sex, LocalDate today, Into into) {
        LocalDate asked = said.asked();
        if (Boolean.TRUE.equals(said.answer()) && asked != null) {
            LocalDate due = said.due();
            LocalDate end = due == null || due.isBefore(asked)
                    ? asked.plusDays(PREGNANCY_DAYS)
                    : due.plusDays(AFTER_DELIVERY_DAYS);
            if (!today.isAfter(end)) {
                into.holds(PREGNANT, false);
                return;
            }
        }
        boolean denied = Boolean.FALSE.equals(said.answer())
                && asked != null
                && !asked.isBefore(today.minusDays(PREGNANCY_ASKED_DAYS));
        if (!denied && Screening.mayBePregnant(birth, sex, today)) {
            into.unsure(List.of(PREGNANT), "not asked in the last " + PREGNANCY_ASKED_DAYS + " days");
        }
    }

    /** What follows from what happened after earlier doses. */
    void happened(List<Happened> all, Into into) {
        all.forEach(
                each -> effects.observations(each.kind(), each.cvx()).forEach(code -> into.holds(code, each.kept())));
    }

    /** The observations that allergies tell. */
    List<String> ofAllergies() {
        return codes.toldBy(ObservationCodes.Part.ALLERGIES);
    }

    /** Positive tests for immunity. */
    void immunity(List<JsonObject> serology, Map<String, History.Observed> observed) {
        for (JsonObject result : serology) {
            String loinc = Concept.code(result.object("code"), Coding.LOINC);
            if (!Set.of("final", "amended", "corrected").contains(Parts.text(result, "status"))
                    || !isPositive(result)) {
                continue;
            }
            codes.all().stream()
                    .filter(line -> line.labs().contains(loinc))
                    .forEach(line -> observed.putIfAbsent(
                            line.code(),
                            new History.Observed(HistoryReader.day(first10(Parts.text(result, "effectiveDateTime"))))));
        }
    }

    private static String first10(String text) {
        return text.length() > 10 ? text.substring(0, 10) : text;
    }

    private static boolean isPositive(JsonObject result) {
        String words = Parts.words(result.object("valueCodeableConcept"));
        String said = (words.isEmpty() ? Parts.text(result, "valueString") : words)
                .toLowerCase(Locale.ROOT)
                .strip();
        return POSITIVE.contains(said);
    }
}
