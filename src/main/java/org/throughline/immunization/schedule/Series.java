package org.throughline.immunization.schedule;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.immunization.patient.Sex;

/**
 * One way to immunity against a disease (antigen series).
 *
 * @param sexes for whom it is; empty for all
 * @param equivalentGroups series groups of which a complete series makes this one needless
 * @param productPath true when the series is of one product
 * @param priority 'A' before 'B'
 * @param preference the smaller, the better
 */
public record Series(
        String name,
        String antigen,
        String vaccineGroup,
        Type type,
        Set<Sex> sexes,
        List<String> guidance,
        boolean isDefault,
        boolean productPath,
        String seriesGroup,
        Set<String> equivalentGroups,
        char priority,
        int preference,
        @Nullable Span minimumAgeToStart,
        @Nullable Span maximumAgeToStart,
        List<Indication> indications,
        List<SeriesDose> doses) {

    /**
     * The same with these words wherever one of the hidden observations is named; a series that is only for one of them is
     * named and explained by nothing else.
     */
    Series withoutNaming(Set<String> hidden, String words) {
        if (indications.stream().noneMatch(each -> hidden.contains(each.code()))) {
            return this;
        }
        return new Series(
                words,
                antigen,
                vaccineGroup,
                type,
                sexes,
                List.of(),
                isDefault,
                productPath,
                seriesGroup,
                equivalentGroups,
                priority,
                preference,
                minimumAgeToStart,
                maximumAgeToStart,
                indications.stream()
                        .map(each -> hidden.contains(each.code())
                                ? new Indication(each.code(), words, words, each.ages())
                                : each)
                        .toList(),
                doses);
    }

    /** For whom the series is. */
    public enum Type {
        STANDARD,
        RISK,
        EVALUATION_ONLY
    }

    /** An observation that makes a risk series needed, at such ages (table 5-4). */
    public record Indication(String code, String title, String text, AgeRange ages) {}
}
