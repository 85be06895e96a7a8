package org.throughline.care.referral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Records;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Finds in the directory to whom somebody can be referred: members of the network first, other organizations, people. */
public final class Destinations {
    private static final String FEW = "20";

    private final Records records;
    private final Searches searches;
    private final Correspondence correspondence;

    public Destinations(Records records, Searches searches, Correspondence correspondence) {
        this.records = records;
        this.searches = searches;
        this.correspondence = correspondence;
    }

    /** Whether it is told by itself. */
    public boolean reaches(Destination destination) {
        return destination.reference().startsWith("Organization/")
                && correspondence.reaches(destination.reference().substring("Organization/".length()));
    }

    /** Those whose name holds what was typed, those who are told by themselves first. */
    public List<Destination> find(Caller caller, String typed) {
        String name = typed.strip();
        if (name.isEmpty()) {
            return List.of();
        }
        List<Destination> found = new ArrayList<>(search(caller, "Organization", new Argument("name:contains", name)));
        String word = name.substring(name.lastIndexOf(' ') + 1);
        found.addAll(search(caller, "Practitioner", new Argument("name", word)));
        found.sort(Comparator.comparing((Destination each) -> !reaches(each)).thenComparing(Destination::name));
        return found;
    }

    /** Whom somebody means who typed a name: the one of the directory that is called so, else the name alone. */
    public Destination meant(Caller caller, String typed) {
        String name = typed.strip();
        List<Destination> called = find(caller, name).stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .toList();
        List<Destination> reached = called.stream().filter(this::reaches).toList();
        List<Destination> one = reached.isEmpty() ? called : reached;
        return one.size() == 1 ? one.getFirst() : new Destination("", name);
    }

    private List<Destination> search(Caller caller, String type, Argument which) {
        SearchRequest request = new SearchRequest(
                new Target.OfType(type),
                List.of(which, new Argument("active:not", "false"), new Argument("_count", FEW)),
                true);
        return searches.run(caller, request).matches().stream()
                .map(each -> records.bodies().open(Objects.requireNonNull(each.body())))
                .map(each -> new Destination(type + "/" + each.text("id"), name(each)))
                .filter(each -> !each.name().isBlank())
                .toList();
    }

    private static String name(JsonObject resource) {
        if ("Organization".equals(resource.text("resourceType"))) {
            return Parts.text(resource, "name");
        }
        JsonObject name = resource.objects("name").stream().findFirst().orElse(JsonObject.EMPTY);
        List<String> words = new ArrayList<>();
        for (Json given : name.list("given")) {
            words.add(given instanceof JsonString text ? text.value() : "");
        }
        words.add(Parts.text(name, "family"));
        return String.join(" ", words).strip();
    }
}
