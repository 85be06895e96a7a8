package org.throughline.record.bundle;

import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.patch.FhirPathPatch;
import org.throughline.fhir.patch.JsonPatch;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Target;

/**
 * What the writing entries of a bundle ask for.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#transaction">transaction</a>
 */
public record EntryIntents(Types types) {

    /** Whether the entry only reads. */
    public static boolean isRead(Entry entry) {
        return entry.method().equals("GET") || entry.method().equals("HEAD");
    }

    /**
     * The intent of a writing entry.
     *
     * @throws Failed with {@link Failure.Malformed} that names the entry's element at fault
     */
    public Intent intent(Entry entry) {
        if (entry.url().isEmpty()) {
            throw malformed(entry, ".request.url", "request.url is missing.");
        }
        return switch (entry.method()) {
            case "POST" -> create(entry);
            case "PUT" -> new Intent.Update(target(entry), entry.draft(), precondition(entry), entry.fullUrl());
            case "PATCH" -> new Intent.Patch(target(entry), patch(entry), precondition(entry));
            case "DELETE" -> new Intent.Delete(target(entry), precondition(entry));
            default ->
                throw malformed(
                        entry, ".request.method", "request.method must be GET, HEAD, POST, PUT, PATCH or DELETE.");
        };
    }

    private Intent create(Entry entry) {
        if (!types.isResourceType(entry.path())) {
            throw malformed(entry, ".request.url", "The url of a POST must be a resource type.");
        }
        String ifNoneExist = entry.ifNoneExist();
        String criteria = ifNoneExist == null
                ? null
                : criteria(entry.path(), ifNoneExist, entry.place() + ".request.ifNoneExist");
        return new Intent.Create(entry.path(), entry.draft(), criteria, entry.fullUrl());
    }

    /**
     * The criteria of an {@code If-None-Exist}: {@code identifier=a|1}, which clients also send after a question mark or
     * as an address, {@code https://example.org/fhir/Patient?identifier=a|1}.
     *
     * @param element names it in a refusal
     * @throws Failed with {@link Failure.Malformed} when there are none: they would match everything
     */
    public static String criteria(String type, String text, String element) {
        int mark = text.indexOf('?');
        String address = mark < 0 ? "" : text.substring(0, mark);
        boolean addressed = mark == 0 || address.equals(type) || address.endsWith("/" + type);
        String criteria = addressed ? text.substring(mark + 1) : text;
        if (criteria.isBlank()) {
            throw new Failed(new Failure.Malformed("required", element, "There must be search criteria."));
        }
        return criteria;
    }

    private Target target(Entry entry) {
        List<String> path = List.of(entry.path().split("/", -1));
        if (types.isResourceType(path.getFirst())) {
            if (path.size() == 2 && isId(path.get(1))) {
                return new Target.ById(path.get(0), path.get(1));
            }
            if (path.size() == 1 && !entry.query().isEmpty()) {
                return new Target.ByCriteria(path.get(0), entry.query());
            }
        }
        throw malformed(entry, ".request.url", "The url must be Type/id or Type?criteria for this method.");
    }

    private static boolean isId(String text) {
        return text.matches("[A-Za-z0-9.-]{1,64}");
    }

    private static Precondition precondition(Entry entry) {
        return Precondition.of(entry.ifMatch(), entry.ifNoneMatch());
    }

    private static UnaryOperator<JsonObject> patch(Entry entry) {
        return patch(entry.draft().read(), entry.place() + ".resource");
    }

    /**
     * The change that a resource describes: Parameters hold a FHIRPath Patch, a Binary a JSON Patch.
     *
     * @param element names the resource in a refusal
     */
    public static UnaryOperator<JsonObject> patch(JsonObject resource, String element) {
        if (!"Binary".equals(resource.text("resourceType"))) {
            return before -> FhirPathPatch.apply(before, resource);
        }
        try {
            byte[] patch = Base64.getDecoder().decode(String.valueOf(resource.text("data")));
            return before -> JsonPatch.applyToResource(before, JsonReader.read(patch));
        } catch (IllegalArgumentException e) {
            throw new Failed(new Failure.Malformed("value", element + ".data", "Binary.data is not base64."), e);
        }
    }

    private static Failed malformed(Entry entry, String member, String message) {
        return new Failed(new Failure.Malformed("invalid", entry.place() + member, message));
    }
}
