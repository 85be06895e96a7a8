package org.throughline.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiConsumer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;

/** Reads a file into portions, line by line or entry by entry; only a transaction is held as a whole. */
final class FileReader {
    private static final int LINES_AT_ONCE = 500;
    private static final long LARGEST_ROUND = 100_000;

    private final LineReader lines;
    private final PortionWriter writer;
    private final BiConsumer<Portion, Long> portions;

    /**
     * A reader.
     *
     * @param writer is told of lines that cannot be read
     * @param portions takes each portion and the bytes that it was read from
     */
    FileReader(LineReader lines, PortionWriter writer, BiConsumer<Portion, Long> portions) {
        this.lines = lines;
        this.writer = writer;
        this.portions = portions;
    }

    void read(FileRun run) throws IOException {
        try (InputStream in = run.file().open()) {
            if (!run.file().isJson()) {
                read(run, new NdjsonLines(in));
                return;
            }
            FileKind kind = kind(run.file());
            if (kind.isManyResources()) {
                read(run, new BundleEntries(in, String.valueOf(kind.bundleType())));
            } else {
                readWhole(run, in.readNBytes(Lines.LONGEST + 1));
            }
        }
    }

    private static FileKind kind(ImportFile file) throws IOException {
        try (InputStream in = file.open()) {
            return FileKind.of(in);
        }
    }

    private void readWhole(FileRun run, byte[] content) {
        try {
            if (content.length > Lines.LONGEST) {
                throw new Failed(new Failure.TooLarge("A transaction or a resource may have "
                        + Lines.LONGEST / 1_000_000 + " MB at most; a batch or a collection may be larger."));
            }
            LineReader.Read read = lines.read(content);
            portions.accept(Portion.ofLine(run, 1, read.intents(), read.atomic()), (long) content.length);
        } catch (Failed e) {
            writer.reject(run, 1, e.failure());
        }
    }

    private void read(FileRun run, Lines in) throws IOException {
        Rounds gathered = new Rounds();
        long first = 1;
        long number = 0;
        long bytes = 0;
        for (byte[] line = in.next(); line != null; line = in.next()) {
            number++;
            if (line.length == 0) {
                continue;
            }
            bytes += line.length;
            try {
                LineReader.Read read = lines.read(line);
                if (read.atomic()) {
                    portions.accept(Portion.ofLine(run, number, read.intents(), true), (long) line.length);
                } else {
                    for (Intent intent : read.intents()) {
                        gathered.add(number, intent);
                    }
                }
            } catch (Failed e) {
                writer.reject(run, number, e.failure());
            }
            if (gathered.size() >= LINES_AT_ONCE) {
                hand(run, first, gathered, bytes);
                gathered = new Rounds();
                first = number + 1;
                bytes = 0;
            }
        }
        hand(run, first, gathered, bytes);
    }

    private void hand(FileRun run, long first, Rounds gathered, long bytes) {
        // The first round is named by its line; later ones by a negative number made of line and round.
        long key = first;
        for (List<Portion.Item> round : gathered.inOrder()) {
            portions.accept(
                    new Portion(run, key, round, false),
                    bytes / gathered.inOrder().size());
            key = key == first ? -first * LARGEST_ROUND - 1 : key - 1;
        }
    }
}
