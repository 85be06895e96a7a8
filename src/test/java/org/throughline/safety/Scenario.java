package org.throughline.safety;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A row of the labelled table of scenarios, whose README tells the format.
 *
 * @param patient age, sex, weight and height, as far as they are known
 * @param facts what else is known of the patient
 * @param about what the finding must name
 */
record Scenario(
        String id,
        String kind,
        String label,
        String patient,
        List<String> facts,
        String order,
        String expect,
        List<String> about,
        String why) {

    static final List<String> KINDS = List.of(
            "allergy",
            "interaction",
            "onc",
            "duplicate",
            "dose",
            "renal",
            "condition",
            "pregnancy",
            "test",
            "imaging",
            "unchecked");

    static List<Scenario> all() {
        return KINDS.stream().flatMap(kind -> of(kind).stream()).toList();
    }

    static List<Scenario> of(String kind) {
        String file = "scenarios/" + kind + ".tsv";
        try (InputStream in = Objects.requireNonNull(Scenario.class.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(Scenario::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario row(String line) {
        String[] field = line.split("\t", -1);
        if (field.length != 9) {
            throw new IllegalStateException(field.length + " columns: " + line);
        }
        return new Scenario(
                field[0],
                field[1],
                field[2],
                field[3],
                // a semicolon within parentheses stands between a reaction and how severe it was
                parts(field[4], "; (?![^()]*\\))"),
                field[5],
                field[6],
                parts(field[7], ", (?!25-hydroxy|serum|urine|screening|both|quantitative|high)"),
                field[8]);
    }

    private static List<String> parts(String text, String separator) {
        return Stream.of(text.split(separator, -1))
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
