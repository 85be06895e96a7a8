package org.throughline.care.check;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Bodies;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Finds resources for whoever asks, within an open transaction or without. */
@FunctionalInterface
public interface Lookup {
    /**
     * The first page of what matches.
     *
     * @param type the FHIR type
     * @param criteria names and values in turn
     */
    Found find(String type, String... criteria);

    /** The same for as much as whoever asks may see: by it is looked after the patient refused that private items are used. */
    default Lookup own() {
        return this;
    }

    /**
     * What was found.
     *
     * @param whole whether that is all that matches
     */
    record Found(List<JsonObject> matches, List<JsonObject> included, boolean whole) {
        public Found {
            matches = List.copyOf(matches);
            included = List.copyOf(included);
        }
    }

    /**
     * Looks as somebody.
     *
     * @param search gives first pages, within a transaction or without
     */
    static Lookup through(BiFunction<Caller, SearchRequest, SearchPage> search, Bodies bodies, Caller caller) {
        return (type, criteria) -> {
            SearchPage page =
                    search.apply(caller, new SearchRequest(new Target.OfType(type), arguments(criteria), true));
            return new Found(opened(page.matches(), bodies), opened(page.includes(), bodies), page.next() == null);
        };
    }

    /**
     * Looks at all there is on behalf of somebody, what other organizations gave us included. After a refusal it is looked as they may themselves, in one way whether
     * anything is kept from them or not, so that how long it takes tells nothing.
     *
     * @param asking who may see less
     */
    static Lookup through(
            BiFunction<Caller, SearchRequest, SearchPage> search, Bodies bodies, Caller product, Caller asking) {
        Lookup all = through(search, bodies, product.withOutside());
        Lookup own = through(search, bodies, asking.withOutside());
        return new Lookup() {
            @Override
            public Found find(String type, String... criteria) {
                return all.find(type, criteria);
            }

            @Override
            public Lookup own() {
                return (type, criteria) -> asking.may(Interaction.SEARCH, type)
                        ? own.find(type, criteria)
                        : new Found(List.of(), List.of(), true);
            }
        };
    }

    private static List<JsonObject> opened(List<Stored> stored, Bodies bodies) {
        return stored.stream()
                .map(each -> bodies.open(Objects.requireNonNull(each.body())))
                .toList();
    }

    private static List<Argument> arguments(String... criteria) {
        Argument[] arguments = new Argument[criteria.length / 2];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new Argument(criteria[2 * i], criteria[2 * i + 1]);
        }
        return List.of(arguments);
    }
}
