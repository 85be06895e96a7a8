package org.throughline.care.summary;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.chart.Implants;
import org.throughline.fhir.json.JsonObject;

/** Devices in a patient's body and those that a patient uses. */
record DeviceRows() implements Rows {
    @Override
    public List<String> columns() {
        return List.of("Device", "Where", "Identified by", "Made by", "Remarks");
    }

    @Override
    public List<JsonObject> chosen(List<JsonObject> found) {
        return found.stream()
                .filter(each -> !Rows.isWithdrawn(each) && !"inactive".equals(each.text("status")))
                .toList();
    }

    @Override
    public List<String> cells(JsonObject device, Map<String, JsonObject> referred) {
        return List.of(
                Told.joined(Stream.concat(
                        Stream.of(Told.words(device.object("type"))),
                        device.objects("deviceName").stream().map(name -> Parts.text(name, "name")))),
                Implants.of(device).equals(Implants.INSIDE) ? "in the body" : "used",
                Told.joined(Stream.concat(
                        device.objects("udiCarrier").stream().map(DeviceRows::carrier),
                        Stream.of(
                                labelled("serial number ", device, "serialNumber"),
                                labelled("lot ", device, "lotNumber")))),
                Told.joined(Parts.text(device, "manufacturer"), Parts.text(device, "modelNumber")),
                Told.notes(device));
    }

    private static String carrier(JsonObject carrier) {
        String read = labelled("UDI ", carrier, "carrierHRF");
        return read.isEmpty() ? labelled("UDI ", carrier, "deviceIdentifier") : read;
    }

    private static String labelled(String label, JsonObject object, String member) {
        String text = Parts.text(object, member);
        return text.isEmpty() ? "" : label + text;
    }
}
