package org.throughline.rest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Interaction;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
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
 * The last observations of each kind, newest first.
 *
 * @see <a href="https://hl7.org/fhir/R4/observation-operation-lastn.html">$lastn</a>
 */
final class Lastn {
    private static final Set<String> OURS = Set.of("max", "_sort", "_count", "_page");
    private static final int PAGE = 1000;
    private static final int MOST = 20_000;

    private final Parts parts;
    private final Searches searches;

    Lastn(Parts parts, Searches searches) {
        this.parts = parts;
        this.searches = searches;
    }

    Reply lastn(Call call) {
        Records.require(call.caller(), Interaction.SEARCH, "Observation");
        int max = Math.max(1, Inputs.of(call).number("max", 1));
        List<Stored> last = last(call, max);
        Set<Long> patients = new HashSet<>();
        BundleWriter bundle = new BundleWriter("searchset", (long) last.size(), List.of());
        for (Stored stored : last) {
            patients.add(stored.patient());
            bundle.match(
                    parts.url(stored.type(), stored.id()), parts.rendering().json(stored));
        }
        patients.remove(0L);
        return Reply.of(
                parts.rendering().content(200, bundle.finish(), call.format()),
                Action.OPERATION,
                parts.types().number("Observation"),
                patients);
    }

    private List<Stored> last(Call call, int max) {
        Map<String, Integer> counts = new HashMap<>();
        List<Stored> last = new ArrayList<>();
        Target target = new Target.OfType("Observation");
        SearchPage page = searches.run(call.caller(), new SearchRequest(target, arguments(call), true));
        for (int seen = page.matches().size(); ; seen += page.matches().size()) {
            for (Stored stored : page.matches()) {
                if (counts.merge(kind(stored), 1, Integer::sum) <= max) {
                    last.add(stored);
                }
            }
            if (page.next() == null) {
                return last;
            }
            if (seen >= MOST) {
                throw new Failed(new Failure.TooCostly(
                        "There are more than " + MOST + " observations; narrow it by patient, category or code."));
            }
            page = searches.next(call.caller(), target, page.next());
        }
    }

    private static List<Argument> arguments(Call call) {
        List<Argument> arguments = call.parameters().stream()
                .filter(parameter -> !OURS.contains(parameter.name()) && !Format.isAboutTheAnswer(parameter.name()))
                .map(parameter -> new Argument(parameter.name(), parameter.value()))
                .collect(Collectors.toCollection(ArrayList::new));
        arguments.add(new Argument("_sort", "-date"));
        arguments.add(new Argument("_count", String.valueOf(PAGE)));
        return arguments;
    }

    /** Observations are of one kind when their code has the same codings; without any, the same text. */
    private String kind(Stored stored) {
        JsonObject code = parts.rendering().tree(stored).object("code");
        if (code == null || code.objects("coding").isEmpty()) {
            return code == null ? "" : String.valueOf(code.text("text"));
        }
        return code.objects("coding").stream()
                .map(coding -> coding.text("system") + "|" + coding.text("code"))
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(" "));
    }
}
