package org.throughline.search.index;

import java.util.ArrayList;
import java.util.List;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.json.JsonObject;
import org.throughline.search.parameter.Composites;
import org.throughline.search.parameter.IndexedPath;

/**
 * One row per instance of a composite: the key is made of the composite's path and the first part, the second part
 * decides the table. A third part has rows of the same kind as the second, with the key turned once more.
 */
final class CompositeIndex {
    private static final String OF_RESOURCE = "%resource.";

    private final Converter converter;
    private final Place place;
    private final List<Part> parts = new ArrayList<>();

    /** Where the values of a part stand: below the composite's element, or ({@code %resource}) below the resource. */
    private record Part(SearchType type, Step<Boolean> ofElement, Step<Boolean> ofResource) {
        void walk(JsonObject resource, JsonObject element, Step.Visitor<Boolean> visitor) {
            ofElement.walk(element, visitor);
            ofResource.walk(resource, visitor);
        }
    }

    CompositeIndex(IndexedPath path, TypeDefinition resource, TypeDefinition element, Converter converter) {
        this.converter = converter;
        this.place = Place.of(path.path());
        for (IndexedPath.Component component : path.components()) {
            Part part = new Part(component.type(), new Step<>(), new Step<>());
            for (String alternative : component.expression().split(" \\| ", -1)) {
                if (alternative.startsWith(OF_RESOURCE)) {
                    bind(resource, alternative.substring(OF_RESOURCE.length()), part.ofResource());
                } else {
                    bind(element, alternative, part.ofElement());
                }
            }
            parts.add(part);
        }
    }

    private static void bind(TypeDefinition from, String expression, Step<Boolean> step) {
        List<PlainPath.Part> steps = PlainPath.parse(expression);
        if (steps != null) {
            step.add(from, steps, true);
        }
    }

    void index(Rows rows, JsonObject resource, JsonObject element) {
        Places first = Places.at(place);
        List<Long> keys =
                rows.keysOf(() -> parts.getFirst().walk(resource, element, converting(rows, first, parts.getFirst())));
        for (long key : keys) {
            for (int i = 1; i < parts.size(); i++) {
                Places below = Places.at(place.under(Composites.key(key, i)));
                parts.get(i).walk(resource, element, converting(rows, below, parts.get(i)));
            }
        }
    }

    private Step.Visitor<Boolean> converting(Rows rows, Places places, Part part) {
        return (_, member, value) -> converter.convert(
                rows, places, part.type(), member.type().name(), value, TypeIndex.impliedSystem(member, value));
    }
}
