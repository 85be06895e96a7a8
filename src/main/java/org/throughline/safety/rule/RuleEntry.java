package org.throughline.safety.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.terminology.imaging.Exam;

/**
 * A rule for those who look rules over: with what it is about and what of the patient it uses.
 *
 * @param about the drugs or tests, as the file names them: {@code atazanavir with onc-ppi}
 * @param uses which of the patient's data it reads
 */
public record RuleEntry(Rule rule, String about, Set<Use> uses) {
    /** What of a patient rules use. Race, ethnicity, language and what lives around them are used by none. */
    public enum Use {
        DRUGS("medications, ordered and taken"),
        ALLERGIES("allergies and intolerances"),
        PROBLEMS("problems"),
        DATE_OF_BIRTH("date of birth"),
        SEX("sex (administrative)"),
        WEIGHT("weight"),
        HEIGHT("height"),
        RESULTS("laboratory results"),
        PREGNANCY("pregnancy"),
        BREASTFEEDING("breastfeeding"),
        IMAGING("reports of imaging"),
        ORDERS("open orders of tests and imaging");

        private final String words;

        Use(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    public RuleEntry {
        uses = Set.copyOf(uses);
    }

    static RuleEntry of(AllergyRule rule) {
        Selector to = rule.to();
        Selector drugs = rule.drugs();
        String reacted = to != null ? to.text() : Objects.requireNonNullElse(rule.allergen(), "it");
        String given = drugs == null ? "the same substance" : drugs.text();
        return of(rule.rule(), given + " after a reaction to " + reacted, Use.ALLERGIES);
    }

    static RuleEntry of(InteractionRule rule) {
        return of(rule.rule(), rule.a().text() + " with " + rule.b().text());
    }

    static RuleEntry of(DuplicateRule rule) {
        return of(rule.rule(), rule.drugs().text());
    }

    static RuleEntry of(DoseLimit rule) {
        RuleEntry entry = of(rule.rule(), rule.drugs().text(), Use.DATE_OF_BIRTH);
        return rule.byWeight() ? entry.with(Use.WEIGHT) : entry;
    }

    static RuleEntry of(DrugRule rule) {
        return of(rule.rule(), rule.drugs().text());
    }

    static RuleEntry of(TestRule rule) {
        return rule.open()
                ? of(rule.rule(), "any test", Use.ORDERS)
                : of(
                        rule.rule(),
                        String.join(
                                "; ",
                                rule.tests().stream()
                                        .map(each -> "LOINC "
                                                + String.join(
                                                        ", ",
                                                        each.stream().sorted().toList()))
                                        .toList()),
                        Use.RESULTS);
    }

    static RuleEntry of(ImagingRule rule) {
        String by =
                rule.modalities().stream().map(Exam.Modality::words).sorted().collect(Collectors.joining(", "));
        String where = rule.parts().stream().sorted().collect(Collectors.joining(", "));
        return of(
                rule.rule(),
                (by.isEmpty() ? "any imaging" : by) + (where.isEmpty() ? "" : " of " + where),
                rule.open() ? Use.ORDERS : Use.IMAGING);
    }

    private static RuleEntry of(Rule rule, String about, Use... more) {
        Set<Use> uses = EnumSet.noneOf(Use.class);
        uses.addAll(List.of(more));
        if (rule.kind() != Kind.TEST && rule.kind() != Kind.IMAGING) {
            uses.add(Use.DRUGS);
        }
        Stream.concat(rule.when().stream(), rule.lower().stream())
                .flatMap(List::stream)
                .forEach(each -> uses.addAll(used(each)));
        return new RuleEntry(rule, about, uses);
    }

    private RuleEntry with(Use use) {
        Set<Use> all = EnumSet.copyOf(uses);
        all.add(use);
        return new RuleEntry(rule, about, all);
    }

    private static Set<Use> used(Term term) {
        return switch (term) {
            case Term.Dosage each -> Set.of(Use.DRUGS);
            case Term.RouteIs each -> Set.of(Use.DRUGS);
            case Term.Taking each -> Set.of(Use.DRUGS);
            case Term.Age each -> Set.of(Use.DATE_OF_BIRTH);
            case Term.Weight each -> Set.of(Use.WEIGHT);
            case Term.SexIs each -> Set.of(Use.SEX);
            case Term.Has each -> Set.of(Use.PROBLEMS);
            case Term.For each -> Set.of(Use.PROBLEMS);
            case Term.LastResult each -> Set.of(Use.RESULTS);
            case Term.Kidneys each -> Set.of(Use.RESULTS, Use.DATE_OF_BIRTH, Use.SEX, Use.WEIGHT, Use.HEIGHT);
            case Term.Pregnant each -> Set.of(Use.PREGNANCY, Use.SEX, Use.DATE_OF_BIRTH);
            case Term.Breastfeeding each -> Set.of(Use.BREASTFEEDING, Use.SEX, Use.DATE_OF_BIRTH);
            case Term.Not(Term not) -> used(not);
        };
    }
}
