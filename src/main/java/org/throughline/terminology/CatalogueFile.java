package org.throughline.terminology;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A catalogue as a file: tab-separated, a line of column names, then an entry a line; lines that begin with # are for
 * its readers. Columns: {@code kind}, {@code name}, {@code often} (3 everyday, 2 now and then, 1 seldom), {@code also}
 * (synonyms, a semicolon between them), and for each code system its code and, in the next column, the publisher's name
 * of it.
 */
final class CatalogueFile {
    private static final Map<String, String> SYSTEMS = Map.of(
            "snomed",
            Coding.SNOMED,
            "icd10cm",
            Coding.ICD_10_CM,
            "rxnorm",
            Coding.RXNORM,
            "loinc",
            Coding.LOINC,
            "cvx",
            Coding.CVX);

    private final String file;
    private final List<Line> lines = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private List<String> columns = List.of();
    private int number;

    private CatalogueFile(String file) {
        this.file = file;
    }

    static Catalogue read(String resource) {
        try (InputStream in = Objects.requireNonNull(CatalogueFile.class.getResourceAsStream(resource), resource);
                Reader text = new InputStreamReader(in, UTF_8)) {
            return read(resource, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Catalogue read(String file, Reader text) throws IOException {
        CatalogueFile reading = new CatalogueFile(file);
        try (BufferedReader read = new BufferedReader(text)) {
            read.lines().forEach(reading::add);
        }
        return new Catalogue(reading.lines);
    }

    private void add(String text) {
        number++;
        if (text.startsWith("#")) {
            return;
        }
        List<String> fields = Arrays.asList(text.split("\t", -1));
        if (columns.isEmpty()) {
            require(fields.containsAll(List.of("kind", "name", "often", "also")), "a column is missing");
            columns = fields;
            return;
        }
        require(fields.size() == columns.size(), "has " + fields.size() + " columns and not " + columns.size());
        String name = field(fields, "name");
        require(!name.isBlank(), "has no name");
        require(names.add(String.join(" ", Words.of(name))), "names what another line names: " + name);
        String often = field(fields, "often");
        require(List.of("1", "2", "3").contains(often), "has no number from 1 to 3 in \"often\"");
        Entry entry = new Entry(name, field(fields, "kind"), codings(fields), null);
        lines.add(new Line(entry, Integer.parseInt(often), synonyms(field(fields, "also"))));
    }

    private List<Coding> codings(List<String> fields) {
        List<Coding> codings = new ArrayList<>();
        for (int i = 0; i < columns.size() - 1; i++) {
            String system = SYSTEMS.get(columns.get(i));
            if (system == null || fields.get(i).isEmpty()) {
                continue;
            }
            require(!fields.get(i + 1).isBlank(), "has a code without its publisher's name: " + fields.get(i));
            codings.add(new Coding(system, fields.get(i), fields.get(i + 1)));
        }
        return codings;
    }

    private static List<String> synonyms(String also) {
        return Stream.of(also.split(";", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private String field(List<String> fields, String column) {
        return fields.get(columns.indexOf(column));
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(file + ", line " + number + " " + what);
        }
    }
}
