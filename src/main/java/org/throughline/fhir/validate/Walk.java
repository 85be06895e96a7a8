package org.throughline.fhir.validate;

import java.util.List;
import java.util.stream.Collectors;
import org.throughline.fhir.definitions.ElementDefinition;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNull;
import org.throughline.fhir.json.JsonObject;

/** One validation: goes through the tree with the definition of each place in hand. */
final class Walk {
    private final Findings findings;
    private final Bindings bindings;
    private final ReferenceRules references;

    Walk(Findings findings) {
        this.findings = findings;
        this.bindings = new Bindings(findings);
        this.references = new ReferenceRules(findings);
    }

    /** A resource that contains others: the one that is stored, or one in a Bundle. */
    void resource(JsonObject resource, TypeDefinition type) {
        JsonObject outer = references.enter(resource);
        object(resource, type);
        references.leave(outer);
    }

    private void object(JsonObject object, TypeDefinition type) {
        if (object.size() == 0) {
            findings.add("structure", "An object must not be empty; leave the element out instead.");
        }
        for (int i = 0; i < object.size() && !findings.isFull(); i++) {
            String name = object.nameAt(i);
            Member member = type.member(name);
            if (member != null) {
                member(object, type, member, object.valueAt(i));
            } else if (!(type.isResource() && name.equals("resourceType"))) {
                sibling(object, type, name, object.valueAt(i));
            }
        }
        List<ElementDefinition> required = type.required();
        for (int i = 0; i < required.size(); i++) {
            required(object, type, required.get(i));
        }
    }

    private void required(JsonObject object, TypeDefinition type, ElementDefinition element) {
        List<Member> members = type.members(element.name());
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (object.has(member.name()) || object.has(member.sibling())) {
                return;
            }
        }
        String name = element.choice() ? element.name() + "[x]" : element.name();
        findings.add("required", element.name(), name + " is required here.");
    }

    private void member(JsonObject object, TypeDefinition type, Member member, Json value) {
        ElementDefinition element = member.element();
        findings.enter(element.name());
        if (element.choice()) {
            onlyChoice(object, type, member);
        }
        if (!element.repeats()) {
            single(member, value);
        } else if (value instanceof JsonArray array) {
            list(object, member, array);
        } else {
            findings.add("structure", member.name() + " repeats, so it must be a JSON array.");
        }
        findings.leave();
    }

    private void list(JsonObject object, Member member, JsonArray array) {
        if (array.size() == 0) {
            findings.add("structure", "An array must not be empty; leave the element out instead.");
        }
        if (array.size() > member.element().max()) {
            findings.add("structure", "There may be at most " + member.element().max() + " here.");
        }
        List<Json> values = array.values();
        for (int i = 0; i < values.size() && !findings.isFull(); i++) {
            findings.at(i);
            Json value = values.get(i);
            if (value != JsonNull.NULL || !hasSibling(object, member, i)) {
                single(member, value);
            }
        }
    }

    /** A null in a list of primitives stands for one that has only extensions. */
    private static boolean hasSibling(JsonObject object, Member member, int index) {
        return member.type().isPrimitive()
                && object.get(member.sibling()) instanceof JsonArray siblings
                && index < siblings.size()
                && siblings.get(index) instanceof JsonObject;
    }

    private void single(Member member, Json value) {
        TypeDefinition type = member.type();
        if (value == JsonNull.NULL) {
            findings.add("structure", "null is not allowed here; leave the element out instead.");
        } else if (type.isPrimitive()) {
            String wrong = Primitives.wrong(type.name(), value);
            if (wrong != null) {
                findings.add("value", wrong);
            } else if (member.element().requiredValueSet() != null) {
                bindings.check(member, value);
            }
        } else if (value instanceof JsonObject object) {
            complex(member, object);
        } else {
            findings.add("structure", member.name() + " must be a JSON object of type " + type.name() + ".");
        }
    }

    private void complex(Member member, JsonObject object) {
        TypeDefinition type = member.type();
        if (type.isResource()) {
            inner(member, object);
            return;
        }
        object(object, type);
        if (type.name().equals("Reference")) {
            references.check(member.use(), object);
        }
        if (member.element().requiredValueSet() != null) {
            bindings.check(member, object);
        }
    }

    private void inner(Member member, JsonObject resource) {
        String name = resource.text("resourceType");
        TypeDefinition type =
                name != null && R4.types().isResourceType(name) ? R4.types().get(name) : null;
        if (type == null) {
            findings.add("structure", "resourceType", "resourceType must be the name of an R4 resource type.");
        } else if (member.name().equals("contained")) {
            contained(resource);
            object(resource, type);
        } else {
            resource(resource, type);
        }
    }

    /** See <a href="https://hl7.org/fhir/R4/references.html#contained">contained resources</a>. */
    private void contained(JsonObject resource) {
        if (resource.text("id") == null) {
            findings.add("required", "id", "A contained resource needs an id, so that it can be referred to.");
        }
        if (resource.has("contained")) {
            findings.add("structure", "contained", "A contained resource must not contain others.");
        }
        JsonObject meta = resource.object("meta");
        if (meta != null && (meta.has("versionId") || meta.has("lastUpdated") || meta.has("security"))) {
            findings.add(
                    "structure", "meta", "A contained resource has no version, time of change or label of its own.");
        }
    }

    /** A choice is written with one type; the fault is told at the last one. */
    private void onlyChoice(JsonObject object, TypeDefinition type, Member member) {
        for (int i = 0; i < object.size(); i++) {
            String name = object.nameAt(i);
            if (name.equals(member.name())) {
                return;
            }
            Member other = name.startsWith(member.element().name()) ? type.member(name) : null;
            if (other != null && other.element().name().equals(member.element().name())) {
                findings.add("structure", member.element().name() + "[x] may have one type only.");
                return;
            }
        }
    }

    /** A property that is no member: {@code _name} beside a primitive, or unknown. */
    private void sibling(JsonObject object, TypeDefinition type, String property, Json value) {
        Member member = property.startsWith("_") ? type.member(property.substring(1)) : null;
        if (member == null || !member.type().isPrimitive()) {
            findings.add(
                    "structure", property, "There is no element of this name in " + type.name() + "." + known(type));
            return;
        }
        findings.enter(member.element().name());
        if (!member.element().repeats()) {
            extra(member, value);
        } else if (value instanceof JsonArray array && array.size() > 0) {
            extras(object, member, array);
        } else {
            findings.add("structure", property + " must be a JSON array that is not empty.");
        }
        findings.leave();
    }

    private void extras(JsonObject object, Member member, JsonArray array) {
        Json beside = object.get(member.name());
        int values = beside instanceof JsonArray list ? list.size() : 0;
        for (int i = 0; i < array.size() && !findings.isFull(); i++) {
            findings.at(i);
            Json extra = array.get(i);
            if (extra != JsonNull.NULL) {
                extra(member, extra);
            } else if (i >= values) {
                findings.add("structure", "null is not allowed where there is no value either.");
            }
        }
    }

    private void extra(Member member, Json value) {
        if (value instanceof JsonObject object) {
            object(object, member.type());
        } else {
            findings.add("structure", member.sibling() + " must be a JSON object with id or extension.");
        }
    }

    private static String known(TypeDefinition type) {
        return type.elements().stream()
                .map(ElementDefinition::name)
                .collect(Collectors.joining(", ", " It has: ", "."));
    }
}
