package org.throughline.care.immunization;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.same.Difference;
import org.throughline.care.same.SaidDose;
import org.throughline.fhir.json.JsonObject;
import org.throughline.immunization.patient.History;
import org.throughline.immunization.patient.Sex;
import org.throughline.immunization.patient.Shot;
import org.throughline.record.Copy;
import org.throughline.safety.patient.Snapshot;
import org.throughline.terminology.vaccine.Vaccines;

/**
 * Puts the record into the words of the immunization schedule. Nothing is made certain on the way: what was refused or
 * entered in error is no dose, a dose whose day is not known does not count, and where something cannot be understood that
 * might forbid a vaccine, that is said to be not evaluated. Pure.
 */
final class HistoryReader {
    private static final Vaccines VACCINES = Vaccines.shipped();

    private final ConditionsRead conditions;

    HistoryReader(ConditionsRead conditions) {
        this.conditions = conditions;
    }

    /**
     * What the record tells.
     *
     * @param patient the Patient
     * @param immunizations all of them
     * @param serology results of the tests that tell of immunity
     * @param unaffected what clinicians said of problems
     * @param happened what happened after earlier doses
     * @param screening what was answered today
     */
    Told read(
            JsonObject patient,
            Snapshot snapshot,
            List<JsonObject> immunizations,
            List<JsonObject> serology,
            List<Unaffected> unaffected,
            List<Happened> happened,
            Screening screening) {
        LocalDate today = snapshot.today();
        LocalDate birth = day(Parts.text(patient, "birthDate"));
        List<Uncounted> uncounted = new ArrayList<>();
        if (birth == null || birth.isAfter(today)) {
            return new Told(
                    null,
                    birth == null
                            ? "The birth date is not known to the day: nothing can be forecast."
                            : "The birth date is in the future: nothing can be forecast.",
                    List.of(),
                    Set.of(),
                    List.of(),
                    happened);
        }
        List<Shot> shots = shots(immunizations, birth, today, uncounted);
        Sex sex = sex(snapshot);
        ConditionsRead.Into into = new ConditionsRead.Into();
        conditions.read(snapshot, birth, sex, unaffected, into);
        conditions.happened(happened, into);
        conditions.immunity(serology, into.observed());
        apply(screening, into.observed(), into.unsure());
        into.unsure().putAll(into.doubts());
        History history = new History(birth, sex, null, shots, into.observed(), into.unsure());
        return new Told(history, "", uncounted, into.hidden(), into.open(), happened);
    }

    /**
     * A dose that counts.
     *
     * @param as whose entry stands for it
     * @param exact the entry that tells best which vaccine it was
     */
    private record Counted(Dose as, Dose exact, LocalDate day, SaidDose said) {
        boolean isOf(Dose dose, LocalDate on, SaidDose other) {
            return day.equals(on)
                    && (exact.cvx().equals(dose.cvx())
                            || !said.differences(other).contains(Difference.ITEM));
        }

        Counted and(Dose dose, SaidDose other) {
            return other.namesProduct() && !said.namesProduct() ? new Counted(as, dose, day, other) : this;
        }
    }

    /** What is told twice, by one organization or by several and perhaps under different codes, counts once: as ours. */
    private static List<Shot> shots(
            List<JsonObject> immunizations, LocalDate birth, LocalDate today, List<Uncounted> uncounted) {
        List<Counted> counted = new ArrayList<>();
        for (JsonObject resource : oursFirst(immunizations)) {
            Dose dose = DoseReader.read(resource);
            if (dose.state() != Dose.State.GIVEN) {
                continue;
            }
            Optional<LocalDate> day = dose.day();
            String why = whyNot(dose, day, birth, today);
            if (!why.isEmpty()) {
                uncounted.add(new Uncounted(dose, why, ""));
                continue;
            }
            SaidDose said = SaidDose.of(resource, VACCINES);
            Optional<Counted> same = counted.stream()
                    .filter(each -> each.isOf(dose, day.orElseThrow(), said))
                    .findFirst();
            if (same.isPresent()) {
                counted.replaceAll(each -> each.equals(same.get()) ? each.and(dose, said) : each);
                uncounted.add(new Uncounted(
                        dose, "It is recorded twice.", same.get().as().id()));
            } else {
                counted.add(new Counted(dose, dose, day.orElseThrow(), said));
            }
        }
        return counted.stream().map(HistoryReader::shot).toList();
    }

    private static List<JsonObject> oursFirst(List<JsonObject> immunizations) {
        return immunizations.stream()
                .sorted(Comparator.comparing(each -> Copy.holder(each).isPresent()))
                .toList();
    }

    private static String whyNot(Dose dose, Optional<LocalDate> day, LocalDate birth, LocalDate today) {
        if (day.isEmpty()) {
            return "Its day is not known.";
        }
        if (dose.cvx().isEmpty()) {
            return "It has no CVX code: which vaccine it was is not certain.";
        }
        if (day.get().isAfter(today)) {
            return "Its day is in the future.";
        }
        return day.get().isBefore(birth) ? "Its day is before the birth." : "";
    }

    /** An expiry that is told by the month is the month's last day, as it is printed on vials. */
    private static Shot shot(Counted counted) {
        Dose dose = counted.exact();
        String substandard = counted.as().substandard().isEmpty()
                ? dose.substandard()
                : counted.as().substandard();
        return new Shot(
                "Immunization/" + counted.as().id(),
                counted.day(),
                dose.cvx(),
                dose.mvx().isEmpty() ? null : dose.mvx(),
                expiry(dose.expiry()),
                substandard.isEmpty() ? null : substandard);
    }

    static @Nullable LocalDate expiry(String text) {
        try {
            return text.length() == 7 ? java.time.YearMonth.parse(text).atEndOfMonth() : day(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A day that is told as one; null for anything less. */
    static @Nullable LocalDate day(String text) {
        try {
            return text.length() == 10 ? LocalDate.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static Sex sex(Snapshot snapshot) {
        return switch (snapshot.sex()) {
            case FEMALE -> Sex.FEMALE;
            case MALE -> Sex.MALE;
            case null -> Sex.UNKNOWN;
        };
    }

    /** What was answered today goes before what the record does not say, never before what it says. */
    private void apply(Screening screening, Map<String, History.Observed> observed, Map<String, String> unsure) {
        screening.answers().forEach((question, answer) -> {
            if (answer == Screening.Answer.NO) {
                question.codes().forEach(unsure::remove);
                if (question == Screening.Question.ALLERGY) {
                    conditions.ofAllergies().forEach(unsure::remove);
                }
            }
        });
        screening.answers().forEach((question, answer) -> {
            if (answer == Screening.Answer.YES && question.effect() == Screening.Effect.HOLDS) {
                question.codes().forEach(code -> observed.put(code, new History.Observed(screening.on())));
            } else if (answer != Screening.Answer.NO) {
                String why = (answer == Screening.Answer.YES ? "answered yes today: " : "not known today: ")
                        + question.words();
                question.codes().forEach(code -> unsure.put(code, why));
            }
        });
    }
}
