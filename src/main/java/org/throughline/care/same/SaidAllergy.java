package org.throughline.care.same;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.drug.Meant;

/**
 * What an AllergyIntolerance says. A class of substances is another than one of them: whoever is allergic to amoxicillin is
 * not by that allergic to all penicillins.
 *
 * @param item the substance
 * @param none whether it says that none are known
 * @param type {@code allergy} or {@code intolerance}
 * @param reactions what it does
 * @param severity the worst that was seen; empty when that is not told
 * @param danger how dangerous it can be; empty when that is not told
 */
public record SaidAllergy(
        String item, boolean none, String type, Set<String> reactions, String severity, String danger, String state)
        implements Said<SaidAllergy> {
    /** SNOMED CT: no known allergy, no known drug allergy, no known food allergy, no known environmental allergy. */
    private static final Set<String> NONE_KNOWN = Set.of("716186003", "409137002", "429625007", "428607008");

    private static final List<String> SEVERITIES = List.of("severe", "moderate", "mild");

    public SaidAllergy {
        reactions = Set.copyOf(reactions);
    }

    /** Reads one. */
    public static SaidAllergy of(JsonObject allergy, Catalogues catalogues, Drugs drugs) {
        Concept substance = Concept.of(allergy.object("code"));
        Optional<String> none = substance.codings().stream()
                .map(Coding::code)
                .filter(NONE_KNOWN::contains)
                .findFirst();
        String type = Parts.text(allergy, "type");
        String danger = Parts.text(allergy, "criticality");
        return new SaidAllergy(
                none.orElseGet(() -> item(substance, catalogues, drugs)),
                none.isPresent(),
                none.isPresent() ? "" : type.isEmpty() ? "allergy" : type,
                reactions(allergy, catalogues),
                severity(allergy),
                danger.equals("unable-to-assess") ? "" : danger,
                state(allergy));
    }

    /** The entry of the catalogue, else the ingredients of the drug, else the code, else the words. */
    private static String item(Concept substance, Catalogues catalogues, Drugs drugs) {
        Optional<String> coded = substance.codings().stream()
                .flatMap(each -> coded(each, catalogues, drugs).stream())
                .findFirst();
        return coded.or(() -> Meaning.words(substance)
                        .flatMap(each -> called(each, catalogues, drugs).stream())
                        .findFirst())
                .or(() -> substance.codings().stream()
                        .map(each -> each.system() + "|" + each.code())
                        .findFirst())
                .orElseGet(() -> Meaning.folded(substance.text()));
    }

    private static Optional<String> coded(Coding coding, Catalogues catalogues, Drugs drugs) {
        List<Entry> entries = catalogues.allergens().coded(coding.system(), coding.code());
        return entries.size() == 1
                ? Optional.of(name(entries.getFirst(), drugs))
                : coding.system().equals(Coding.RXNORM)
                        ? drugs.meaning(coding.code()).map(SaidAllergy::ingredients)
                        : Optional.empty();
    }

    private static Optional<String> called(String words, Catalogues catalogues, Drugs drugs) {
        return catalogues
                .allergens()
                .called(words)
                .map(entry -> name(entry, drugs))
                .or(() -> drugs.named(words).map(SaidAllergy::ingredients));
    }

    private static String name(Entry entry, Drugs drugs) {
        return entry.coding(Coding.RXNORM)
                .flatMap(each -> drugs.meaning(each.code()))
                .or(() -> entry.coding(Coding.RXNORM).flatMap(each -> drugs.named(each.display())))
                .map(SaidAllergy::ingredients)
                .orElse(entry.name());
    }

    private static String ingredients(Meant meant) {
        return meant.ingredients().stream()
                .map(Ingredient::rxcui)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    private static Set<String> reactions(JsonObject allergy, Catalogues catalogues) {
        return allergy.objects("reaction").stream()
                .flatMap(each -> each.objects("manifestation").stream())
                .map(Concept::of)
                .map(each -> Meaning.of(each, catalogues.reactions())
                        .map(Entry::name)
                        .orElseGet(() -> Meaning.folded(each.text())))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String severity(JsonObject allergy) {
        Set<String> told = allergy.objects("reaction").stream()
                .map(each -> Parts.text(each, "severity"))
                .collect(Collectors.toSet());
        return SEVERITIES.stream().filter(told::contains).findFirst().orElse("");
    }

    private static String state(JsonObject allergy) {
        String certainty = code(allergy.object("verificationStatus"));
        String clinical = code(allergy.object("clinicalStatus"));
        return certainty.equals("refuted") || certainty.equals("entered-in-error")
                ? certainty
                : clinical.isEmpty() ? "active" : clinical;
    }

    private static String code(@Nullable JsonObject concept) {
        return concept == null
                ? ""
                : concept.objects("coding").stream()
                        .map(each -> Parts.text(each, "code"))
                        .findFirst()
                        .orElse(Parts.text(concept, "text").toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean holds() {
        return state.equals("active");
    }

    @Override
    public boolean mayBeOne(SaidAllergy other) {
        return item.equals(other.item);
    }

    /** Whether one says that none are known and the other names one: never chosen between. */
    public boolean conflicts(SaidAllergy other) {
        return holds() && other.holds() && none != other.none;
    }

    @Override
    public Set<Difference> differences(SaidAllergy other) {
        if (!item.equals(other.item)) {
            return EnumSet.of(Difference.ITEM);
        }
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        if (!type.equals(other.type)) {
            differences.add(Difference.TYPE);
        }
        if (!reactions.equals(other.reactions)) {
            differences.add(Difference.REACTION);
        }
        if (!severity.equals(other.severity)) {
            differences.add(Difference.SEVERITY);
        }
        if (!danger.equals(other.danger)) {
            differences.add(Difference.DANGER);
        }
        if (!state.equals(other.state)) {
            differences.add(Difference.STATE);
        }
        return differences;
    }
}
