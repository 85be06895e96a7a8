package org.throughline.care.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** Resources, what they refer to, and how many more there are, up to {@link ChartReader#MOST_COUNTED}. */
    record Read(List<JsonObject> resources, List<JsonObject> included, long unread) {

        /** As the lines of a list, without what was entered in error. */
        List<Item> items() {
            Map<String, JsonObject> referred = referred();
            return resources.stream()
                    .flatMap(resource -> ItemReader.read(resource, referred).stream())
                    .toList();
        }

        /** Together with others that were read, each once. */
        Read and(Read others) {
            Set<Object> ids = resources.stream().map(each -> each.text("id")).collect(Collectors.toSet());
            List<JsonObject> all = new ArrayList<>(resources);
            others.resources.stream()
                    .filter(each -> !ids.contains(each.text("id")))
                    .forEach(all::add);
            List<JsonObject> references = new ArrayList<>(included);
            references.addAll(others.included);
            return new Read(all, references, Math.max(0, unread - (all.size() - resources.size())));
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
        Read found = first(caller, wanted, patient, most);
        return found.unread() == 0 ? found : counted(caller, wanted, patient, found);
    }

    private Read counted(Caller caller, Wanted wanted, String patient, Read found) {
        Target target = new Target.OfType(wanted.type());
        int read = found.resources().size();
        SearchRequest all = new SearchRequest(target, narrow(wanted, patient), true);
        int count = searches.countUpTo(caller, all, read + ChartReader.MOST_COUNTED);
        return new Read(found.resources(), found.included(), Math.max(1, count - read));
    }

    /** The same, but when there are more than were read, they are told as one: nothing is counted. */
    Read first(Caller caller, Wanted wanted, String patient, int most) {
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
        return new Read(resources, included, page.next() == null ? 0 : 1);
    }

    /** How many there are, up to {@link ChartReader#MOST_COUNTED}. */
    int count(Caller caller, Wanted wanted, String patient) {
        Target target = new Target.OfType(wanted.type());
        return searches.countUpTo(
                caller, new SearchRequest(target, narrow(wanted, patient), true), ChartReader.MOST_COUNTED);
    }

    private static List<Argument> narrow(Wanted wanted, String patient) {
        List<Argument> narrow = new ArrayList<>(wanted.criteria());
        narrow.add(new Argument("patient", "Patient/" + patient));
        return narrow;
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
