package org.throughline.safety.answer;

import java.util.List;
import org.throughline.safety.rule.Severity;

/**
 * What the checks say on a set of orders.
 *
 * @param orders in the order in which they were given
 */
public record Checked(List<OrderChecked> orders) {
    /** Stands in every chart, whether or not anything is kept private in it. */
    public static final String PRIVATE_ITEMS = "Items kept private may not be checked; ask.";

    public Checked {
        orders = List.copyOf(orders);
    }

    /** All findings, the loudest first; one that concerns two of the orders is there once. */
    public List<Finding> findings() {
        return orders.stream()
                .flatMap(each -> each.findings().stream())
                .sorted()
                .distinct()
                .toList();
    }

    /** The findings that interrupt. */
    public List<Finding> dangers() {
        return findings().stream()
                .filter(each -> each.severity() == Severity.DANGER)
                .toList();
    }

    /** All reasons why something was not checked. */
    public List<Reason> unchecked() {
        return orders.stream()
                .flatMap(each -> each.unchecked().stream())
                .sorted()
                .distinct()
                .toList();
    }
}
