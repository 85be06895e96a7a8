package org.throughline.fhir.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.path.Element;
import org.throughline.fhir.path.FhirPath;
import org.throughline.fhir.path.Node;

/** <a href="https://hl7.org/fhir/R4/fhirpatch.html">FHIRPath Patch</a>: operations on places that FHIRPaths name. */
public final class FhirPathPatch {
    private FhirPathPatch() {}

    /**
     * The resource after all operations, or none: the first that does not fit is a {@code Failure.Invalid} that names its
     * path, and a patch that is none a {@code Failure.Malformed}.
     *
     * @param parameters the Parameters resource that describes the change
     */
    public static JsonObject apply(JsonObject resource, JsonObject parameters) {
        if (!Objects.equals(parameters.text("resourceType"), "Parameters")) {
            throw PatchFailure.malformed("", "A FHIRPath Patch is a Parameters resource.");
        }
        JsonObject result = resource;
        for (PatchOperation operation : PatchOperation.of(parameters)) {
            result = apply(result, operation);
        }
        return result;
    }

    private static JsonObject apply(JsonObject resource, PatchOperation operation) {
        return switch (operation.type()) {
            case "add" -> add(resource, operation);
            case "insert" -> list(resource, operation, (contents, member) -> insert(contents, member, operation));
            case "move" -> list(resource, operation, (contents, member) -> move(contents, operation));
            case "delete" -> delete(resource, operation);
            case "replace" -> replace(resource, operation);
            default ->
                throw PatchFailure.malformed(
                        operation.path(), "type must be one of add, insert, delete, replace, move.");
        };
    }

    private static JsonObject add(JsonObject resource, PatchOperation operation) {
        Element parent = one(resource, operation, FhirPath.compile(operation.path()));
        PatchOperation.NewValue value = operation.value(parent.definition());
        return Edit.members(parent, object -> {
            List<Content> contents = new ArrayList<>(Content.of(object, value.member()));
            if (!contents.isEmpty() && !value.member().element().repeats()) {
                throw PatchFailure.unfit(operation.path(), "The element is there already; use replace.");
            }
            contents.add(value.content());
            return Content.write(object, value.member(), contents);
        });
    }

    private static void insert(List<Content> contents, Member member, PatchOperation operation) {
        contents.add(operation.position("index", contents.size() + 1), operation.content(member));
    }

    private static void move(List<Content> contents, PatchOperation operation) {
        Content moved = contents.remove(operation.position("source", contents.size()));
        contents.add(operation.position("destination", contents.size() + 1), moved);
    }

    /** Changes the list that a path's last name stands for; the list may be empty. */
    private static JsonObject list(
            JsonObject resource, PatchOperation operation, BiConsumer<List<Content>, Member> change) {
        FhirPath path = FhirPath.compile(operation.path());
        FhirPath parentPath = path.parent();
        String name = path.lastName();
        if (parentPath == null || name == null) {
            throw PatchFailure.malformed(operation.path(), "The path of insert and move must end with a list's name.");
        }
        Element parent = one(resource, operation, parentPath);
        List<Member> members = parent.definition().members(name);
        if (members.size() != 1 || !members.getFirst().element().repeats()) {
            throw PatchFailure.unfit(operation.path(), "insert and move work on elements that repeat.");
        }
        return Edit.members(parent, object -> {
            List<Content> contents = new ArrayList<>(Content.of(object, members.getFirst()));
            change.accept(contents, members.getFirst());
            return Content.write(object, members.getFirst(), contents);
        });
    }

    /** What is not there need not be deleted. */
    private static JsonObject delete(JsonObject resource, PatchOperation operation) {
        FhirPath path = FhirPath.compile(operation.path());
        if (path.evaluate(resource).isEmpty()) {
            return resource;
        }
        return remove(one(resource, operation, path), operation);
    }

    private static JsonObject replace(JsonObject resource, PatchOperation operation) {
        Element element = one(resource, operation, FhirPath.compile(operation.path()));
        Element parent = element.parent();
        Member former = element.member();
        if (parent == null || former == null) {
            throw whole(operation);
        }
        PatchOperation.NewValue value = operation.value(parent.definition(), former);
        return Edit.members(parent, object -> {
            if (!value.member().equals(former)) {
                JsonObject without = Content.write(object, former, List.of());
                return Content.write(without, value.member(), List.of(value.content()));
            }
            List<Content> contents = new ArrayList<>(Content.of(object, former));
            contents.set(Math.max(0, element.index()), value.content());
            return Content.write(object, former, contents);
        });
    }

    /** An element left empty goes too: JSON has no empty objects in FHIR. */
    private static JsonObject remove(Element element, PatchOperation operation) {
        Element parent = element.parent();
        Member member = element.member();
        if (parent == null || member == null) {
            throw whole(operation);
        }
        JsonObject object = Edit.object(parent);
        List<Content> contents = new ArrayList<>(Content.of(object, member));
        contents.remove(Math.max(0, element.index()));
        JsonObject rest = Content.write(object, member, contents);
        boolean emptied = rest.size() == 0 && !(parent.definition().isPrimitive() && parent.json() != null);
        return emptied ? remove(parent, operation) : Edit.members(parent, ignored -> rest);
    }

    private static RuntimeException whole(PatchOperation operation) {
        return PatchFailure.unfit(operation.path(), "The resource as a whole cannot be patched; update it instead.");
    }

    private static Element one(JsonObject resource, PatchOperation operation, FhirPath path) {
        Element root = Element.root(resource);
        List<Node> nodes = path.evaluate(root);
        if (nodes.size() == 1 && nodes.getFirst() instanceof Element element && root.equals(top(element))) {
            return element;
        }
        throw PatchFailure.unfit(
                operation.path(), "The path must name one element of the resource; it names " + nodes.size() + ".");
    }

    private static Element top(Element element) {
        Element top = element;
        for (Element parent = element.parent(); parent != null; parent = parent.parent()) {
            top = parent;
        }
        return top;
    }
}
