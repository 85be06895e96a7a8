package org.throughline.app.bench;

/**
 * Processor time.
 *
 * @param product seconds of the Java process
 * @param database seconds of PostgreSQL's processes
 */
record Cpu(double product, double database) {
    Cpu minus(Cpu earlier) {
        return new Cpu(product - earlier.product, database - earlier.database);
    }

    /** Milliseconds of both for each of so many operations. */
    double millisPer(long operations) {
        return operations == 0 ? 0 : (product + database) * 1000 / operations;
    }
}
