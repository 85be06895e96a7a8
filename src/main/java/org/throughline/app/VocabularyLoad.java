package org.throughline.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.throughline.packages.vocabulary.Release;
import org.throughline.packages.vocabulary.Vocabulary;
import org.throughline.packages.vocabulary.VocabularyFormat;

/** Loads a code system from its publisher's files, and says how far it is. */
final class VocabularyLoad {
    private VocabularyLoad() {}

    /**
     * Loads one when it is one.
     *
     * @param path a folder, an archive or a file
     * @return whether it is a release of a code system that we know the form of
     */
    static boolean load(Wiring wiring, Path path, PrintStream out) {
        Vocabulary read;
        try (Release release = Release.of(path)) {
            Optional<VocabularyFormat> format = VocabularyFormat.of(release);
            if (format.isEmpty()) {
                return false;
            }
            out.print(path.getFileName() + ": reading");
            out.flush();
            read = format.get().read(release);
        }
        int all = read.entries().size();
        boolean changed = wiring.packages().vocabularies().load(Installation.operator(), read, count -> {
            if (count % 10_000 == 0) {
                out.printf("\r%s %s: %,d of %,d codes ", read.title(), read.version(), count, all);
                out.flush();
            }
        });
        out.printf(
                "\r%s %s: %s%n",
                read.title(), read.version(), changed ? String.format("%,d codes loaded", all) : "loaded already");
        return true;
    }
}
