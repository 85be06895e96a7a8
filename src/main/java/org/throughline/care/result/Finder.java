package org.throughline.care.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Finds resources of results, as far as a caller may see them. */
record Finder(Records records, Searches searches) {
    private static final int PAGE = 200;

    /** What was found, and what it refers to, by its reference. */
    record Found(List<JsonObject> matches, Map<String, JsonObject> referred) {}

    static Argument of(String name, String value) {
        return new Argument(name, value);
    }

    /** @param most so many at most are found */
    Found find(Caller caller, String type, int most, Argument... arguments) {
        List<Argument> all = new ArrayList<>(List.of(arguments));
        all.add(of("_count", Integer.toString(most)));
        SearchPage page = searches.run(caller, new SearchRequest(new Target.OfType(type), all, true));
        Map<String, JsonObject> referred = new HashMap<>();
        page.includes().forEach(stored -> referred.put(stored.type() + "/" + stored.id(), open(stored)));
        return new Found(page.matches().stream().map(this::open).toList(), referred);
    }

    /** All that matches, on however many pages. */
    List<JsonObject> all(Caller caller, String type, Argument... arguments) {
        Target target = new Target.OfType(type);
        List<Argument> wanted = new ArrayList<>(List.of(arguments));
        wanted.add(of("_count", Integer.toString(PAGE)));
        List<JsonObject> all = new ArrayList<>();
        SearchPage page = searches.run(caller, new SearchRequest(target, wanted, true));
        page.matches().forEach(stored -> all.add(open(stored)));
        while (page.next() != null) {
            page = searches.next(caller, target, page.next());
            page.matches().forEach(stored -> all.add(open(stored)));
        }
        return all;
    }

    /** Reports with their values. */
    List<Report> reports(Caller caller, int most, Argument... arguments) {
        Argument[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = of("_include", "DiagnosticReport:result");
        all[arguments.length + 1] = of("_include:iterate", "Observation:has-member");
        Found found = find(caller, "DiagnosticReport", most, all);
        return found.matches().stream()
                .map(report -> ReportReader.read(report, found.referred()))
                .toList();
    }

    JsonObject read(Caller caller, String type, String id) {
        return open(records.read(caller, type, id));
    }

    JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    static String reference(JsonObject resource) {
        return Concept.text(resource, "resourceType") + "/" + Concept.text(resource, "id");
    }
}
