package org.throughline.packages.vocabulary;

import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * SNOMED CT in RF2, the snapshot: concepts, their English names, and what is a kind of what.
 *
 * @see <a href="https://confluence.ihtsdotools.org/display/DOCRELFMT">SNOMED CT release file specifications</a>
 */
final class SnomedReader {
    static final String CONCEPTS = "x?sct2_Concept_Snapshot_.*\\.txt";
    private static final String SYSTEM = "http://snomed.info/sct";
    private static final String FULLY_SPECIFIED = "900000000000003001";
    private static final String IS_A = "116680003";
    private static final Pattern TAG = Pattern.compile(" \\([^()]+\\)$");

    private SnomedReader() {}

    static Vocabulary read(Release release) {
        Entries entries = new Entries();
        AtomicReference<String> newest = new AtomicReference<>("");
        release.fields(release.require(CONCEPTS), '\t', fields -> {
            if (!fields.getFirst().equals("id")) {
                entries.code(fields.getFirst(), fields.get(2).equals("1"));
                newest.updateAndGet(each -> each.compareTo(fields.get(1)) < 0 ? fields.get(1) : each);
            }
        });
        release.fields(release.require("x?sct2_Description_Snapshot-en.*\\.txt"), '\t', fields -> {
            if (fields.get(2).equals("1") && entries.has(fields.get(4))) {
                boolean full = fields.get(6).equals(FULLY_SPECIFIED);
                // The fully specified name without its tag is what is shown; it tells concepts of one name apart as
                // well.
                entries.name(
                        fields.get(4),
                        full ? TAG.matcher(fields.get(7)).replaceFirst("") : fields.get(7),
                        full ? 0 : 1);
            }
        });
        release.fields(release.require("x?sct2_Relationship_Snapshot_.*\\.txt"), '\t', fields -> {
            if (fields.get(2).equals("1") && fields.get(7).equals(IS_A)) {
                entries.parent(fields.get(4), fields.get(5));
            }
        });
        return new Vocabulary(SYSTEM, newest.get(), "SNOMED CT", release.digest(), entries.list());
    }
}
