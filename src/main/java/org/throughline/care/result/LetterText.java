package org.throughline.care.result;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.terminology.lab.Flag;

/**
 * What a letter to the patient about a result begins with, for the clinician to change: the tests by their names, values, what is
 * usual, and what the clinician says of it. Pure.
 *
 * @param patient the patient's name as one writes it
 * @param taken the day on which the specimen was taken, in words; empty when not known
 * @param author who signs it
 * @param practice its name; empty when it has none
 */
public record LetterText(String patient, String taken, String author, String practice) {

    /**
     * The letter.
     *
     * @param comment what the clinician says of the result; empty for nothing yet
     */
    public String of(Report report, String comment) {
        return Stream.of(
                        "Dear " + patient + ",",
                        "Here is the result of your test: " + report.title()
                                + (taken.isEmpty() ? "" : ", taken on " + taken) + ".",
                        report.lines().stream().map(LetterText::line).collect(Collectors.joining("\n")),
                        report.conclusion(),
                        comment.isBlank() ? "" : "What it means:\n" + comment.strip(),
                        "If you have questions, please call the practice.",
                        Stream.of(author, practice)
                                .filter(each -> !each.isEmpty())
                                .collect(Collectors.joining("\n")))
                .filter(each -> !each.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    private static String line(Report.Line line) {
        String flag = line.flag().map(LetterText::words).orElse("");
        String value = Stream.of(line.value(), line.unit())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" "));
        return "- " + line.test() + ": " + (value.isEmpty() ? "no value" : value) + (flag.isEmpty() ? "" : ", " + flag)
                + (line.range().isEmpty() ? "" : " (usual: " + line.range() + ")");
    }

    private static String words(Flag flag) {
        return switch (flag) {
            case NORMAL -> "as usual";
            case LOW, CRITICAL_LOW, OFF_LOW -> "lower than usual";
            case HIGH, CRITICAL_HIGH, OFF_HIGH -> "higher than usual";
            case ABNORMAL, CRITICAL -> "not as usual";
        };
    }

    /** The paragraphs of a letter as it was written. */
    public static List<String> paragraphs(String text) {
        String lines = text.strip().lines().collect(Collectors.joining("\n"));
        return List.of(lines.split("\n\\s*\n", -1));
    }
}
