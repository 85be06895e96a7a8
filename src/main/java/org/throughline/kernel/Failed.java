package org.throughline.kernel;

/** Carries a {@link Failure} up to the one place that answers with it; any open transaction is rolled back on its way. */
public final class Failed extends RuntimeException {
    private final transient Failure failure;

    public Failed(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    public Failed(Failure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
