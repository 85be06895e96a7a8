package org.throughline.care.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;

/** Reads what a banner says beside the allergies. Pure. */
final class NoticeReader {
    private static final String INTERPRETER = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired";
    private static final Set<String> RISKS = Set.of("safety", "behavioral", "contact", "clinical", "drug");

    private NoticeReader() {}

    /** The most pressing first. */
    static List<Notice> read(
            JsonObject patient, List<JsonObject> flags, List<JsonObject> devices, List<JsonObject> deaths) {
        List<Notice> notices = new ArrayList<>();
        flags.stream()
                .filter(flag -> "active".equals(flag.text("status")))
                .map(flag -> new Notice(kind(flag), Concepts.words(flag.object("code"))))
                .forEach(notices::add);
        deaths.stream()
                .map(task -> new Notice(Notice.Kind.RISK, String.valueOf(task.text("description"))))
                .forEach(notices::add);
        devices.stream()
                .filter(device -> "active".equals(device.text("status")) || device.text("status") == null)
                .flatMap(device -> ItemReader.read(device, Map.of()).stream()
                        .map(Item::title)
                        .filter(title -> Implants.isOne(device, title)))
                .map(title -> new Notice(Notice.Kind.DEVICE, title))
                .distinct()
                .forEach(notices::add);
        if (needsInterpreter(patient)) {
            String language = language(patient);
            notices.add(new Notice(Notice.Kind.NEED, language.isEmpty() ? "Interpreter" : "Interpreter: " + language));
        }
        return notices.stream().sorted(Comparator.comparing(Notice::kind)).toList();
    }

    private static Notice.Kind kind(JsonObject flag) {
        List<JsonObject> categories = flag.objects("category");
        if (categories.stream().anyMatch(category -> Concepts.has(category, "advance-directive"))) {
            return Notice.Kind.CODE_STATUS;
        }
        boolean risk = categories.isEmpty()
                || categories.stream()
                        .anyMatch(category -> RISKS.stream().anyMatch(code -> Concepts.has(category, code)));
        return risk ? Notice.Kind.RISK : Notice.Kind.NEED;
    }

    private static boolean needsInterpreter(JsonObject patient) {
        return patient.objects("extension").stream()
                .anyMatch(extension ->
                        INTERPRETER.equals(extension.text("url")) && extension.get("valueBoolean") == JsonBoolean.TRUE);
    }

    /** The preferred language, else the first. */
    private static String language(JsonObject patient) {
        List<JsonObject> spoken = patient.objects("communication");
        return spoken.stream()
                .filter(each -> each.get("preferred") == JsonBoolean.TRUE)
                .findFirst()
                .or(() -> spoken.stream().findFirst())
                .map(each -> Concepts.words(each.object("language")))
                .orElse("");
    }
}
