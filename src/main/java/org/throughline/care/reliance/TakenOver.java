package org.throughline.care.reliance;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.check.Lookup;
import org.throughline.fhir.json.JsonObject;

/** Entries of ours that were made from another organization's: a Provenance names what each was made from. Pure. */
final class TakenOver {
    private TakenOver() {}

    static List<Relied> of(Lookup.Found page, Reliance.Asked asked) {
        Map<String, JsonObject> entries =
                page.matches().stream().collect(Collectors.toMap(Said::reference, Function.identity()));
        return page.included().stream()
                .filter(provenance -> isFrom(provenance, asked.address()))
                .flatMap(provenance -> provenance.objects("target").stream()
                        .map(target -> Parts.text(target, "reference").replaceFirst("/_history/.*", ""))
                        .flatMap(target -> Stream.ofNullable(entries.get(target)))
                        .flatMap(entry -> relied(entry, provenance, asked)))
                .toList();
    }

    private static boolean isFrom(JsonObject provenance, String address) {
        return provenance.objects("entity").stream()
                .flatMap(entity -> Stream.ofNullable(entity.object("what")))
                .anyMatch(what -> Parts.text(what, "reference").startsWith(address));
    }

    private static Stream<Relied> relied(JsonObject entry, JsonObject provenance, Reliance.Asked asked) {
        JsonObject who = provenance.objects("agent").stream()
                .flatMap(agent -> Stream.ofNullable(agent.object("who")))
                .findFirst()
                .orElse(JsonObject.EMPTY);
        return Said.moment(provenance, "recorded").stream()
                .filter(asked::covers)
                .map(at -> Said.by(who, Relied.What.TAKEN_OVER, entry, at, true));
    }
}
