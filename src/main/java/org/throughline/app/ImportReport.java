package org.throughline.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.bulk.ImportProgress;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;

/** Shows how an import goes, on one line that is written over, and lists what was not imported in a file. */
final class ImportReport implements ImportProgress, AutoCloseable {
    private static final int MOST_NAMED = 10;
    private static final long PAUSE_NANOS = 200_000_000;

    private final PrintStream out;
    private final Path rejects;
    private final long began = System.nanoTime();
    private @Nullable PrintStream rejected;
    private long changed;
    private long same;
    private long rejections;
    private long files;
    private long skipped;
    private long shown;

    ImportReport(PrintStream out, Path rejects) {
        this.out = out;
        this.rejects = rejects;
    }

    boolean clean() {
        return rejections == 0;
    }

    @Override
    public synchronized void began(Path file, long bytes) {
        files++;
    }

    @Override
    public synchronized void skipped(Path file) {
        skipped++;
    }

    @Override
    public synchronized void written(long changedNow, long sameNow) {
        changed += changedNow;
        same += sameNow;
        if (System.nanoTime() - shown > PAUSE_NANOS) {
            shown = System.nanoTime();
            out.printf(Locale.ROOT, "\r%,d resources from %,d files, %,.0f a second ", changed, files, perSecond());
            out.flush();
        }
    }

    private double perSecond() {
        return changed / Math.max(0.001, (System.nanoTime() - began) / 1e9);
    }

    @Override
    public synchronized void rejected(Path file, long line, Failure failure) {
        rejections++;
        list().printf("%s\t%d\t%s%n", file, line, reason(failure));
    }

    private static String reason(Failure failure) {
        List<Issue> issues = switch (failure) {
            case Failure.Malformed malformed -> malformed.issues();
            case Failure.Invalid invalid -> invalid.issues();
            default -> List.of();
        };
        return issues.isEmpty()
                ? failure.message()
                : issues.stream()
                        .map(issue -> (issue.element() + " " + issue.message()).strip())
                        .collect(Collectors.joining("; "));
    }

    private PrintStream list() {
        try {
            PrintStream open = rejected == null ? new PrintStream(Files.newOutputStream(rejects)) : rejected;
            rejected = open;
            return open;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last line, and what is referred to and is not there. */
    void finish(List<String> missing) {
        out.printf(
                Locale.ROOT,
                "\r%,d resources imported, %,d were there already, from %,d files (%,d imported before), %,.0f a second%n",
                changed,
                same,
                files,
                skipped,
                perSecond());
        if (rejections > 0) {
            out.printf(Locale.ROOT, "%,d not imported; %s says which and why%n", rejections, rejects);
        }
        if (!missing.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "%,d that are referred to are not there: %s%s%n",
                    missing.size(),
                    missing.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")),
                    missing.size() > MOST_NAMED ? ", …" : "");
        }
    }

    @Override
    public void close() {
        if (rejected != null) {
            rejected.close();
        }
    }
}
