package org.throughline.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.protection.Held;

/**
 * Security labels and the source of a resource through its versions: everybody may add a label, only the privacy
 * officer takes one away, and nobody changes where a resource came from. An update that does not speak of them keeps them;
 * the label of what is held from the patient is kept by every update, and ends by the end that it names.
 */
final class Markings {
    private static final String SECURITY = "security";
    private static final String SOURCE = "source";

    private Markings() {}

    /**
     * The draft with the labels and the source that the version before it had.
     *
     * @param whole whether the draft was made from the present version, so that what it lacks was taken away
     * @throws Failed with {@link Failure.Forbidden} when the writer takes a label away or changes the source
     */
    static JsonObject kept(JsonObject draft, JsonObject before, Caller caller, boolean whole) {
        JsonObject had = meta(before);
        JsonObject has = meta(draft);
        JsonObject meta = has;
        if (!caller.may(Duty.PRIVACY)) {
            meta = withLabels(meta, had.list(SECURITY), whole);
        }
        String source = had.text(SOURCE);
        if (source != null && meta.text(SOURCE) == null) {
            meta = meta.with(SOURCE, new JsonString(source));
        } else if (source != null && !source.equals(meta.text(SOURCE))) {
            throw new Failed(new Failure.Forbidden("meta.source says where this came from; it may not be changed."));
        }
        return meta.equals(has) ? draft : draft.with("meta", meta);
    }

    /** The draft with the label of what is held from the patient, when the version before it had that. */
    static JsonObject held(JsonObject draft, JsonObject before) {
        JsonObject label = Held.label(before);
        if (label == null || Held.label(draft) != null) {
            return draft;
        }
        JsonObject meta = meta(draft);
        List<Json> labels = new ArrayList<>(meta.list(SECURITY));
        labels.add(label);
        return draft.with("meta", meta.with(SECURITY, new JsonArray(labels)));
    }

    private static JsonObject withLabels(JsonObject meta, List<Json> had, boolean whole) {
        List<Json> has = meta.list(SECURITY);
        List<Json> missing = had.stream()
                .filter(label -> has.stream().noneMatch(each -> same(each, label)))
                .filter(label -> !(label instanceof JsonObject coding && Held.isLabel(coding)))
                .toList();
        if (missing.isEmpty()) {
            return meta;
        }
        if (whole || !has.isEmpty()) {
            throw new Failed(new Failure.Forbidden("Security labels may be added by you, not taken away."));
        }
        List<Json> all = new ArrayList<>(has);
        all.addAll(missing);
        return meta.with(SECURITY, new JsonArray(all));
    }

    private static boolean same(Json one, Json other) {
        return one instanceof JsonObject coding
                && other instanceof JsonObject another
                && Objects.equals(coding.text("system"), another.text("system"))
                && Objects.equals(coding.text("code"), another.text("code"));
    }

    private static JsonObject meta(JsonObject resource) {
        return Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
    }
}
