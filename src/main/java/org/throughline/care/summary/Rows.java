package org.throughline.care.summary;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/** How a section tells its entries: as the rows of a table. Pure. */
sealed interface Rows
        permits AllergyRows,
                ConditionRows,
                DeviceRows,
                DirectiveRows,
                DoseRows,
                DrugRows,
                ObservationRows,
                PlanRows,
                ProcedureRows {

    /** Statuses of what is not so. */
    Set<String> WITHDRAWN = Set.of("entered-in-error", "refuted");

    /** The headings of the columns. */
    List<String> columns();

    /**
     * What stands in the columns for an entry.
     *
     * @param referred what entries refer to, by their references
     */
    List<String> cells(JsonObject resource, Map<String, JsonObject> referred);

    /** Those that belong into the section, of those that were found. */
    default List<JsonObject> chosen(List<JsonObject> found) {
        return found.stream().filter(each -> !isWithdrawn(each)).toList();
    }

    /** Whether a resource says of itself that it is not so. */
    static boolean isWithdrawn(JsonObject resource) {
        JsonObject verification = resource.object("verificationStatus");
        return WITHDRAWN.contains(Parts.text(resource, "status"))
                || (verification != null
                        && verification.objects("coding").stream()
                                .anyMatch(coding -> WITHDRAWN.contains(Parts.text(coding, "code"))));
    }
}
