package org.throughline.terminology.sig;

/** A length of time for which a dosage runs: 10 days. */
public record Span(int amount, TimeUnit unit) {
    public Span {
        if (amount < 1) {
            throw new IllegalArgumentException("a span of " + amount);
        }
    }
}
