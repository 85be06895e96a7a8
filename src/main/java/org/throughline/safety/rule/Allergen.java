package org.throughline.safety.rule;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.Coding;

/**
 * What an entry of the list of allergies may name that is not one drug: a class of drugs, or something that is no drug.
 *
 * @param names exact names in small letters
 * @param snomed codes of SNOMED CT
 * @param drugs the substances of the class; null for what is no drug
 */
public record Allergen(
        String id,
        List<String> names,
        Set<String> snomed,
        @Nullable Selector drugs) {
    public Allergen {
        names = List.copyOf(names);
        snomed = Set.copyOf(snomed);
    }

    /** Whether a code or a name means it. */
    public boolean is(List<Coding> codes, String name) {
        return codes.stream().anyMatch(each -> each.system().equals(Coding.SNOMED) && snomed.contains(each.code()))
                || names.contains(name.strip().toLowerCase(Locale.ROOT));
    }
}
