package org.throughline.care.taking;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.care.medication.DrugReader;
import org.throughline.care.same.LabelledSets;
import org.throughline.care.same.Measured;
import org.throughline.care.same.SaidDrug;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.sig.SigReader;

/** Medications of two records that are the same are found, and no others, on a set that was written before the matcher. */
class SameDrugsTest {
    private static final KnownReader READER =
            new KnownReader(new DrugReader(Drugs.shipped()), new SigReader(), LocalDate.parse("2026-11-26"));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void medications(boolean odd) {
        Measured.of(
                        LabelledSets.read("medications.tsv"),
                        odd,
                        pair -> said(pair.columns().subList(1, 4))
                                .same(said(pair.columns().subList(4, 7))))
                .holds();
    }

    @Test
    void laterMedications() {
        Measured.of(
                        LabelledSets.read("medications-later.tsv"),
                        pair -> said(pair.columns().subList(1, 4))
                                .same(said(pair.columns().subList(4, 7))))
                .holds();
    }

    private static SaidDrug said(List<String> columns) {
        return READER.read(LabelledSets.drug(columns.get(0), columns.get(1), columns.get(2)), Map.of())
                .orElseThrow()
                .said();
    }
}
