package org.throughline.packages.vocabulary;

/**
 * The CDC's codes of vaccines, as its text file with fields between bars.
 *
 * @see <a href="https://www2.cdc.gov/vaccines/iis/iisstandards/vaccines.asp?rpt=cvx">CVX</a>
 */
final class CvxReader {
    static final String CONCEPTS = "cvx.*\\.txt";

    private CvxReader() {}

    static Vocabulary read(Release release) {
        Entries entries = new Entries();
        String file = release.require(CONCEPTS);
        release.fields(file, '|', fields -> {
            String code = fields.getFirst().replace("\uFEFF", "").strip();
            if (code.matches("[0-9]{2,3}")) {
                entries.name(code, fields.get(2).strip(), 0);
                entries.name(code, fields.get(1).strip(), 1);
                entries.code(code, fields.get(4).strip().equalsIgnoreCase("Active"));
            }
        });
        return new Vocabulary(
                "http://hl7.org/fhir/sid/cvx",
                Versions.inName(release.name()),
                "CVX",
                release.digest(),
                entries.list());
    }
}
