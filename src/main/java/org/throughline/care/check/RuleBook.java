package org.throughline.care.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.throughline.database.OpenTransaction;
import org.throughline.safety.answer.Finding;

/** What is kept about the rules of the checks beside the record: which are switched off, and how often each speaks. */
public interface RuleBook {
    /**
     * The ids of the rules that are switched off for whoever signs.
     *
     * @param by a reference to them; empty for those that the practice has switched off for all
     */
    Set<String> off(String by);

    /** Is told what somebody was shown while they order; the same may be told again and again. */
    void shown(Collection<Spoken> spoken);

    /** Is told with what orders came into force, in the transaction in which they did. */
    void signed(OpenTransaction transaction, Collection<Spoken> spoken);

    /** Is told that somebody elsewhere went on in spite of findings that they were shown. */
    void overridden(Collection<byte[]> findings);

    /**
     * A finding.
     *
     * @param finding 16 bytes, the same for the same patient, whoever signs and key; it tells none of them
     * @param rule the id of the rule
     * @param version of its file
     * @param interrupts whether it had to be answered
     */
    record Spoken(byte[] finding, String rule, String version, boolean interrupts) {}

    /** One in which nothing is switched off and nothing is counted. */
    static RuleBook none() {
        return new RuleBook() {
            @Override
            public Set<String> off(String by) {
                return Set.of();
            }

            @Override
            public void shown(Collection<Spoken> spoken) {}

            @Override
            public void signed(OpenTransaction transaction, Collection<Spoken> spoken) {}

            @Override
            public void overridden(Collection<byte[]> findings) {}
        };
    }

    /** By what a finding is counted: 16 bytes. */
    static byte[] id(String patient, String by, Finding finding) {
        return Arrays.copyOf(FindingKey.digest(patient, by, FindingKey.of(finding)), 16);
    }

    /** What was found of orders for a patient, as it is counted. */
    static List<Spoken> spoken(Looked looked, String patient, String by) {
        return looked.orders().stream()
                .flatMap(order -> order.findings().stream())
                .map(each -> new Spoken(
                        id(patient, by, each), each.rule(), each.version().version(), looked.mustBeAnswered(each)))
                .toList();
    }
}
