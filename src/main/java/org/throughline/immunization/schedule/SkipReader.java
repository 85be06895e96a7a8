package org.throughline.immunization.schedule;

import java.util.Locale;

/** Reads a conditional skip. */
final class SkipReader {

    private SkipReader() {}

    static Skip read(Node node) {
        String context = node.need("context").toLowerCase(Locale.ROOT);
        return new Skip(
                !context.equals("forecast"),
                !context.equals("evaluation"),
                node.or("setLogic", "AND").equalsIgnoreCase("AND"),
                node.filled("set").stream().map(SkipReader::set).toList());
    }

    private static Skip.ConditionSet set(Node node) {
        return new Skip.ConditionSet(
                node.or("setDescription", ""),
                node.or("conditionLogic", "AND").equalsIgnoreCase("AND"),
                node.effective(),
                node.filled("condition").stream().map(SkipReader::condition).toList());
    }

    private static Skip.Condition condition(Node node) {
        String type = node.need("conditionType").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "age" -> new Skip.Age(node.ages());
            case "completed series" -> new Skip.CompletedSeries(node.list("seriesGroups"));
            case "interval" -> new Skip.SincePrevious(node.needSpan("interval"));
            default -> type.startsWith("vaccine count by") ? count(node) : new Skip.Unknown(type);
        };
    }

    private static Skip.DoseCount count(Node node) {
        return new Skip.DoseCount(
                node.ages(),
                new Dates(node.date("startDate"), node.date("endDate")),
                node.list("vaccineTypes"),
                node.need("doseType").equalsIgnoreCase("valid"),
                comparison(node.need("doseCountLogic")),
                Integer.parseInt(node.need("doseCount")));
    }

    private static Skip.Comparison comparison(String text) {
        String words = text.toLowerCase(Locale.ROOT);
        if (words.startsWith("greater")) {
            return Skip.Comparison.GREATER;
        }
        return words.startsWith("less") ? Skip.Comparison.LESS : Skip.Comparison.EQUAL;
    }
}
