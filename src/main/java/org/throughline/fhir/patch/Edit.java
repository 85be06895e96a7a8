package org.throughline.fhir.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.path.Element;

/** Making a new tree of a resource in which one element has changed. */
final class Edit {
    private Edit() {}

    /** The resource in which the members of an element have been changed. */
    static JsonObject members(Element element, UnaryOperator<JsonObject> change) {
        JsonObject changed = change.apply(object(element));
        Element parent = element.parent();
        Member member = element.member();
        if (parent == null || member == null) {
            return changed;
        }
        Content content = element.definition().isPrimitive()
                ? new Content(element.json(), changed.size() == 0 ? null : changed)
                : new Content(changed, null);
        return members(parent, object -> replace(object, member, element, content));
    }

    /** The members of an element; of a primitive, its id and extensions. */
    static JsonObject object(Element element) {
        if (element.definition().isPrimitive()) {
            JsonObject extra = element.extra();
            return extra == null ? JsonObject.EMPTY : extra;
        }
        return element.json() instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    private static JsonObject replace(JsonObject object, Member member, Element element, Content content) {
        List<Content> contents = new ArrayList<>(Content.of(object, member));
        contents.set(Math.max(0, element.index()), content);
        return Content.write(object, member, contents);
    }
}
