package org.throughline.terminology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The format of docs/catalogues.md is read, and what breaks it is refused with the place. */
class CatalogueFileTest {
    private static final String COLUMNS = "kind\tname\tsnomed\tsnomed name\toften\talso\n";

    @Test
    void aLineIsAnEntry() throws IOException {
        Catalogue read = read("# for readers\n" + COLUMNS + "food\tPlum\t1\tPlum (substance)\t2\tprune; damson ;\n");
        assertEquals(
                List.of(new Entry("Plum", "food", List.of(new Coding(Coding.SNOMED, "1", "Plum (substance)")), null)),
                read.entries());
        assertEquals("damson", read.find("dam", 1).getFirst().matched());
    }

    @Test
    void anEntryNeedsNoCode() throws IOException {
        assertEquals(
                List.of(),
                read(COLUMNS + "food\tPlum\t\t\t2\t\n").entries().getFirst().codings());
    }

    @ParameterizedTest
    @CsvSource({
        "food|Plum|||2, has 5 columns and not 6",
        "food||||2|, has no name",
        "food|Plum|||4|, has no number from 1 to 3 in \"often\"",
        "food|Plum|1||2|, has a code without its publisher's name: 1",
        "food|PEAR|||2|, names what another line names: PEAR",
    })
    void aWrongLineIsRefused(String line, String why) {
        String text = COLUMNS + "food\tPear\t\t\t3\t\n" + line.replace('|', '\t') + "\n";
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> read(text));
        assertEquals("test.tsv, line 3 " + why, refused.getMessage());
    }

    @Test
    void aColumnThatIsMissingIsTold() {
        assertThrows(IllegalStateException.class, () -> read("kind\tname\n"));
    }

    private static Catalogue read(String text) throws IOException {
        return CatalogueFile.read("test.tsv", new StringReader(text));
    }
}
