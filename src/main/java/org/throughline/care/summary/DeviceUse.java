package org.throughline.care.summary;

import org.throughline.fhir.json.JsonObject;

/**
 * That a patient has a device. Our record holds the devices themselves, with the patient; a summary lists the use. Pure.
 *
 * @see <a href="https://hl7.org/fhir/uv/ips/STU1.1/StructureDefinition-DeviceUseStatement-uv-ips.html">Device use</a>
 */
final class DeviceUse {
    private DeviceUse() {}

    static JsonObject of(String id, JsonObject patient, JsonObject device) {
        return Timed.of(JsonObject.builder()
                .add("resourceType", "DeviceUseStatement")
                .add("id", id)
                .add("status", "active")
                .add("subject", patient)
                .add("device", device)
                .build());
    }
}
