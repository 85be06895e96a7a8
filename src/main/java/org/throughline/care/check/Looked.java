package org.throughline.care.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.safety.answer.Answer;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.rule.FileState;

/**
 * What the checks say of orders for a patient, with what was answered before.
 *
 * @param orders in the order in which they were asked about
 * @param earlier by their keys, the answers that still hold for whoever asks
 * @param unwell the files of knowledge that are missing, altered, broken or past their date
 */
public record Looked(List<Order> orders, Map<String, Earlier> earlier, List<FileState> unwell) {
    public Looked {
        orders = List.copyOf(orders);
        earlier = Map.copyOf(earlier);
        unwell = List.copyOf(unwell);
    }

    /**
     * What is said of one order.
     *
     * @param answers of each kind of check that concerns it; none for a referral
     */
    public record Order(List<Answer> answers) {
        public Order {
            answers = List.copyOf(answers);
        }

        /** All findings, the loudest first; what is said of several entries of the same drug is there once. */
        public List<Finding> findings() {
            Set<String> said = new HashSet<>();
            return answers.stream()
                    .flatMap(each -> each.findings().stream())
                    .sorted()
                    .filter(each -> said.add(each.kept() ? FindingKey.of(each) : each.rule() + "\n" + each.what()))
                    .toList();
        }

        /** Why something was not checked, each once. */
        public List<Reason> unchecked() {
            return answers.stream()
                    .flatMap(each -> each.unchecked().stream())
                    .sorted()
                    .distinct()
                    .toList();
        }
    }

    /** Whether a finding must be answered before it is signed: it interrupts, and nobody has answered the same before. */
    public boolean mustBeAnswered(Finding finding) {
        return finding.interrupts() && !earlier.containsKey(key(finding));
    }

    /** By what a finding is known when it is answered: 32 hexadecimal digits. */
    public String key(Finding finding) {
        return FindingKey.of(finding);
    }
}
