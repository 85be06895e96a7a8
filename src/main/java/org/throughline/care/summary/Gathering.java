package org.throughline.care.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Searches for what belongs into the sections of one patient's summary. */
record Gathering(Searches searches, Function<List<Stored>, List<JsonObject>> opened, Caller caller, String patient) {
    /** So many are looked at for one that is the newest of its kind. */
    private static final int LOOKED_AT = 10;

    /** @param seen whether the caller may see resources of a type in this record */
    Gathered.Found read(Section section, Predicate<String> seen) {
        Map<String, JsonObject> found = new LinkedHashMap<>();
        boolean more = false;
        boolean masked = false;
        for (Query query : section.queries()) {
            if (seen.test(query.type())) {
                Page page = page(query);
                page.resources().forEach(each -> found.putIfAbsent(Gathered.key(each), each));
                more |= page.more();
            } else {
                masked = true;
            }
        }
        return new Gathered.Found(section.rows().chosen(List.copyOf(found.values())), more, masked);
    }

    private record Page(List<JsonObject> resources, boolean more) {}

    private Page page(Query query) {
        int count = query.newestOfEach() ? LOOKED_AT * query.most() : query.most();
        List<Argument> arguments = new ArrayList<>(query.criteria());
        arguments.add(new Argument("patient", "Patient/" + patient));
        arguments.add(new Argument("_sort", query.sort()));
        arguments.add(new Argument("_count", Integer.toString(count)));
        SearchPage page = searches.run(caller, new SearchRequest(new Target.OfType(query.type()), arguments, true));
        List<JsonObject> found = opened.apply(page.matches());
        List<JsonObject> wanted = query.newestOfEach() ? newestOfEach(found) : found;
        return new Page(
                wanted.stream().limit(query.most()).toList(), page.next() != null || wanted.size() > query.most());
    }

    private static List<JsonObject> newestOfEach(List<JsonObject> newestFirst) {
        Map<String, JsonObject> newest = new LinkedHashMap<>();
        newestFirst.forEach(each -> newest.putIfAbsent(kind(each), each));
        return List.copyOf(newest.values());
    }

    /** What is compared over time: the same code at the same place; without codes, the same words. */
    private static String kind(JsonObject resource) {
        JsonObject code = resource.object("code");
        String codes = code == null
                ? ""
                : code.objects("coding").stream()
                        .map(coding -> Parts.text(coding, "system") + "|" + Parts.text(coding, "code"))
                        .sorted()
                        .collect(Collectors.joining(" "));
        return (codes.isEmpty() ? Told.words(code) : codes) + "\n" + Told.words(resource.object("bodySite"));
    }
}
