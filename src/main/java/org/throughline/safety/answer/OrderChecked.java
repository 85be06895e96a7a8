package org.throughline.safety.answer;

import java.util.List;
import org.throughline.safety.patient.Order;

/**
 * What all kinds of check answer on one order.
 *
 * @param answers one of each kind that concerns such an order, in the order of the kinds
 */
public record OrderChecked(Order order, List<Answer> answers) {
    public OrderChecked {
        answers = List.copyOf(answers);
    }

    /** All findings, the loudest first. */
    public List<Finding> findings() {
        return answers.stream()
                .flatMap(each -> each.findings().stream())
                .sorted()
                .toList();
    }

    /** All reasons why something was not checked. */
    public List<Reason> unchecked() {
        return answers.stream()
                .flatMap(each -> each.unchecked().stream())
                .sorted()
                .distinct()
                .toList();
    }
}
