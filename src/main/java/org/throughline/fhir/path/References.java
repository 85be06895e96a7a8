package org.throughline.fhir.path;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** Following references without a store. */
final class References {
    private References() {}

    /**
     * The resource that a Reference, canonical or uri points to: a contained one, what the resolver finds, else one that
     * has only the type and id in the address, which is what a search parameter asks about. Null when not even that.
     */
    static @Nullable Element resolve(Node node, Function<String, @Nullable JsonObject> resolver) {
        String reference = reference(node);
        if (reference != null && reference.startsWith("#") && node instanceof Element element) {
            return contained(element, reference.substring(1));
        }
        JsonObject found = reference == null ? null : resolver.apply(reference);
        if (found != null) {
            return Element.root(found);
        }
        String type = type(node, reference);
        return type == null ? null : Element.root(JsonObject.of("resourceType", new JsonString(type)));
    }

    private static @Nullable String reference(Node node) {
        Json json = node.json();
        if (json instanceof JsonObject object) {
            return object.text("reference");
        }
        return json instanceof JsonString string ? string.value() : null;
    }

    private static @Nullable Element contained(Element from, String id) {
        Element container = from.rootResource();
        if (id.isEmpty()) {
            return container;
        }
        for (Node candidate : container.children("contained")) {
            if (candidate instanceof Element element
                    && element.json() instanceof JsonObject object
                    && id.equals(object.text("id"))) {
                return element;
            }
        }
        return null;
    }

    private static @Nullable String type(Node node, @Nullable String reference) {
        String named = reference == null ? null : ReferenceText.typeOf(reference);
        if (named == null && node.json() instanceof JsonObject object) {
            named = object.text("type");
        }
        return named != null && R4.types().isResourceType(named) ? named : null;
    }
}
