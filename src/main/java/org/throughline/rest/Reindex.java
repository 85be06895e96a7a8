package org.throughline.rest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.search.AddedParameters;
import org.throughline.search.Reindexing;

/**
 * Has the index of all resources or of a type made anew, in the background: {@code POST Observation/$reindex}. By GET it
 * only tells how far that is, and how far the search parameters are that clients posted and packages brought.
 */
final class Reindex {
    private final Parts parts;
    private final Reindexing reindexing;
    private final AddedParameters added;

    Reindex(Parts parts, Reindexing reindexing, AddedParameters added) {
        this.parts = parts;
        this.reindexing = reindexing;
        this.added = added;
    }

    Reply reindex(Call call) {
        Explain.requireAdministrator(call, "have the index made anew");
        if (call.method().equals("POST")) {
            reindexing.ask(
                    call.place() instanceof Place.TypeOperation place
                            ? List.of(place.type())
                            : parts.types().resourceTypes());
        }
        Outputs outputs = new Outputs();
        reindexing.status().forEach(each -> outputs.parts("type", status(each.type(), each.part(), each.done())));
        added.status().forEach(each -> outputs.parts("searchParameter", status(each.id(), each.part(), each.done())));
        return outputs.reply(call, parts);
    }

    private static Outputs status(String name, double part, boolean done) {
        String percent =
                BigDecimal.valueOf(part * 100).setScale(1, RoundingMode.DOWN).toPlainString();
        return new Outputs()
                .text("name", name)
                .add("percent", "valueDecimal", new JsonNumber(percent))
                .flag("done", done);
    }
}
