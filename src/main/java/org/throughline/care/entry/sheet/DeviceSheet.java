package org.throughline.care.entry.sheet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.care.chart.Implants;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Elements;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A device: one that is implanted, or one that the patient uses.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-implantable-device.html">US Core Implantable
 *     Device</a>
 */
record DeviceSheet() implements Sheet {
    private static final List<Choice> STATUSES =
            List.of(new Choice("active", "In place"), new Choice("inactive", "Taken out"));

    private static final List<Choice> PLACES =
            List.of(new Choice(Implants.INSIDE, "In the body"), new Choice(Implants.OUTSIDE, "Used, not in the body"));

    @Override
    public String key() {
        return "devices";
    }

    @Override
    public String noun() {
        return "device";
    }

    @Override
    public String type() {
        return "Device";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.of(Field.Kind.TEXT, "what", "Device").needed("Say which device it is."),
                Field.of(Field.Kind.TEXT, "udi", "Unique device identifier (UDI)")
                        .hinted("As on its label: (01)… (17)… (10)… (21)…"),
                Field.choice("place", "Where", PLACES),
                Field.choice("status", "Status", STATUSES),
                Field.of(Field.Kind.NOTE, "note", "Note"));
    }

    @Override
    public Values blank() {
        return Values.of("status", "active", "place", Implants.INSIDE);
    }

    @Override
    public Values read(JsonObject resource) {
        JsonObject carrier = carrier(resource);
        String read = Concept.text(carrier, "carrierHRF");
        return Values.of(
                        "udi",
                        read.isEmpty() ? Concept.text(carrier, "deviceIdentifier") : read,
                        "status",
                        Concept.text(resource, "status"),
                        "place",
                        Implants.of(resource),
                        "note",
                        Elements.note(resource))
                .with("what", Concept.of(resource.object("type")));
    }

    private static JsonObject carrier(JsonObject resource) {
        List<JsonObject> carriers = resource.objects("udiCarrier");
        return carriers.isEmpty() ? JsonObject.EMPTY : carriers.getFirst();
    }

    @Override
    public JsonObject begun(String patient, @Nullable Author author, Instant now) {
        return JsonObject.builder()
                .add("resourceType", "Device")
                .add("patient", Author.reference("Patient/" + patient, ""))
                .build();
    }

    @Override
    public Map<String, String> faults(Values values, String today) {
        Map<String, String> faults = new LinkedHashMap<>(Sheet.super.faults(values, today));
        String udi = values.text("udi");
        if (udi.startsWith("(") && Udi.read(udi).isEmpty()) {
            faults.put("udi", "This cannot be read. Write it as on the label, beginning with (01) and 14 digits.");
        }
        return faults;
    }

    @Override
    public JsonObject change(JsonObject resource, Values values) {
        JsonObject named = Elements.setConcept(resource, "type", values.concept("what"))
                .with("status", new JsonString(values.text("status")));
        String place = values.text("place");
        JsonObject told =
                place.equals(Implants.of(resource)) && resource.has("type") ? named : Implants.placed(named, place);
        String udi = values.text("udi");
        JsonObject marked = udi.equals(read(resource).text("udi")) ? told : withUdi(told, udi);
        return Elements.setNote(marked, values.text("note"));
    }

    /** What a label says stands in elements of their own too. */
    private static JsonObject withUdi(JsonObject resource, String udi) {
        JsonObject cleared = resource.without("udiCarrier")
                .without("lotNumber")
                .without("serialNumber")
                .without("manufactureDate")
                .without("expirationDate");
        if (udi.isEmpty()) {
            return cleared;
        }
        Udi label = Udi.read(udi).orElse(new Udi(udi, "", "", "", ""));
        JsonObject carrier = JsonObject.builder()
                .add("deviceIdentifier", label.device())
                .add("carrierHRF", udi)
                .add("entryType", "manual")
                .build();
        JsonObject marked = cleared.with("udiCarrier", JsonArray.of(carrier));
        return Elements.setText(
                Elements.setText(
                        Elements.setText(
                                Elements.setText(marked, "lotNumber", label.lot()), "serialNumber", label.serial()),
                        "manufactureDate",
                        label.made()),
                "expirationDate",
                label.expires());
    }
}
