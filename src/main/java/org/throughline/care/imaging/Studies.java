package org.throughline.care.imaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * Where images can be looked at, by what an ImagingStudy says of its endpoints. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/imagingstudy.html">ImagingStudy</a>
 */
final class Studies {
    private static final String UID = "urn:dicom:uid";

    private Studies() {}

    /** The address of a study's images, of http or https; empty when it is not told. */
    static String images(JsonObject study, Map<String, JsonObject> endpoints) {
        return study.objects("endpoint").stream()
                .map(each -> Parts.text(each, "reference"))
                .map(each -> each.startsWith("#") ? contained(study, each.substring(1)) : endpoints.get(each))
                .filter(Objects::nonNull)
                .map(each -> address(Objects.requireNonNull(each), uid(study)))
                .filter(each -> each.startsWith("https://") || each.startsWith("http://"))
                .findFirst()
                .orElse("");
    }

    private static JsonObject contained(JsonObject study, String id) {
        return study.objects("contained").stream()
                .filter(each -> id.equals(each.text("id")))
                .findFirst()
                .orElse(JsonObject.EMPTY);
    }

    /** A server of DICOMweb names its studies below its address; any other address is of the study itself. */
    private static String address(JsonObject endpoint, String uid) {
        String address = Parts.text(endpoint, "address").replaceFirst("/$", "");
        String type = Parts.text(endpoint.object("connectionType"), "code");
        boolean web = type.startsWith("dicom-wado") || type.startsWith("dicom-qido");
        return web && !uid.isEmpty() && !address.endsWith(uid) ? address + "/studies/" + uid : address;
    }

    private static String uid(JsonObject study) {
        return study.objects("identifier").stream()
                .filter(each -> UID.equals(each.text("system")))
                .map(each -> Parts.text(each, "value").replaceFirst("^urn:oid:", ""))
                .findFirst()
                .orElse("");
    }

    /** By references, from what came with a search. */
    static Map<String, JsonObject> byReference(List<JsonObject> resources) {
        Map<String, JsonObject> by = new HashMap<>();
        resources.forEach(each -> by.put(reference(each), each));
        return by;
    }

    static String reference(JsonObject resource) {
        return Parts.text(resource, "resourceType") + "/" + Parts.text(resource, "id");
    }

    /** What a resource refers to in a list. */
    static Stream<String> references(JsonObject resource, String name) {
        return resource.objects(name).stream().map(each -> Parts.text(each, "reference"));
    }
}
