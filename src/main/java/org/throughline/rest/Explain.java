package org.throughline.rest;

import java.util.List;
import org.throughline.access.Interaction;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Shows an administrator how the database answers a search: {@code Observation/$explain?code=…}. */
final class Explain {
    private final Parts parts;
    private final Searches searches;

    Explain(Parts parts, Searches searches) {
        this.parts = parts;
        this.searches = searches;
    }

    Reply explain(Call call) {
        requireAdministrator(call, "see how a search is answered");
        Target target = call.place() instanceof Place.TypeOperation place
                ? new Target.OfType(place.type())
                : new Target.OfSystem(List.of());
        List<Argument> arguments = call.parameters().stream()
                .filter(parameter -> !Format.isAboutTheAnswer(parameter.name()))
                .map(parameter -> new Argument(parameter.name(), parameter.value()))
                .toList();
        Outputs outputs = new Outputs();
        searches.explain(call.caller(), new SearchRequest(target, arguments, true))
                .forEach(line -> outputs.text("line", line));
        return outputs.reply(call, parts);
    }

    /** Refuses who may not do everything. */
    static void requireAdministrator(Call call, String what) {
        for (Interaction interaction : Interaction.values()) {
            if (!call.caller().may(interaction, "*")) {
                throw new Failed(new Failure.Forbidden("Only an administrator may " + what + "."));
            }
        }
    }
}
