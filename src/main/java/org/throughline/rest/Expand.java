package org.throughline.rest;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.Expansion;
import org.throughline.fhir.definitions.ValueSet;
import org.throughline.fhir.definitions.ValueSet.Coded;
import org.throughline.fhir.definitions.ValueSet.Filter;
import org.throughline.fhir.definitions.ValueSet.Rule;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The codes of a value set.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-operation-expand.html">$expand</a>
 */
final class Expand {
    /** No more codes are in one page of a large system. */
    private static final int MOST = 20_000;

    private final Parts parts;
    private final KnownTerminology terminology;
    private final InstantSource clock;

    Expand(Parts parts, KnownTerminology terminology, InstantSource clock) {
        this.parts = parts;
        this.terminology = terminology;
        this.clock = clock;
    }

    Reply expand(Call call) {
        Inputs inputs = Inputs.of(call);
        ValueSet valueSet = terminology.valueSetOf(call, inputs);
        String filter = inputs.text("filter").orElse("");
        int offset = inputs.number("offset", 0);
        int count = inputs.number("count", Integer.MAX_VALUE);
        Rule whole = ofOneSystem(valueSet);
        CodeSystem system = whole == null ? null : terminology.held(String.valueOf(whole.system()));
        return Outputs.reply(
                call,
                parts,
                whole == null || system == null || !system.header().complete()
                        ? listed(call, valueSet, filter.toLowerCase(Locale.ROOT), offset, count)
                        : ofSystem(valueSet, whole, system, filter, offset, count));
    }

    /** The rule of a set that is nothing but a system, or some part of its hierarchy; null for any other set. */
    private static @Nullable Rule ofOneSystem(ValueSet valueSet) {
        if (valueSet.includes().size() != 1 || !valueSet.excludes().isEmpty()) {
            return null;
        }
        Rule rule = valueSet.includes().getFirst();
        boolean plain = rule.concepts().isEmpty() && rule.valueSets().isEmpty() && rule.system() != null;
        return plain && rule.filters().stream().allMatch(Filter::isOfConcepts) ? rule : null;
    }

    private JsonObject ofSystem(ValueSet valueSet, Rule rule, CodeSystem system, String filter, int offset, int count) {
        if (filter.isBlank() && count == Integer.MAX_VALUE) {
            CodeSystem.Selected all = system.select(rule.filters());
            if (!all.missing().isEmpty()) {
                throw new Failed(new Failure.TooCostly("The value set has " + String.join(", ", all.missing())
                        + ". Ask for a part with count, or with filter."));
            }
        }
        CodeSystem.Page page = system.find(filter, rule.filters(), offset, Math.min(count, MOST));
        List<Json> contains = page.concepts().stream()
                .map(each -> json(new Coded(system.url(), each.code(), each.display())))
                .toList();
        return answer(valueSet, page.total(), offset, contains);
    }

    private JsonObject listed(Call call, ValueSet valueSet, String filter, int offset, int count) {
        Expansion expansion = terminology.expand(call.caller(), valueSet);
        if (!expansion.missing().isEmpty()) {
            throw new Failed(new Failure.Invalid(
                    "not-supported",
                    "",
                    "The value set cannot be expanded without what is not loaded here: "
                            + String.join(", ", expansion.missing()) + "."));
        }
        List<Coded> codes = expansion.codes().stream()
                .filter(coded -> matches(coded, filter))
                .toList();
        int from = Math.min(offset, codes.size());
        List<Json> page =
                codes.stream().skip(from).limit(count).map(Expand::json).toList();
        return answer(valueSet, codes.size(), from, page);
    }

    private static boolean matches(Coded coded, String filter) {
        return Objects.requireNonNullElse(coded.display(), "")
                        .toLowerCase(Locale.ROOT)
                        .contains(filter)
                || coded.code().toLowerCase(Locale.ROOT).startsWith(filter);
    }

    private static Json json(Coded coded) {
        return JsonObject.builder()
                .add("system", coded.system())
                .add("code", coded.code())
                .addIfPresent("display", coded.display())
                .build();
    }

    private JsonObject answer(ValueSet valueSet, int total, int offset, List<Json> page) {
        JsonObject.Builder expansion = JsonObject.builder()
                .add(
                        "timestamp",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .addIfPresent("total", total < 0 ? null : JsonNumber.of(total))
                .add("offset", JsonNumber.of(offset));
        if (!page.isEmpty()) {
            expansion.add("contains", new JsonArray(page));
        }
        JsonObject.Builder resource = JsonObject.builder().add("resourceType", "ValueSet");
        add(resource, "url", valueSet.url());
        add(resource, "version", valueSet.version());
        add(resource, "name", valueSet.name());
        add(resource, "title", valueSet.title());
        return resource.add("status", "active")
                .add("expansion", expansion.build())
                .build();
    }

    private static void add(JsonObject.Builder resource, String name, String value) {
        resource.addIfPresent(name, value.isEmpty() ? null : value);
    }
}
