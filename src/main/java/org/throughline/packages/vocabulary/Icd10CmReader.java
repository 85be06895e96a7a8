package org.throughline.packages.vocabulary;

/**
 * ICD-10-CM as the CDC's order file: all codes, headers too, with their long and short names. What a code is beneath is told
 * by its beginning.
 *
 * @see <a href="https://www.cms.gov/medicare/coding-billing/icd-10-codes">ICD-10-CM order file</a>
 */
final class Icd10CmReader {
    static final String CONCEPTS = "icd10cm[-_]order[-_][0-9]{4}\\.txt";
    private static final String SYSTEM = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final int CATEGORY = 3;

    private Icd10CmReader() {}

    static Vocabulary read(Release release) {
        Entries entries = new Entries();
        String file = release.require(CONCEPTS);
        release.lines(file, line -> {
            if (line.length() > 77) {
                String code = dotted(line.substring(6, 13).strip());
                entries.name(code, line.substring(77).strip(), 0);
                entries.name(code, line.substring(16, 77).strip(), 1);
            }
        });
        for (Vocabulary.Entry each : entries.list()) {
            above(each.code(), entries);
        }
        return new Vocabulary(SYSTEM, Versions.inName(file), "ICD-10-CM", release.digest(), entries.list());
    }

    private static String dotted(String code) {
        return code.length() <= CATEGORY ? code : code.substring(0, CATEGORY) + "." + code.substring(CATEGORY);
    }

    /** The longest beginning that is a code itself; where the seventh character follows an X, that is passed over. */
    private static void above(String code, Entries entries) {
        for (int length = code.length() - 1; length >= CATEGORY; length--) {
            String shorter = code.substring(0, length);
            if (entries.has(shorter)) {
                entries.parent(code, shorter);
                return;
            }
        }
    }
}
