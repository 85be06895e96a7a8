package org.throughline.clinic.emergency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughline.care.medication.DrugReader;
import org.throughline.care.summary.HandedSummary;
import org.throughline.clinic.emergency.EmergencyView.Fact;
import org.throughline.clinic.emergency.EmergencyView.Group;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Meant;
import org.throughline.ui.Dates;

/**
 * Puts what several members told under one list for each kind of fact. What two tell in the same words stands once with both as
 * its holders; whatever differs stands apart, since nobody has compared it. Pure.
 */
record Merging(Drugs drugs, Dates dates) {
    private static final String ANTICOAGULANT = "anticoagulant";
    private static final Pattern DAY = Pattern.compile("(\\d{4}(?:-\\d\\d){0,2})( \\d\\d:\\d\\d)?");

    /** What goes without saying. */
    private static final Set<String> USUAL = Set.of("active", "final", "completed", "active; confirmed", "confirmed");

    /** The kinds by LOINC's codes of sections, the most critical first, and what they are called. */
    private static final Map<String, String> KINDS = kinds();

    /** Those of which it is said when nobody knows any. */
    private static final Set<String> ALWAYS = Set.of("48765-2", "10160-0", "11450-4", "46264-8", "42348-3");

    /** So many need no folding. */
    private static final int FEW = 6;

    private static final Set<String> FOLDED = Set.of("30954-2", "8716-3", "47519-4", "11369-6", "11348-0");

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("48765-2", "Allergies");
        kinds.put("10160-0", "Medications");
        kinds.put("11450-4", "Problems");
        kinds.put("46264-8", "Devices and implants");
        kinds.put("42348-3", "Advance directives");
        kinds.put("10162-6", "Pregnancy");
        kinds.put("30954-2", "Last results");
        kinds.put("8716-3", "Vital signs");
        kinds.put("47519-4", "Procedures");
        kinds.put("11348-0", "Past illnesses");
        kinds.put("11369-6", "Immunizations");
        return kinds;
    }

    /** @param told the summaries by the names of the members who gave them */
    List<Group> groups(Map<String, HandedSummary> told) {
        List<Group> groups = new ArrayList<>();
        KINDS.forEach((code, title) -> {
            Group group = group(code, title, told);
            if (!group.facts().isEmpty() || ALWAYS.contains(code)) {
                groups.add(group);
            }
        });
        return groups;
    }

    private Group group(String code, String title, Map<String, HandedSummary> told) {
        List<Held> held = new ArrayList<>();
        List<String> nothing = new ArrayList<>();
        told.forEach((member, summary) -> {
            int before = held.size();
            summary.parts().stream()
                    .filter(part -> part.code().equals(code))
                    .forEach(part -> part.entries().stream()
                            .filter(entry -> !entry.absent())
                            .forEach(entry -> held.add(new Held(member, summary, part, entry))));
            if (held.size() == before) {
                nothing.add(member);
            }
        });
        Map<String, Fact> facts = new LinkedHashMap<>();
        held.stream()
                .sorted(Comparator.comparing(Held::when).reversed())
                .map(each -> fact(each.entry(), each.summary(), each.member()))
                .forEach(fact ->
                        facts.merge((fact.what() + "\n" + fact.more()).toLowerCase(Locale.ROOT), fact, Merging::both));
        List<Fact> sorted = facts.values().stream()
                .sorted(Comparator.comparing((Fact fact) -> fact.tag().isEmpty()))
                .toList();
        return new Group("told-" + code, title, sorted, nothing, sorted.size() > FEW && FOLDED.contains(code));
    }

    /** What a member told. */
    private record Held(String member, HandedSummary summary, HandedSummary.Part part, HandedSummary.Entry entry) {
        /** When it was, of what was measured or observed; empty for all else, which stays as it came. */
        String when() {
            int at = part.columns().indexOf("When");
            return at < 0 ? "" : entry.cells().get(at);
        }
    }

    private Fact fact(HandedSummary.Entry entry, HandedSummary summary, String member) {
        List<String> cells = entry.cells();
        String more = cells.stream()
                .skip(1)
                .filter(cell -> !cell.isBlank() && !USUAL.contains(cell))
                .map(this::shown)
                .collect(Collectors.joining(" · "));
        String what = cells.getFirst().isBlank() ? "Without a name" : cells.getFirst();
        return new Fact(what, more, tag(entry.resource(), summary), List.of(member));
    }

    /** Days as we write them. */
    private String shown(String cell) {
        var day = DAY.matcher(cell);
        return day.matches() ? dates.date(day.group(1)) + (day.group(2) == null ? "" : day.group(2)) : cell;
    }

    private static Fact both(Fact one, Fact other) {
        List<String> holders = new ArrayList<>(one.holders());
        other.holders().stream().filter(each -> !holders.contains(each)).forEach(holders::add);
        return new Fact(one.what(), one.more(), one.tag(), holders);
    }

    private String tag(JsonObject resource, HandedSummary summary) {
        return switch (String.valueOf(resource.text("resourceType"))) {
            case "AllergyIntolerance" -> isSevere(resource) ? "severe" : "";
            case "MedicationRequest", "MedicationStatement" -> thins(resource, summary) ? "blood thinner" : "";
            default -> "";
        };
    }

    private static boolean isSevere(JsonObject allergy) {
        return "high".equals(allergy.text("criticality"))
                || allergy.objects("reaction").stream().anyMatch(each -> "severe".equals(each.text("severity")));
    }

    private boolean thins(JsonObject drug, HandedSummary summary) {
        return new DrugReader(drugs)
                .meant(DrugReader.what(drug, summary.referred())).map(Meant::ingredients).stream()
                        .flatMap(List::stream)
                        .anyMatch(each -> each.is(ANTICOAGULANT));
    }
}
