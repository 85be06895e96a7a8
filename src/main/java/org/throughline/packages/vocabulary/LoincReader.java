package org.throughline.packages.vocabulary;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * LOINC's table and its hierarchy by component.
 *
 * @see <a href="https://loinc.org/kb/users-guide/">LOINC users' guide</a>
 */
final class LoincReader {
    static final String CONCEPTS = "Loinc\\.csv";
    private static final String SYSTEM = "http://loinc.org";
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private LoincReader() {}

    static Vocabulary read(Release release) {
        Entries entries = new Entries();
        rows(release, release.require(CONCEPTS), row -> {
            String code = row.get("LOINC_NUM");
            entries.code(code, !row.get("STATUS").equals("DEPRECATED"));
            name(entries, code, row, "LONG_COMMON_NAME", 0);
            name(entries, code, row, "DisplayName", 1);
            name(entries, code, row, "CONSUMER_NAME", 2);
            name(entries, code, row, "SHORTNAME", 3);
        });
        String hierarchy = release.find("ComponentHierarchyBySystem\\.csv")
                .or(() -> release.find("MultiAxialHierarchy\\.csv"))
                .orElse("");
        if (!hierarchy.isEmpty()) {
            rows(release, hierarchy, row -> {
                if (!entries.has(row.get("CODE"))) {
                    entries.name(row.get("CODE"), row.get("CODE_TEXT"), 0);
                }
            });
            rows(release, hierarchy, row -> entries.parent(row.get("CODE"), row.get("IMMEDIATE_PARENT")));
        }
        return new Vocabulary(SYSTEM, Versions.inName(release.name()), "LOINC", release.digest(), entries.list());
    }

    private static void name(Entries entries, String code, CSVRecord row, String column, int rank) {
        if (row.isSet(column) && !row.get(column).isBlank()) {
            entries.name(code, row.get(column), rank);
        }
    }

    private static void rows(Release release, String file, Consumer<CSVRecord> each) {
        try (CSVParser rows = CSV.parse(release.reader(file))) {
            rows.forEach(each);
        } catch (IOException | IllegalArgumentException e) {
            throw new Failed(new Failure.Malformed("structure", "", file + " cannot be read: " + e.getMessage()), e);
        }
    }
}
