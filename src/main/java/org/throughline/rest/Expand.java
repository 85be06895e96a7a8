package org.throughline.rest;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.throughline.fhir.definitions.Expansion;
import org.throughline.fhir.definitions.ValueSet;
import org.throughline.fhir.definitions.ValueSet.Coded;
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
        Expansion expansion = terminology.expand(call.caller(), valueSet);
        if (!expansion.missing().isEmpty()) {
            throw new Failed(new Failure.Invalid(
                    "not-supported",
                    "",
                    "The value set cannot be expanded without what is not loaded here: "
                            + String.join(", ", expansion.missing()) + "."));
        }
        String filter = inputs.text("filter").orElse("").toLowerCase(Locale.ROOT);
        List<Coded> codes = expansion.codes().stream()
                .filter(coded -> matches(coded, filter))
                .toList();
        int offset = Math.min(inputs.number("offset", 0), codes.size());
        List<Json> page = codes.stream()
                .skip(offset)
                .limit(inputs.number("count", Integer.MAX_VALUE))
                .map(Expand::json)
                .toList();
        return Outputs.reply(call, parts, answer(valueSet, codes.size(), offset, page));
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
                .add("total", JsonNumber.of(total))
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
