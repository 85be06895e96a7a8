package org.throughline.care.same;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.vaccine.Vaccines;

/** Entries of two records that say the same are found, and no others, on sets that were written before the matcher. */
class SameTest {
    private static final Catalogues CATALOGUES = Catalogues.shipped();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allergies(boolean odd) {
        Measured.of(LabelledSets.read("allergies.tsv"), odd, pair -> {
                    SaidAllergy one = allergy(pair.columns().subList(1, 3));
                    SaidAllergy other = allergy(pair.columns().subList(3, 5));
                    if (pair.is().equals("conflict") != one.conflicts(other)
                            && !pair.is().equals("substance")) {
                        throw new AssertionError(pair.toString());
                    }
                    return one.same(other);
                })
                .holds();
    }

    private static SaidAllergy allergy(List<String> columns) {
        return SaidAllergy.of(LabelledSets.allergy(columns.get(0), columns.get(1)), CATALOGUES, Drugs.shipped());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void problems(boolean odd) {
        Measured.of(
                        LabelledSets.read("problems.tsv"),
                        odd,
                        pair -> problem(pair.columns().subList(1, 3))
                                .same(problem(pair.columns().subList(3, 5))))
                .holds();
    }

    @Test
    void laterProblems() {
        Measured.of(
                        LabelledSets.read("problems-later.tsv"),
                        pair -> problem(pair.columns().subList(1, 3))
                                .same(problem(pair.columns().subList(3, 5))))
                .holds();
    }

    private static SaidProblem problem(List<String> columns) {
        return SaidProblem.of(LabelledSets.problem(columns.get(0), columns.get(1)), CATALOGUES.problems());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void immunizations(boolean odd) {
        Measured.of(
                        LabelledSets.read("immunizations.tsv"),
                        odd,
                        pair -> dose(pair.columns().subList(1, 3))
                                .same(dose(pair.columns().subList(3, 5))))
                .holds();
    }

    private static SaidDose dose(List<String> columns) {
        return SaidDose.of(LabelledSets.dose(columns.get(0), columns.get(1)), Vaccines.shipped());
    }
}
