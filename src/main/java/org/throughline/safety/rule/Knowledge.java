package org.throughline.safety.rule;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that the checks know, with the state of each file it was read from. Immutable; read it once and pass it on.
 *
 * <p>Reading never fails: what is wrong with a file is its state, and the checks that need it say that they did not check.
 */
public final class Knowledge {
    private final List<FileState> files;
    private final Map<String, Substance> substances;
    private final Map<String, ConditionGroup> conditions;
    private final Map<String, Lab> labs;
    private final List<InteractionRule> interactions;

    private final List<Allergen> allergens;
    private final List<AllergyRule> allergies;
    private final List<DuplicateRule> duplicates;
    private final List<DoseLimit> doses;
    private final List<TestRule> tests;
    private final List<ImagingRule> imaging;
    private final Map<Kind, List<DrugRule>> drugRules;

    Knowledge(KnowledgeReader read) {
        this.files = read.states();
        this.substances = read.substances();
        this.conditions = read.conditions();
        this.labs = read.labs();
        this.interactions = read.interactions();
        this.allergens = read.allergens();
        this.allergies = read.allergies();
        this.duplicates = read.duplicates();
        this.doses = read.doses();
        this.tests = read.tests();
        this.imaging = read.imaging();
        this.drugRules = read.drugRules();
    }

    private Knowledge(Knowledge own, List<InteractionRule> interactions) {
        this.files = own.files;
        this.substances = own.substances;
        this.conditions = own.conditions;
        this.labs = own.labs;
        this.interactions = interactions;
        this.allergens = own.allergens;
        this.allergies = own.allergies;
        this.duplicates = own.duplicates;
        this.doses = own.doses;
        this.tests = own.tests;
        this.imaging = own.imaging;
        this.drugRules = own.drugRules;
    }

    /** Ours with the interactions of a larger knowledge base beside. */
    public Knowledge with(KnowledgeBase other) {
        return new Knowledge(
                this,
                Stream.concat(interactions.stream(), other.interactions().stream())
                        .toList());
    }

    /** What comes with the product. */
    public static Knowledge shipped() {
        return Shipped.ALL;
    }

    /** Read once; it never changes. */
    private static final class Shipped {
        private static final Knowledge ALL = read(FileSource.shipped());
    }

    /** What files say. */
    public static Knowledge read(FileSource source) {
        return new Knowledge(new KnowledgeReader(source));
    }

    /** The state of every file. */
    public List<FileState> files() {
        return files;
    }

    /** The files that a kind of check needs and that are not well on a day. */
    public List<FileState> unwell(Kind kind, LocalDate today) {
        return files.stream()
                .filter(each -> each.file().kinds().contains(kind))
                .filter(each -> each.on(today) != FileState.State.OK)
                .toList();
    }

    /** Whether every file is well on a day. */
    public boolean well(LocalDate today) {
        return files.stream().allMatch(each -> each.on(today) == FileState.State.OK);
    }

    /** A substance that the rules know, by RxNorm's code of the ingredient. */
    public Optional<Substance> substance(String rxcui) {
        return Optional.ofNullable(substances.get(rxcui));
    }

    /** Groups of conditions by their ids. */
    public Map<String, ConditionGroup> conditions() {
        return conditions;
    }

    /** Tests whose results rules read, by their ids. */
    public Map<String, Lab> labs() {
        return labs;
    }

    /** Rules of interactions. */
    public List<InteractionRule> interactions() {
        return interactions;
    }

    /** What entries of the list of allergies may name that is not one drug. */
    public List<Allergen> allergens() {
        return allergens;
    }

    /** Rules of allergies and intolerances. */
    public List<AllergyRule> allergies() {
        return allergies;
    }

    /** Rules of duplicates. */
    public List<DuplicateRule> duplicates() {
        return duplicates;
    }

    /** Limits of doses. */
    public List<DoseLimit> doses() {
        return doses;
    }

    /** Rules of repeated tests. */
    public List<TestRule> tests() {
        return tests;
    }

    /** Rules of repeated imaging. */
    public List<ImagingRule> imaging() {
        return imaging;
    }

    /** Within how many days a rule says that a test or examination is not repeated; 0 for another rule. */
    public int interval(String rule) {
        return Stream.concat(
                        tests.stream()
                                .filter(each -> each.rule().id().equals(rule))
                                .map(TestRule::days),
                        imaging.stream()
                                .filter(each -> each.rule().id().equals(rule))
                                .map(ImagingRule::days))
                .findFirst()
                .orElse(0);
    }

    /** All rules, in the order of their kinds. */
    public List<RuleEntry> rules() {
        return Stream.of(
                        allergies.stream().map(RuleEntry::of),
                        interactions.stream().map(RuleEntry::of),
                        duplicates.stream().map(RuleEntry::of),
                        doses.stream().map(RuleEntry::of),
                        drugRules.values().stream().flatMap(List::stream).map(RuleEntry::of),
                        tests.stream().map(RuleEntry::of),
                        imaging.stream().map(RuleEntry::of))
                .flatMap(each -> each)
                .sorted(Comparator.comparing(each -> each.rule().kind()))
                .toList();
    }

    /** LOINC codes of tests, with those that count as the same test when it is asked whether one was done. */
    public Set<String> sameTests(Set<String> loincs) {
        Set<String> same = new HashSet<>(loincs);
        for (TestRule each : tests) {
            same.addAll(each.same(loincs));
        }
        return same;
    }

    /** Rules of one drug and how the patient is or how it is dosed, by kind. */
    public List<DrugRule> drugRules(Kind kind) {
        return drugRules.getOrDefault(kind, List.of());
    }
}
