package org.throughline.care.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
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

/** Searches among the resources of one patient, as far as a caller may see them. */
record PatientSearch(Records records, Searches searches) {
    static final int MOST_AT_ALL = 10_000;
    private static final int LARGEST_PAGE = 1_000;

    /** Resources of a patient: of this type, in this order, that fulfil the criteria, with what they refer to. */
    record Wanted(String type, String sort, List<Argument> criteria, List<Argument> includes) {
        Wanted(String type, String sort) {
            this(type, sort, List.of(), List.of());
        }

        Wanted of(String parameter, String value) {
            List<Argument> more = new ArrayList<>(criteria);
            more.add(new Argument(parameter, value));
            return new Wanted(type, sort, more, includes);
        }

        Wanted including(String reference) {
            return new Wanted(type, sort, criteria, List.of(new Argument("_include", type + ":" + reference)));
        }
    }

    /** What comes from a source; of orders of medications with what they refer to, where the caller may see that. */
    static Wanted wanted(Caller caller, Source source) {
        Wanted wanted = new Wanted(source.type(), source.order(), source.criteria(), List.of());
        return source.type().equals("MedicationRequest") && caller.may(Interaction.SEARCH, "Medication")
                ? wanted.including("medication")
                : wanted;
    }

    /** A text as the value of a parameter: a comma would mean "or". */
    static String escaped(String words) {
        return words.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("|", "\\|")
                .replace("$", "\\$");
    }

    /** Resources, what they refer to, and how many more there are. */
    record Read(List<JsonObject> resources, List<JsonObject> included, long unread) {

        /** As the lines of a list, without what was entered in error. */
        List<Item> items() {
            Map<String, JsonObject> referred = referred();
            return resources.stream()
                    .flatMap(resource -> ItemReader.read(resource, referred).stream())
                    .toList();
        }

        /** What is referred to, by its reference. */
        Map<String, JsonObject> referred() {
            return included.stream()
                    .collect(Collectors.toMap(
                            each -> each.text("resourceType") + "/" + each.text("id"),
                            Function.identity(),
                            (same, again) -> same));
        }
    }

    /** @param most so many are read; how many more there are is counted */
    Read find(Caller caller, Wanted wanted, String patient, int most) {
        List<Argument> narrow = narrow(wanted, patient);
        List<Argument> arguments = new ArrayList<>(narrow);
        arguments.addAll(wanted.includes());
        arguments.add(new Argument("_sort", wanted.sort()));
        arguments.add(new Argument("_count", Integer.toString(Math.min(most, LARGEST_PAGE))));
        Target target = new Target.OfType(wanted.type());
        SearchPage page = searches.run(caller, new SearchRequest(target, arguments, true));
        List<JsonObject> resources = opened(page.matches());
        List<JsonObject> included = opened(page.includes());
        while (page.next() != null && resources.size() < most) {
            page = searches.next(caller, target, page.next());
            resources.addAll(opened(page.matches()));
            included.addAll(opened(page.includes()));
        }
        long unread = page.next() == null ? 0 : count(caller, target, narrow) - resources.size();
        return new Read(resources, included, unread);
    }

    /** How many there are. */
    long count(Caller caller, Wanted wanted, String patient) {
        return count(caller, new Target.OfType(wanted.type()), narrow(wanted, patient));
    }

    private static List<Argument> narrow(Wanted wanted, String patient) {
        List<Argument> narrow = new ArrayList<>(wanted.criteria());
        narrow.add(new Argument("patient", "Patient/" + patient));
        return narrow;
    }

    private long count(Caller caller, Target target, List<Argument> narrow) {
        List<Argument> arguments = new ArrayList<>(narrow);
        arguments.add(new Argument("_summary", "count"));
        Long total =
                searches.run(caller, new SearchRequest(target, arguments, true)).total();
        return total == null ? 0 : total;
    }

    private List<JsonObject> opened(List<Stored> stored) {
        List<JsonObject> opened = new ArrayList<>(stored.size());
        stored.forEach(each -> opened.add(open(each)));
        return opened;
    }

    JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
