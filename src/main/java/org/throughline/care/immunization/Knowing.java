package org.throughline.care.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.throughline.care.check.Checks;
import org.throughline.care.check.Kept;
import org.throughline.care.check.Lookup;
import org.throughline.fhir.json.JsonObject;
import org.throughline.safety.patient.Gap;
import org.throughline.safety.patient.Part;
import org.throughline.safety.patient.Snapshot;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vaccine.AfterEffects;
import org.throughline.terminology.vaccine.ObservationCodes;

/** Reads all that the schedule must know of a patient, within an open transaction or without. */
public final class Knowing {
    private static final String MOST = "1000";

    private final Checks checks;
    private final HistoryReader reader;
    private final AfterEffects effects;
    private final List<String> tests;
    private final String serology;

    /**
     * Knows by these.
     *
     * @param above a SNOMED CT code and all above it in the hierarchy; empty when that is not known
     */
    public Knowing(Checks checks, Catalogues catalogues, Function<String, Set<String>> above) {
        ObservationCodes codes = ObservationCodes.shipped();
        this.checks = checks;
        this.effects = AfterEffects.shipped();
        this.reader = new HistoryReader(
                new ConditionsRead(codes, catalogues.problems(), catalogues.allergens(), above, effects));
        this.tests = codes.labs();
        this.serology = String.join(
                ",", tests.stream().map(each -> Coding.LOINC + "|" + each).toList());
    }

    /**
     * What is known.
     *
     * @param told what the record tells
     * @param screening what was answered today, of what is stored and what is added
     * @param unaffected what clinicians said of problems
     * @param snapshot all that is known besides
     */
    record Known(Told told, Screening screening, List<Unaffected> unaffected, Snapshot snapshot) {
        Known {
            unaffected = List.copyOf(unaffected);
        }
    }

    /** The LOINC codes of the tests for immunity. */
    List<String> tests() {
        return tests;
    }

    Checks checks() {
        return checks;
    }

    /**
     * Reads it.
     *
     * @param unseen what is kept from whoever asks: it counts when the patient agreed, and is not named
     * @param besides what is told of as if it were
     * @param added what is answered and not stored yet
     */
    Known read(Lookup lookup, String patient, LocalDate today, Kept unseen, Kept besides, List<Screening> added) {
        String of = "Patient/" + patient;
        Checks.Known known = checks.known(lookup, patient, unseen, besides);
        Snapshot snapshot = known.snapshot();
        UnaryOperator<List<JsonObject>> used = all -> known.refused() ? but(unseen, all) : all;
        Lookup.Found doses = lookup.find("Immunization", "patient", of, "_count", MOST);
        List<JsonObject> tests = lookup.find("Observation", "patient", of, "combo-code", serology, "_count", MOST)
                .matches();
        List<Screening> answered = new ArrayList<>(lookup
                .find(
                        "QuestionnaireResponse",
                        "patient",
                        of,
                        "questionnaire",
                        Screening.QUESTIONNAIRE,
                        "authored",
                        "ge" + today.minusDays(1),
                        "_sort",
                        "authored",
                        "_count",
                        MOST)
                .matches()
                .stream()
                .flatMap(each -> Screening.read(each, today).stream())
                .toList());
        answered.addAll(added);
        Screening screening = Screening.merged(answered, today);
        JsonObject person = lookup.find("Patient", "_id", patient).matches().stream()
                .findFirst()
                .orElse(JsonObject.EMPTY);
        List<Unaffected> unaffected = lookup
                .find("Observation", "patient", of, "code", Unaffected.SYSTEM + "|" + Unaffected.CODE, "_count", MOST)
                .matches()
                .stream()
                .flatMap(each -> Unaffected.read(each).stream())
                .toList();
        Told told = reader.read(
                person,
                doses.whole() ? snapshot : incomplete(snapshot),
                used.apply(doses.matches()),
                tests,
                unaffected,
                happened(lookup, of, doses.matches(), unseen, known.refused()),
                screening);
        return new Known(told, screening, unaffected, snapshot);
    }

    private List<Happened> happened(
            Lookup lookup, String patient, List<JsonObject> immunizations, Kept unseen, boolean refused) {
        List<JsonObject> all = lookup.find("AdverseEvent", "subject", patient, "_count", MOST).matches().stream()
                .filter(each -> !HappenedResource.isInError(each))
                .toList();
        if (all.isEmpty()) {
            return List.of();
        }
        Set<String> hidden = unseen.among(all);
        List<Dose> doses = immunizations.stream()
                .map(DoseReader::read)
                .filter(each -> each.state() == Dose.State.GIVEN)
                .toList();
        return all.stream()
                .map(each -> HappenedResource.read(each, doses, effects, hidden.contains(Kept.reference(each))))
                .filter(each -> !(refused && each.kept()))
                .toList();
    }

    /** What may happen after a vaccine. */
    AfterEffects effects() {
        return effects;
    }

    /** What is told of somebody of whom nothing is known but immunizations. */
    Told told(JsonObject patient, Snapshot snapshot, List<JsonObject> immunizations) {
        Screening none = new Screening(Map.of(), snapshot.today());
        return reader.read(patient, snapshot, immunizations, List.of(), List.of(), List.of(), none);
    }

    private static List<JsonObject> but(Kept unseen, List<JsonObject> all) {
        Set<String> hidden = unseen.among(all);
        return all.stream()
                .filter(each -> !hidden.contains(Kept.reference(each)))
                .toList();
    }

    /** With more doses than are read, nothing can be said of live vaccines. */
    private static Snapshot incomplete(Snapshot snapshot) {
        List<Gap> gaps = Stream.concat(
                        snapshot.gaps().stream(),
                        Stream.of(new Gap(Part.CONDITIONS, "the list of immunizations is too long to be read wholly")))
                .toList();
        return new Snapshot(
                snapshot.today(),
                snapshot.born(),
                snapshot.sex(),
                snapshot.pregnancy(),
                snapshot.breastfeeding(),
                snapshot.allergies(),
                snapshot.conditions(),
                snapshot.drugs(),
                snapshot.results(),
                snapshot.open(),
                snapshot.imaged(),
                snapshot.toImage(),
                gaps);
    }
}
