package org.throughline.care.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Finds the orders of a patient that are not over. */
public final class OpenOrders {
    private static final String MOST = "200";

    private final Records records;
    private final Searches searches;

    public OpenOrders(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /** Those that the caller may see: drugs first, of each kind the newest first. */
    public List<OpenOrder> of(Caller caller, String patient) {
        List<OpenOrder> orders = new ArrayList<>();
        for (String type : Ending.TYPES) {
            if (caller.may(Interaction.SEARCH, type)) {
                orders.addAll(read(caller, patient, type));
            }
        }
        orders.sort(Comparator.comparing(OpenOrder::kind)
                .thenComparing(Comparator.comparing(OpenOrder::since).reversed()));
        return orders;
    }

    private List<OpenOrder> read(Caller caller, String patient, String type) {
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument("patient", "Patient/" + patient),
                new Argument("status", "active,on-hold"),
                new Argument("intent:not", "filler-order"), // what others have asked us is on the list of referrals
                new Argument("_count", MOST)));
        if (type.equals("MedicationRequest") && caller.may(Interaction.SEARCH, "Medication")) {
            arguments.add(new Argument("_include", "MedicationRequest:medication"));
        }
        SearchPage page = searches.run(caller, new SearchRequest(new Target.OfType(type), arguments, true));
        Map<String, JsonObject> referred = new HashMap<>();
        page.includes().forEach(each -> referred.put(each.type() + "/" + each.id(), open(each)));
        return page.matches().stream()
                .map(each -> OpenOrder.of(open(each), referred))
                .toList();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
