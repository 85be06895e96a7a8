package org.throughline.record;

/** Whether a write may go into a chart that has moved to another practice ({@link MovedCheck}). */
public enum Late {
    /** It may not: what is entered now is entered where the chart is. */
    NOT,
    /** It finishes what was begun before the move: somebody looks at a result, or signs a note or an order afterwards. */
    FINISHES,
    /** It has arrived for the patient and must not be lost: it is filed, and somebody is asked to hand it on. */
    ARRIVES;

    /** What counts when both hold. */
    Late or(Late other) {
        return compareTo(other) < 0 ? other : this;
    }
}
