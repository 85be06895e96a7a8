package org.throughline.app.bench;

import java.io.PrintWriter;
import java.util.Locale;
import org.throughline.database.Database;
import org.throughline.database.DatabaseSettings;
import org.throughline.database.Storage;

/** The figures as a plain table. */
final class Report {
    private static final double MEGABYTE = 1 << 20;

    private final PrintWriter out;
    private long resources;

    Report(PrintWriter out) {
        this.out = out;
    }

    void start(long millis, long memory) {
        say(
                "Ready on an empty folder after %.1f s; memory %.0f MB (Pss of product and PostgreSQL).",
                millis / 1e3, memory / MEGABYTE);
    }

    void load(long count, long nanos, Cpu cpu) {
        resources = count;
        say(
                "Loaded %d resources in %.1f s, %.0f per second; CPU %.3f ms per resource (product %.1f s, PostgreSQL %.1f s).",
                count, nanos / 1e9, count * 1e9 / nanos, cpu.millisPer(count), cpu.product(), cpu.database());
    }

    void heading() {
        say("");
        say(
                "%-34s %9s %9s %10s %12s %9s %9s %10s",
                "", "p50 ms", "p99 ms", "per s", "CPU ms each", "product", "postgres", "hits each");
    }

    void row(Figures each) {
        int requests = Math.max(1, each.requests());
        say(
                "%-34s %9.2f %9.2f %10.1f %12.3f %9.3f %9.3f %10.1f",
                each.name(),
                each.p50(),
                each.p99(),
                each.perSecond(),
                each.cpu().millisPer(requests),
                each.cpu().product() * 1000 / requests,
                each.cpu().database() * 1000 / requests,
                each.hits() / (double) requests);
    }

    void pages() {
        say("");
        say(
                "%-34s %8s %9s %9s %9s %9s %12s %9s",
                "", "pages", "p50 ms", "p95 ms", "p99 ms", "max ms", "CPU ms each", "KB most");
    }

    /** @param wire bytes of the largest page; 0 when that was not looked at */
    void page(Figures each, int wire) {
        say(
                "%-34s %8d %9.1f %9.1f %9.1f %9.1f %12.2f %9.1f",
                each.name(),
                each.requests(),
                each.p50(),
                each.p95(),
                each.p99(),
                each.most(),
                each.cpu().millisPer(Math.max(1, each.requests())),
                wire / 1024.0);
    }

    void kept(int errors, int expected, int found) {
        say("Errors: %d. Entries of the audit trail: %d expected, %d found.", errors, expected, found);
    }

    /** Memory first: what measures the disk takes memory too. */
    void end(Subject subject) {
        say("");
        say("Memory at the end: %.0f MB.", subject.memory() / MEGABYTE);
        try (Database database = Database.join(new DatabaseSettings.Embedded(subject.folder()))) {
            disk(Storage.afterVacuum(database));
        }
    }

    private void disk(Storage storage) {
        long clinical = storage.bytes(
                "dictionary", "resource", "history", "term", "value", "quantity", "moment", "string", "tally");
        long versions = storage.rows("resource") + storage.rows("history");
        say(
                "Disk: %.1f MB for %d versions of resources (%d of them loaded), indexes included: %d bytes each.",
                clinical / MEGABYTE, versions, resources, clinical / Math.max(1, versions));
        long accesses = storage.rows("access");
        say(
                "Audit: %.1f MB for %d accesses: %d bytes each.",
                storage.bytes("access", "agent") / MEGABYTE,
                accesses,
                storage.bytes("access", "agent") / Math.max(1, accesses));
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
