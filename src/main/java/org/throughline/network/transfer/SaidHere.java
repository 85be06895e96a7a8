package org.throughline.network.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.throughline.care.Parts;
import org.throughline.care.same.Said;
import org.throughline.care.same.SaidAllergy;
import org.throughline.care.same.SaidDose;
import org.throughline.care.same.SaidProblem;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.vaccine.Vaccines;

/**
 * What is said of a patient here already: allergies, problems and vaccines. What comes with a chart and says just the same is not
 * filed beside it; whatever differs is.
 */
final class SaidHere {
    private static final String MOST = "1000";

    private final Records records;
    private final Searches searches;
    private final Catalogues catalogues;
    private final Drugs drugs;
    private final Vaccines vaccines = Vaccines.shipped();

    SaidHere(Records records, Searches searches, Catalogues catalogues, Drugs drugs) {
        this.records = records;
        this.searches = searches;
        this.catalogues = catalogues;
        this.drugs = drugs;
    }

    /** An entry of ours. */
    private record Ours(String id, Said<?> said, String marks) {}

    /** The entries of a patient. */
    Index of(String patient) {
        Map<String, List<Ours>> found = new HashMap<>();
        for (String type : List.of("AllergyIntolerance", "Condition", "Immunization")) {
            searches
                    .run(
                            Chart.PRODUCT,
                            new SearchRequest(
                                    new Target.OfType(type),
                                    List.of(
                                            new Argument("patient", "Patient/" + patient),
                                            new Argument("_count", MOST)),
                                    true))
                    .matches()
                    .stream()
                    .map(each -> records.bodies().open(Objects.requireNonNull(each.body())))
                    .forEach(each -> said(each)
                            .ifPresent(said -> found.computeIfAbsent(type, ignored -> new ArrayList<>())
                                    .add(new Ours(Parts.text(each, "id"), said, marks(each)))));
        }
        return new Index(found);
    }

    private Optional<Said<?>> said(JsonObject resource) {
        return switch (Parts.text(resource, "resourceType")) {
            case "AllergyIntolerance" -> Optional.of(SaidAllergy.of(resource, catalogues, drugs));
            case "Condition" -> Optional.of(SaidProblem.of(resource, catalogues.problems()));
            case "Immunization" -> Optional.of(SaidDose.of(resource, vaccines));
            default -> Optional.empty();
        };
    }

    /** Two entries that are marked otherwise are not for the same eyes. */
    private static String marks(JsonObject resource) {
        JsonObject meta = resource.object("meta");
        return meta == null ? "" : String.valueOf(meta.get("security"));
    }

    /** Finds entries that say the same. */
    final class Index {
        private final Map<String, List<Ours>> entries;

        private Index(Map<String, List<Ours>> entries) {
            this.entries = entries;
        }

        /**
         * The id of an entry of ours that says the same as one that comes; empty when none does, or it came before.
         *
         * @param id by which it is filed
         */
        Optional<String> same(JsonObject theirs, String id) {
            List<Ours> ours = entries.getOrDefault(Parts.text(theirs, "resourceType"), List.of());
            if (ours.isEmpty() || ours.stream().anyMatch(each -> each.id().equals(id))) {
                return Optional.empty();
            }
            Said<?> said = said(theirs).orElseThrow();
            return ours.stream()
                    .filter(each -> each.marks().equals(marks(theirs)) && says(said, each.said()))
                    .map(Ours::id)
                    .findFirst();
        }

        private boolean says(Said<?> theirs, Said<?> ours) {
            return !theirs.item().isBlank()
                    && switch (theirs) {
                        case SaidAllergy allergy -> ours instanceof SaidAllergy own && allergy.same(own);
                        case SaidProblem problem -> ours instanceof SaidProblem own && problem.same(own);
                        case SaidDose dose -> ours instanceof SaidDose own && dose.same(own);
                        default -> false;
                    };
        }
    }
}
