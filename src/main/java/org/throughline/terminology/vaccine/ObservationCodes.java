package org.throughline.terminology.vaccine;

import java.util.List;
import java.util.stream.Stream;
import org.throughline.terminology.Rows;

/**
 * Which codes of a record stand for the observations that the CDC's immunization schedule asks about (CDSi observation
 * codes): our own table. Immutable.
 */
public final class ObservationCodes {
    private final List<Line> lines;

    private ObservationCodes(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * One observation.
     *
     * @param code the CDC's number of it
     * @param words for people
     * @param problems beginnings of ICD-10-CM codes
     * @param ever whether a problem counts although it is over
     * @param drugs ids of drug classes and names of ingredients
     * @param unsure the same, where only dose and duration tell
     * @param allergens codes, or names of what has none
     * @param severe whether only a dangerous reaction counts
     * @param labs LOINC codes of tests whose positive result it is
     * @param immunity whether it tells of weakened immunity, or else speaks against live vaccines in general
     */
    public record Line(
            String code,
            String words,
            List<String> problems,
            boolean ever,
            List<String> drugs,
            List<String> unsure,
            List<String> allergens,
            boolean severe,
            List<String> labs,
            boolean immunity) {
        public Line {
            problems = List.copyOf(problems);
            drugs = List.copyOf(drugs);
            unsure = List.copyOf(unsure);
            allergens = List.copyOf(allergens);
            labs = List.copyOf(labs);
        }
    }

    /**
     * Reads the file of this room. Do it once and pass it on.
     *
     * @throws IllegalStateException when the file breaks its format, naming the file and the line
     */
    public static ObservationCodes shipped() {
        return new ObservationCodes(Rows.of(
                        ObservationCodes.class,
                        "observations.tsv",
                        "code",
                        "words",
                        "icd10cm",
                        "ever",
                        "drugs",
                        "unsure",
                        "allergens",
                        "degree",
                        "labs",
                        "immunity")
                .stream()
                .map(row -> new Line(
                        row.text("code"),
                        row.text("words"),
                        row.list("icd10cm"),
                        row.text("ever").equals("yes"),
                        row.list("drugs"),
                        row.list("unsure"),
                        row.list("allergens"),
                        row.text("degree").equals("severe"),
                        row.list("labs"),
                        row.text("immunity").equals("yes")))
                .toList());
    }

    /** All of them, in the order of the file. */
    public List<Line> all() {
        return lines;
    }

    /** The LOINC codes of all tests that are asked for. */
    public List<String> labs() {
        return lines.stream().map(Line::labs).flatMap(List::stream).distinct().toList();
    }

    /** The codes of observations that some part of the record tells. */
    public List<String> toldBy(Part part) {
        return lines.stream()
                .filter(line -> switch (part) {
                    case PROBLEMS -> !line.problems().isEmpty();
                    case DRUGS -> Stream.of(line.drugs(), line.unsure()).anyMatch(each -> !each.isEmpty());
                    case ALLERGIES -> !line.allergens().isEmpty();
                })
                .map(Line::code)
                .toList();
    }

    /** Those that problems tell although none of them tells of immunity. */
    public List<String> besidesImmunity() {
        return lines.stream()
                .filter(line -> !line.problems().isEmpty() && !line.immunity())
                .map(Line::code)
                .toList();
    }

    /** The parts of a record that tell observations. */
    public enum Part {
        PROBLEMS,
        DRUGS,
        ALLERGIES
    }
}
