package org.throughline.safety.answer;

import java.util.Comparator;
import java.util.List;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.RuleVersion;
import org.throughline.safety.rule.Severity;
import org.throughline.safety.rule.Source;
import org.throughline.safety.rule.Switch;

/**
 * What a rule found.
 *
 * @param rule the rule's id
 * @param version the file it is in
 * @param lowered whether context lowered it: the severity is then less than the rule's own
 * @param what in a line: {@code simvastatin with clarithromycin: muscle breakdown}
 * @param mechanism why
 * @param whatToDo in the imperative
 * @param drugs names of the ordered and other drugs concerned, in the order of the alphabet
 * @param about ids of the orders, and of the patient's drugs, allergies, conditions that it is about, sorted
 * @param kept whether something that the patient keeps private is in it: see {@link #masked()}
 * @param facts what it rests on, in a form that is equal as long as nothing relevant has changed: drugs with way in and
 *     dose, results, weight, problems and pregnancy that any rule of the drugs asks for. With the rule, its version and the
 *     severity it is the key by which an answered finding stays quiet
 */
public record Finding(
        String rule,
        RuleVersion version,
        Kind kind,
        Severity severity,
        boolean lowered,
        Switch switchable,
        String what,
        String mechanism,
        String whatToDo,
        Source source,
        List<String> drugs,
        List<String> about,
        boolean kept,
        List<String> facts)
        implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::kind)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::what)
            .thenComparing(each -> String.join(" ", each.facts))
            .thenComparing(each -> String.join(" ", each.about));

    private static final Source PRIVATE = new Source("not shown: it would tell what is kept private", "");

    public Finding {
        drugs = List.copyOf(drugs);
        about = List.copyOf(about);
        facts = List.copyOf(facts);
    }

    /** Of what is ordered twice: a fact that tells it from what was done already. */
    public static final String BOTH_ORDERED = "both";

    /** Whether it is about a test or an examination that was done so lately that it is asked why it is done again. */
    public boolean repeats() {
        return (kind == Kind.TEST || kind == Kind.IMAGING)
                && severity == Severity.CAUTION
                && !facts.contains(BOTH_ORDERED);
    }

    /** Whether it interrupts. */
    public boolean interrupts() {
        return severity == Severity.DANGER;
    }

    /** The same, known to be about something that is kept private. */
    public Finding asKept() {
        return new Finding(
                rule,
                version,
                kind,
                severity,
                lowered,
                switchable,
                what,
                mechanism,
                whatToDo,
                source,
                drugs,
                about,
                true,
                facts);
    }

    /**
     * The same for somebody who may not see what is kept private: severity and what to do, and nothing that tells the
     * drug, the condition or where they come from.
     */
    public Finding masked() {
        if (!kept) {
            return this;
        }
        return new Finding(
                "private",
                version,
                kind,
                severity,
                lowered,
                switchable,
                "Something that the patient keeps private speaks against this order",
                "Not shown.",
                severity == Severity.DANGER
                        ? "Do not give it before you have looked: choose something else, ask the patient, or open what is private in an emergency."
                        : "Ask the patient what else they take or have, and watch for effects that you do not expect.",
                PRIVATE,
                List.of(),
                List.of(),
                true,
                List.of());
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
