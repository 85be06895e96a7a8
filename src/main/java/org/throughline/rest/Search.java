package org.throughline.rest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Interaction;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Parameter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * Finds resources: of a type, of all types, in a compartment; by GET and by POST.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#search">search</a>
 */
final class Search {
    private static final String PAGE = "_page";
    private static final byte[] MATCH = mode("match");
    private static final byte[] INCLUDE = mode("include");
    private static final byte[] OUTCOME = mode("outcome");

    private final Parts parts;
    private final Searches searches;

    Search(Parts parts, Searches searches) {
        this.parts = parts;
        this.searches = searches;
    }

    private static byte[] mode(String mode) {
        return BundleWriter.members(JsonObject.of("search", JsonObject.of("mode", new JsonString(mode))));
    }

    /** Searches what the call's place stands for. */
    Reply search(Call call) {
        Target target = target(call.place());
        requireRight(call, target);
        Optional<String> token = call.parameter(PAGE);
        SearchPage page = token.isPresent()
                ? next(call, target, token.get())
                : searches.run(
                        call.caller(),
                        new SearchRequest(target, arguments(call), call.prefer().strict()));
        Set<Long> patients = new HashSet<>();
        BundleWriter bundle = new BundleWriter("searchset", page.total(), links(page));
        for (Stored stored : page.matches()) {
            write(bundle, stored, page, MATCH, patients);
        }
        for (Stored stored : page.includes()) {
            write(bundle, stored, page, INCLUDE, patients);
        }
        if (!page.warnings().isEmpty()) {
            bundle.entry(null, JsonWriter.bytes(Outcomes.of("warning", page.warnings())), OUTCOME);
        }
        return Reply.of(
                parts.rendering().content(200, bundle.finish(), call.format()),
                Action.SEARCH,
                page.target() instanceof Target.OfType type ? parts.types().number(type.type()) : 0,
                patients);
    }

    /** A link holds its whole query, so that nothing can be added to it. */
    private SearchPage next(Call call, Target target, String token) {
        for (Argument argument : arguments(call)) {
            if (!argument.name().equals(PAGE)) {
                throw new Failed(new Failure.Malformed(
                        "invalid", "?" + argument.name(), "A link to a page takes no further parameters."));
            }
        }
        return searches.next(call.caller(), target, token);
    }

    private static void requireRight(Call call, Target target) {
        String type = switch (target) {
            case Target.OfType of -> of.type();
            case Target.InCompartment in -> in.type();
            case Target.OfSystem ignored -> "*";
        };
        if (!type.equals("*")) {
            Records.require(call.caller(), Interaction.SEARCH, type);
        }
    }

    private static Target target(Place place) {
        return switch (place) {
            case Place.OfType of -> new Target.OfType(of.type());
            case Place.TypeSearch of -> new Target.OfType(of.type());
            case Place.Compartment in -> new Target.InCompartment(in.type(), in.id(), in.member());
            default -> new Target.OfSystem(List.of());
        };
    }

    private void write(BundleWriter bundle, Stored stored, SearchPage page, byte[] mode, Set<Long> patients) {
        bundle.entry(parts.url(stored.type(), stored.id()), parts.rendering().json(stored, page.shape()), mode);
        if (stored.patient() != 0) {
            patients.add(stored.patient());
        }
    }

    private static List<Argument> arguments(Call call) {
        return call.parameters().stream()
                .filter(parameter -> !Format.isAboutTheAnswer(parameter.name()))
                .map(Search::argument)
                .toList();
    }

    private static Argument argument(Parameter parameter) {
        return new Argument(parameter.name(), parameter.value());
    }

    private List<BundleWriter.Link> links(SearchPage page) {
        String address = parts.settings().base() + path(page.target());
        List<BundleWriter.Link> links = new ArrayList<>();
        links.add(new BundleWriter.Link("self", page.self().isEmpty() ? address : address + "?" + page.self()));
        if (page.next() != null) {
            links.add(new BundleWriter.Link("next", address + "?" + PAGE + "=" + page.next()));
        }
        return links;
    }

    private static String path(Target target) {
        return switch (target) {
            case Target.OfType type -> "/" + type.type();
            case Target.OfSystem ignored -> "";
            case Target.InCompartment in -> "/" + in.centre() + "/" + in.id() + "/" + in.type();
        };
    }
}
