package org.throughline.immunization.schedule;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.throughline.immunization.patient.Sex;

/** Reads one antigen's file (AntigenSupportingData). */
final class AntigenReader {

    private AntigenReader() {}

    static Antigen read(Node root) {
        List<Series> series =
                root.all("series").stream().map(AntigenReader::series).toList();
        if (series.isEmpty()) {
            throw new IllegalArgumentException("no series");
        }
        List<Node> against = root.all("contraindications");
        return new Antigen(
                series.getFirst().antigen(),
                immunity(root),
                contraindications(against, "vaccineGroup"),
                contraindications(against, "vaccine"),
                series);
    }

    private static Immunity immunity(Node root) {
        Map<String, String> history = new LinkedHashMap<>();
        root.all("immunity", "clinicalHistory")
                .forEach(node -> history.put(node.need("guidelineCode"), node.or("guidelineTitle", "")));
        return new Immunity(
                history,
                root.all("immunity", "dateOfBirth").stream()
                        .map(node -> new Immunity.BornBefore(
                                Objects.requireNonNull(node.date("immunityBirthDate")),
                                node.or("birthCountry", ""),
                                codes(node.all("exclusion"), "exclusionCode")))
                        .toList());
    }

    private static Set<String> codes(List<Node> nodes, String name) {
        Set<String> codes = new LinkedHashSet<>();
        nodes.forEach(node -> codes.add(node.need(name)));
        return codes;
    }

    private static List<Contraindication> contraindications(List<Node> against, String level) {
        return against.stream()
                .flatMap(node -> node.all(level, "contraindication").stream())
                .map(node -> new Contraindication(
                        node.need("observationCode"),
                        node.or("observationTitle", ""),
                        node.or("contraindicationText", ""),
                        node.ages(),
                        node.all("contraindicatedVaccine").stream()
                                .map(vaccine -> new Contraindication.Vaccine(
                                        vaccine.need("cvx"), vaccine.or("vaccineType", ""), vaccine.ages()))
                                .toList()))
                .toList();
    }

    private static Series series(Node node) {
        Node select = node.all("selectSeries").getFirst();
        return new Series(
                node.need("seriesName"),
                node.need("targetDisease"),
                node.need("vaccineGroup"),
                type(node.need("seriesType")),
                sexes(node),
                node.all("seriesAdminGuidance").stream()
                        .map(Node::text)
                        .filter(Objects::nonNull)
                        .map(String.class::cast)
                        .toList(),
                select.yes("defaultSeries"),
                select.yes("productPath"),
                select.or("seriesGroup", ""),
                node.list("equivalentSeriesGroups"),
                select.or("seriesPriority", "A").charAt(0),
                Integer.parseInt(select.or("seriesPreference", "99")),
                select.span("minAgeToStart"),
                select.span("maxAgeToStart"),
                node.filled("indication").stream()
                        .map(AntigenReader::indication)
                        .toList(),
                node.all("seriesDose").stream().map(DoseReader::read).toList());
    }

    private static Series.Type type(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "standard" -> Series.Type.STANDARD;
            case "risk" -> Series.Type.RISK;
            case "evaluation only" -> Series.Type.EVALUATION_ONLY;
            default -> throw new IllegalArgumentException("unknown type of series: " + text);
        };
    }

    private static Set<Sex> sexes(Node node) {
        Set<Sex> sexes = EnumSet.noneOf(Sex.class);
        node.all("requiredGender").stream()
                .map(Node::text)
                .filter(Objects::nonNull)
                .forEach(text -> sexes.add(Sex.valueOf(text.toUpperCase(Locale.ROOT))));
        return sexes;
    }

    private static Series.Indication indication(Node node) {
        Node code = node.all("observationCode").getFirst();
        return new Series.Indication(code.need("code"), code.or("text", ""), node.or("description", ""), node.ages());
    }
}
