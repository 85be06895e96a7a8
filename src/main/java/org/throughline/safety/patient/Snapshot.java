package org.throughline.safety.patient;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a patient at the moment of a check.
 *
 * @param today the patient's day
 * @param born null when not known
 * @param sex null when not known
 * @param pregnancy as last said
 * @param breastfeeding null when nobody asked
 * @param allergies all entries, also those that are no longer active
 * @param conditions all problems, also resolved ones
 * @param drugs what is taken, and what was stopped in the last year
 * @param results of the last two years, in any order; weight and height among them
 * @param open tests that are ordered and not done
 * @param imaged imaging of the last two years; looked for when imaging is ordered
 * @param toImage imaging that is ordered and not done
 * @param gaps what of this is not whole
 */
public record Snapshot(
        LocalDate today,
        @Nullable LocalDate born,
        @Nullable Sex sex,
        Pregnancy pregnancy,
        @Nullable Boolean breastfeeding,
        List<Allergy> allergies,
        List<Condition> conditions,
        List<Taken> drugs,
        List<Result> results,
        List<TestOrder> open,
        List<Imaged> imaged,
        List<ImagingOrder> toImage,
        List<Gap> gaps) {
    public Snapshot {
        allergies = List.copyOf(allergies);
        conditions = List.copyOf(conditions);
        drugs = List.copyOf(drugs);
        results = List.copyOf(results);
        open = List.copyOf(open);
        imaged = List.copyOf(imaged);
        toImage = List.copyOf(toImage);
        gaps = List.copyOf(gaps);
    }

    /** The age in completed years; empty without a date of birth. */
    public Optional<Integer> years() {
        return Optional.ofNullable(born).map(date -> Period.between(date, today).getYears());
    }

    /** The age in completed months; empty without a date of birth. */
    public Optional<Integer> months() {
        return Optional.ofNullable(born)
                .map(date -> (int) Period.between(date, today).toTotalMonths());
    }

    /** What is not whole of a part. */
    public List<Gap> gaps(Part part) {
        return gaps.stream().filter(each -> each.part() == part).toList();
    }
}
