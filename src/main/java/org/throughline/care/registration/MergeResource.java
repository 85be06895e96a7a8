package org.throughline.care.registration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What a merge and its undoing write. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/patient.html#links">Patient links</a>
 * @see <a href="https://build.fhir.org/patient-operation-merge.html">Patient $merge</a>
 */
final class MergeResource {
    static final String MERGE = "merge";
    static final String UNMERGE = "unmerge";
    private static final String LIFECYCLE = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
    private static final String SECURITY = "security";

    private MergeResource() {}

    /** The Patient that was replaced: not active, and it says by whom. */
    static JsonObject replaced(JsonObject patient, String survivor) {
        return linked(patient, survivor, "replaced-by").with("active", JsonBoolean.FALSE);
    }

    /**
     * The Patient that goes on, with the numbers, the general practitioners and sites, and the marks of the other beside its
     * own: whoever treated either treats the person, and what hid either hides both.
     */
    static JsonObject survivor(JsonObject patient, JsonObject other) {
        String id = text(other, "id");
        JsonObject linked = linked(patient, id, "replaces");
        linked = withAll(
                linked,
                "identifier",
                other.objects("identifier").stream()
                        .map(each -> each.with("use", new JsonString("old")))
                        .toList());
        List<JsonObject> treating = new ArrayList<>(other.objects("generalPractitioner"));
        JsonObject site = other.object("managingOrganization");
        if (site != null && !site.equals(patient.object("managingOrganization"))) {
            if (patient.has("managingOrganization")) {
                treating.add(site);
            } else {
                linked = linked.with("managingOrganization", site);
            }
        }
        linked = withAll(linked, "generalPractitioner", treating);
        JsonObject meta = linked.object("meta");
        JsonObject otherMeta = other.object("meta");
        return meta == null || otherMeta == null
                ? linked
                : linked.with("meta", withAll(meta, SECURITY, otherMeta.objects(SECURITY)));
    }

    private static JsonObject linked(JsonObject patient, String other, String type) {
        JsonObject link = JsonObject.builder()
                .add("other", JsonObject.of("reference", new JsonString("Patient/" + other)))
                .add("type", type)
                .build();
        return withAll(patient, "link", List.of(link));
    }

    /** The object with more of an element, each once. */
    private static JsonObject withAll(JsonObject object, String element, List<JsonObject> more) {
        Set<Json> all = new LinkedHashSet<>(object.list(element));
        all.addAll(more);
        return all.isEmpty() ? object : object.with(element, new JsonArray(List.copyOf(all)));
    }

    /** The Patient without the links to another. */
    static JsonObject unlinked(JsonObject patient, String other) {
        List<Json> links = patient.objects("link").stream()
                .<Json>map(each -> each)
                .filter(each -> !each.toString().contains("\"Patient/" + other + "\""))
                .toList();
        return links.isEmpty() ? patient.without("link") : patient.with("link", new JsonArray(links));
    }

    /** The Patient that went on, without what it had from the other, and with what else was changed since. */
    static JsonObject parted(JsonObject now, JsonObject before, JsonObject other) {
        JsonObject parted = unlinked(now, text(other, "id"));
        parted = withoutAdded(
                parted,
                before,
                "identifier",
                other.objects("identifier").stream().map(each -> each.with("use", new JsonString("old"))));
        return withoutAdded(
                parted,
                before,
                "generalPractitioner",
                Stream.concat(
                        other.objects("generalPractitioner").stream(),
                        Stream.ofNullable(other.object("managingOrganization"))));
    }

    private static JsonObject withoutAdded(
            JsonObject now, JsonObject before, String element, Stream<JsonObject> added) {
        Set<Json> own = new LinkedHashSet<>(before.list(element));
        Set<JsonObject> gone = new LinkedHashSet<>(added.toList());
        List<Json> left = now.list(element).stream()
                .filter(each -> own.contains(each) || !(each instanceof JsonObject object && gone.contains(object)))
                .toList();
        return left.isEmpty() ? now.without(element) : now.with(element, new JsonArray(left));
    }

    /**
     * Who merged or unmerged what, when and why.
     *
     * @param activity {@link #MERGE} or {@link #UNMERGE}
     * @param targets the versions that were written: {@code Condition/1/_history/2}
     * @param sources the two Patients before it
     */
    static JsonObject provenance(
            String activity, List<String> targets, List<String> sources, JsonObject agent, String reason, Instant now) {
        return JsonObject.builder()
                .add("resourceType", "Provenance")
                .add(
                        "target",
                        new JsonArray(targets.stream()
                                .<Json>map(MergeResource::reference)
                                .toList()))
                .add("recorded", now.truncatedTo(ChronoUnit.MILLIS).toString())
                .add("reason", JsonArray.of(JsonObject.of("text", new JsonString(reason))))
                .add(
                        "activity",
                        JsonObject.of(
                                "coding",
                                JsonArray.of(JsonObject.builder()
                                        .add("system", LIFECYCLE)
                                        .add("code", activity)
                                        .build())))
                .add("agent", JsonArray.of(JsonObject.of("who", agent)))
                .add(
                        "entity",
                        new JsonArray(sources.stream()
                                .<Json>map(source -> JsonObject.builder()
                                        .add("role", "source")
                                        .add("what", reference(source))
                                        .build())
                                .toList()))
                .build();
    }

    static boolean is(JsonObject provenance, String activity) {
        JsonObject coded = provenance.object("activity");
        return coded != null
                && coded.objects("coding").stream().anyMatch(coding -> activity.equals(coding.text("code")));
    }

    /** Whether it tells of the merge by which a patient was replaced, who is named second. */
    static boolean isOf(JsonObject provenance, String replaced) {
        List<JsonObject> entities = provenance.objects("entity");
        JsonObject what = entities.size() == 2 ? entities.getLast().object("what") : null;
        return is(provenance, MERGE) && what != null && text(what, "reference").startsWith("Patient/" + replaced + "/");
    }

    /** The versions that a merge wrote. */
    static List<String> targets(JsonObject provenance) {
        return provenance.objects("target").stream()
                .map(each -> text(each, "reference"))
                .toList();
    }

    static JsonObject reference(String to) {
        return JsonObject.of("reference", new JsonString(to));
    }

    static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
