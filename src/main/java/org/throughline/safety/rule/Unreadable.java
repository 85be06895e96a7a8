package org.throughline.safety.rule;

/** A line of a file of knowledge that cannot be understood; never leaves this package. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
        super(message);
    }
}
