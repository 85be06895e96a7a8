package org.throughline.packages.vocabulary;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * RxNorm in RRF, its full or its prescribable content: the names that RxNorm itself gives, and what is a kind of what.
 *
 * @see <a href="https://www.nlm.nih.gov/research/umls/rxnorm/docs/techdoc.html">RxNorm technical documentation</a>
 */
final class RxNormReader {
    static final String CONCEPTS = "RXNCONSO\\.RRF";
    private static final String OWN = "RXNORM";
    private static final String SYSTEM = "http://www.nlm.nih.gov/research/umls/rxnorm";

    /** What a concept is, in the order in which its name is the one to show; others are synonyms. */
    private static final List<String> KINDS = List.of(
            "IN", "PIN", "MIN", "BN", "SCD", "SBD", "GPCK", "BPCK", "SCDC", "SCDF", "SCDG", "SCDGP", "SCDFP", "SBDC",
            "SBDF", "SBDFP", "SBDG", "DF", "DFG");

    private RxNormReader() {}

    static Vocabulary read(Release release) {
        Entries entries = new Entries();
        release.fields(release.require(CONCEPTS), '|', fields -> {
            if (fields.get(11).equals(OWN)) {
                int rank = KINDS.indexOf(fields.get(12));
                entries.name(fields.getFirst(), fields.get(14), rank < 0 ? KINDS.size() : rank);
                if (rank >= 0) {
                    entries.code(fields.getFirst(), fields.get(16).equals("N"));
                }
            }
        });
        release.find("RXNREL\\.RRF")
                .ifPresent(file -> release.fields(file, '|', fields -> {
                    // The second of a relationship is what it says of the first: 2 is a 1.
                    if (fields.get(7).equals("isa") && fields.get(10).equals(OWN)) {
                        entries.parent(fields.get(4), fields.getFirst());
                    }
                }));
        return new Vocabulary(SYSTEM, version(release), OWN_TITLE, release.digest(), entries.list());
    }

    private static final String OWN_TITLE = "RxNorm";

    private static String version(Release release) {
        AtomicReference<String> version = new AtomicReference<>("");
        release.find("RXNSAB\\.RRF")
                .ifPresent(file -> release.fields(file, '|', fields -> {
                    if (fields.get(3).equals(OWN)) {
                        version.set(fields.get(6));
                    }
                }));
        return version.get().isEmpty() ? Versions.inName(release.name()) : version.get();
    }
}
