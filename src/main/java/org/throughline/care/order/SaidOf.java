package org.throughline.care.order;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.Parts;
import org.throughline.care.medication.Statements;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/** What was said of prescriptions ends with them: that one is taken differently is no drug of its own afterwards. */
record SaidOf(Records records, Searches searches) {
    private static final String STATEMENT = "MedicationStatement";

    /**
     * What is written about statements when prescriptions end.
     *
     * @param prescriptions their references
     */
    List<Intent> ending(Caller caller, String patient, Set<String> prescriptions) {
        if (prescriptions.isEmpty()
                || !caller.may(Interaction.SEARCH, STATEMENT)
                || !caller.may(Interaction.UPDATE, STATEMENT)) {
            return List.of();
        }
        List<Argument> arguments = List.of(
                new Argument("patient", "Patient/" + patient),
                new Argument("status", "active,intended,unknown,on-hold,not-taken"),
                new Argument("_count", "1000"));
        return searches
                .run(
                        caller,
                        new SearchRequest(new org.throughline.search.query.Target.OfType(STATEMENT), arguments, true))
                .matches()
                .stream()
                .map(each -> records.bodies().open(Objects.requireNonNull(each.body())))
                .filter(each -> Statements.about(each).stream().anyMatch(prescriptions::contains))
                .<Intent>map(each -> new Intent.Patch(
                        new Target.ById(STATEMENT, Parts.text(each, "id")), SaidOf::over, Precondition.NONE))
                .toList();
    }

    private static JsonObject over(JsonObject statement) {
        return statement.with("status", new JsonString("completed"));
    }
}
