package org.throughline.safety;

import org.throughline.safety.patient.Order;
import org.throughline.safety.rule.Kind;

/** One kind of check. */
interface Check {
    Kind kind();

    /** Whether such an order is its business. */
    boolean concerns(Order order);

    /** Puts what it finds, and what it could not check, into the answer. */
    void check(Case of, Order order, Answering answer);
}
