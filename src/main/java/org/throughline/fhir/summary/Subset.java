package org.throughline.fhir.summary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.ElementDefinition;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/**
 * Part of a resource, see <a href="https://hl7.org/fhir/R4/search.html#summary">summary</a> and <a
 * href="https://hl7.org/fhir/R4/search.html#elements">elements</a>. Each answer carries the tag SUBSETTED, so that nobody
 * takes it for the whole and writes it back.
 */
public final class Subset {
    private static final Set<String> KEPT = Set.of("resourceType", "id", "meta");
    private static final JsonObject SUBSETTED = JsonObject.builder()
            .add("system", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue")
            .add("code", "SUBSETTED")
            .build();

    private Subset() {}

    /** {@code _summary=true}: what R4 marks as summary, at every level. */
    public static JsonObject summary(JsonObject resource) {
        return tagged(summary(resource, type(resource)));
    }

    /** {@code _summary=text}: the narrative, and what is mandatory at the top. */
    public static JsonObject text(JsonObject resource) {
        return top(resource, element -> element.min() > 0 || element.name().equals("text"));
    }

    /** {@code _summary=data}: everything but the narrative. */
    public static JsonObject data(JsonObject resource) {
        return tagged(resource.without("text"));
    }

    /**
     * {@code _elements}: the named elements, and what is mandatory or modifies the meaning.
     *
     * @param names of elements at the top, as in FHIRPath ({@code value}) or as in JSON ({@code valueQuantity})
     */
    public static JsonObject elements(JsonObject resource, Collection<String> names) {
        TypeDefinition type = type(resource);
        return top(
                resource,
                element -> element.min() > 0
                        || element.modifier()
                        || names.contains(element.name())
                        || (element.choice()
                                && type.members(element.name()).stream()
                                        .anyMatch(member -> names.contains(member.name()))));
    }

    private static TypeDefinition type(JsonObject resource) {
        String name = resource.text("resourceType");
        TypeDefinition type = name == null ? null : R4.types().get(name);
        return type == null ? R4.types().require("Resource") : type;
    }

    private static JsonObject top(JsonObject resource, Predicate<ElementDefinition> wanted) {
        TypeDefinition type = type(resource);
        JsonObject.Builder part = JsonObject.builder();
        for (int i = 0; i < resource.size(); i++) {
            String name = resource.nameAt(i);
            Member member = member(type, name);
            if (KEPT.contains(name) || (member != null && wanted.test(member.element()))) {
                part.add(name, resource.valueAt(i));
            }
        }
        return tagged(part.build());
    }

    /** The member that a property is of; for {@code _birthDate}, that of the primitive. */
    private static @Nullable Member member(TypeDefinition type, String property) {
        return type.member(property.startsWith("_") ? property.substring(1) : property);
    }

    private static JsonObject summary(JsonObject object, TypeDefinition type) {
        JsonObject.Builder part = JsonObject.builder();
        for (int i = 0; i < object.size(); i++) {
            String name = object.nameAt(i);
            Member member = member(type, name);
            if (member == null ? KEPT.contains(name) : isSummary(member.element())) {
                Json value = object.valueAt(i);
                part.add(name, member == null || name.startsWith("_") ? value : summary(value, member));
            }
        }
        return part.build();
    }

    private static boolean isSummary(ElementDefinition element) {
        return element.summary() || element.min() > 0;
    }

    private static Json summary(Json value, Member member) {
        return switch (value) {
            case JsonObject object when member.type().isResource() -> summary(object, type(object));
            case JsonObject object -> summaryOrAll(object, member.type());
            case JsonArray array -> {
                List<Json> items = new ArrayList<>(array.size());
                array.values().forEach(item -> items.add(summary(item, member)));
                yield new JsonArray(items);
            }
            default -> value;
        };
    }

    /** Something of which no part is marked, such as an extension's own, is given whole: FHIR has no empty objects. */
    private static JsonObject summaryOrAll(JsonObject object, TypeDefinition type) {
        JsonObject part = summary(object, type);
        return part.size() == 0 ? object : part;
    }

    private static JsonObject tagged(JsonObject part) {
        JsonObject meta = part.object("meta");
        if (meta == null) {
            JsonObject tag = JsonObject.of("tag", JsonArray.of(SUBSETTED));
            return afterId(part, tag);
        }
        List<Json> tags = new ArrayList<>(meta.list("tag"));
        if (!tags.contains(SUBSETTED)) {
            tags.add(SUBSETTED);
        }
        return part.with("meta", meta.with("tag", new JsonArray(tags)));
    }

    private static JsonObject afterId(JsonObject part, JsonObject meta) {
        String before = part.has("id") ? "id" : "resourceType";
        JsonObject.Builder all = JsonObject.builder();
        for (int i = 0; i < part.size(); i++) {
            all.add(part.nameAt(i), part.valueAt(i));
            if (part.nameAt(i).equals(before)) {
                all.add("meta", meta);
            }
        }
        return all.build();
    }
}
