package org.throughline.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.Expansion;
import org.throughline.fhir.definitions.Membership;
import org.throughline.fhir.definitions.Terminology;
import org.throughline.fhir.definitions.TerminologyJson;
import org.throughline.fhir.definitions.ValueSet;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.packages.Library;
import org.throughline.rest.Codings.Asked;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/**
 * Code systems, value sets and concept maps: those that are loaded, else those that are stored as resources and that the
 * caller may see.
 */
record KnownTerminology(Parts parts, Searches searches, Supplier<Library> library) {

    private Terminology loaded() {
        return library.get().terminology();
    }

    /** A code system that is loaded; null when it is not. */
    @Nullable
    CodeSystem held(String url) {
        return loaded().codeSystem(url);
    }

    Optional<CodeSystem> codeSystem(Caller caller, String url) {
        CodeSystem known = loaded().codeSystem(url);
        return known != null
                ? Optional.of(known)
                : stored(caller, "CodeSystem", "url", url).map(TerminologyJson::codeSystem);
    }

    Optional<ValueSet> valueSet(Caller caller, String url) {
        ValueSet known = loaded().valueSet(url);
        return known != null
                ? Optional.of(known)
                : stored(caller, "ValueSet", "url", url).map(TerminologyJson::valueSet);
    }

    /** The concept map of an address, or from a value set: a stored one, else a loaded one. */
    Optional<JsonObject> conceptMap(Caller caller, String parameter, String value) {
        return stored(caller, "ConceptMap", parameter, value)
                .or(() -> library.get().all("ConceptMap").stream()
                        .filter(map -> parameter.equals("url")
                                ? value.equals(map.text("url"))
                                : value.equals(map.text("sourceUri")) || value.equals(map.text("sourceCanonical")))
                        .findFirst());
    }

    /** The first stored resource that a parameter finds. */
    Optional<JsonObject> stored(Caller caller, String type, String parameter, String value) {
        int bar = value.indexOf('|');
        String plain = bar < 0 ? value : value.substring(0, bar);
        String escaped = plain.replace("\\", "\\\\").replace(",", "\\,").replace("$", "\\$");
        SearchRequest request = new SearchRequest(
                new Target.OfType(type), List.of(new Argument(parameter, escaped), new Argument("_count", "1")), true);
        return searches.run(caller, request).matches().stream().findFirst().map(parts.rendering()::tree);
    }

    /** The value set that a call is about: that of its place, a body, or the one that {@code url} names. */
    ValueSet valueSetOf(Call call, Inputs inputs) {
        if (call.place() instanceof Place.InstanceOperation place) {
            return TerminologyJson.valueSet(
                    parts.rendering().tree(parts.records().read(call.caller(), place.type(), place.id())));
        }
        Optional<JsonObject> given = inputs.resource("valueSet");
        if (given.isPresent()) {
            return TerminologyJson.valueSet(given.get());
        }
        String url = inputs.required("url");
        return valueSet(call.caller(), url).orElseThrow(() -> notLoaded("The value set", url));
    }

    CodeSystem codeSystemOf(Call call, Inputs inputs, String parameter, @Nullable String ofCoding) {
        if (call.place() instanceof Place.InstanceOperation place) {
            return TerminologyJson.codeSystem(
                    parts.rendering().tree(parts.records().read(call.caller(), place.type(), place.id())));
        }
        String url = ofCoding == null ? inputs.required(parameter) : ofCoding;
        return codeSystem(call.caller(), url).orElseThrow(() -> notLoaded("The code system", url));
    }

    static Failed notLoaded(String what, String url) {
        return new Failed(new Failure.NotFound(what + " " + url + " is not loaded here."));
    }

    /** The codes of a value set, with whatever else is stored that it needs. */
    Expansion expand(Caller caller, ValueSet valueSet) {
        return withStored(caller, valueSet).expand(valueSet);
    }

    /** Whether a code is in a value set; of one without a system, whether it is in one of the systems of the set. */
    Membership membership(Caller caller, ValueSet valueSet, Asked asked) {
        Terminology terminology = withStored(caller, valueSet);
        String system = asked.system();
        if (system != null) {
            return terminology.membership(valueSet, system, asked.code());
        }
        Expansion expansion = terminology.expand(valueSet);
        return expansion.codes().stream()
                .filter(each -> each.code().equals(asked.code()))
                .findFirst()
                .map(each -> new Membership(true, each.display(), List.of()))
                .orElseGet(
                        () -> new Membership(expansion.missing().isEmpty() ? false : null, null, expansion.missing()));
    }

    private Terminology withStored(Caller caller, ValueSet valueSet) {
        Map<String, CodeSystem> systems = new HashMap<>();
        Map<String, ValueSet> sets = new HashMap<>();
        gather(caller, valueSet, systems, sets);
        return systems.isEmpty() && sets.isEmpty() ? loaded() : loaded().with(systems.values(), sets.values());
    }

    private void gather(Caller caller, ValueSet set, Map<String, CodeSystem> systems, Map<String, ValueSet> sets) {
        Stream.concat(set.includes().stream(), set.excludes().stream()).forEach(rule -> {
            String system = rule.system();
            if (system != null
                    && rule.concepts().isEmpty()
                    && !systems.containsKey(system)
                    && loaded().codeSystem(system) == null) {
                codeSystem(caller, system).ifPresent(found -> systems.put(system, found));
            }
            for (String url : rule.valueSets()) {
                if (!sets.containsKey(url) && loaded().valueSet(url) == null) {
                    valueSet(caller, url).ifPresent(found -> {
                        sets.put(url, found);
                        gather(caller, found, systems, sets);
                    });
                }
            }
        });
    }
}
