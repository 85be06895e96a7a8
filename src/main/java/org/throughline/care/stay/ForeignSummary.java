package org.throughline.care.stay;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.record.Copy;

/**
 * A discharge summary of another system, which another organization holds: a document whose medicines nobody has told apart as new,
 * changed and stopped. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/composition.html">Composition</a>
 */
final class ForeignSummary {
    /**
     * LOINC's codes of the sections with medicines: those of a discharge, and the list of medicines in general.
     *
     * @see <a href="https://loinc.org/10183-2">10183-2</a>
     */
    private static final Set<String> MEDICINES = Set.of("10183-2", "75311-1", "10160-0");

    private static final int DEEPEST = 5;
    private static final int LARGEST = 4_000_000;

    private ForeignSummary() {}

    /** Whether a DocumentReference or Composition is one that may tell of medicines: one that cannot be looked into may. */
    static boolean isOne(JsonObject document) {
        boolean inForce = switch (Parts.text(document, "resourceType")) {
            case "Composition" ->
                Set.of("final", "amended", "corrected", "appended").contains(Parts.text(document, "status"));
            default ->
                "current".equals(document.text("status"))
                        && !"preliminary".equals(document.text("docStatus"))
                        && !DischargeDocument.isOne(document);
        };
        return inForce
                && Copy.holder(document).isPresent()
                && DischargeDocument.CODE.equals(Parts.code(document.object("type"), DischargeDocument.LOINC))
                && composition(document).map(each -> tells(each, 0)).orElse(true);
    }

    /** By which the same document is known when it comes in two forms, or from two who hold it; else its id here. */
    static String key(JsonObject document) {
        return Stream.of(document.object("masterIdentifier"), document.object("identifier"))
                .flatMap(Stream::ofNullable)
                .filter(each -> !Parts.text(each, "system").isEmpty())
                .map(each -> Parts.text(each, "system") + "|" + Parts.text(each, "value"))
                .findFirst()
                .or(() -> composition(document)
                        .filter(each -> !each.equals(document))
                        .map(ForeignSummary::key)
                        .filter(each -> each.contains("|")))
                .orElseGet(() -> Parts.text(document, "id"));
    }

    /** The Composition that a document is, or that is in it as FHIR; empty when it is something else, or too large to look into. */
    private static Optional<JsonObject> composition(JsonObject document) {
        return "Composition".equals(document.text("resourceType"))
                ? Optional.of(document)
                : document.objects("content").stream()
                        .flatMap(each -> Stream.ofNullable(each.object("attachment")))
                        .filter(each -> Parts.text(each, "contentType").startsWith("application/fhir+json"))
                        .flatMap(each -> opened(Parts.text(each, "data")).stream())
                        .findFirst();
    }

    private static Optional<JsonObject> opened(String data) {
        if (data.isEmpty() || data.length() > LARGEST) {
            return Optional.empty();
        }
        try {
            return JsonReader.readObject(Base64.getDecoder().decode(data)).objects("entry").stream()
                    .flatMap(each -> Stream.ofNullable(each.object("resource")))
                    .filter(each -> "Composition".equals(each.text("resourceType")))
                    .findFirst();
        } catch (Failed | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean tells(JsonObject holder, int depth) {
        List<JsonObject> sections = holder.objects("section");
        return depth < DEEPEST && sections.stream().anyMatch(each -> tellsItself(each) || tells(each, depth + 1));
    }

    private static boolean tellsItself(JsonObject section) {
        return MEDICINES.contains(Parts.code(section.object("code"), DischargeDocument.LOINC))
                && !section.has("emptyReason")
                && (!section.objects("entry").isEmpty() || section.has("text"));
    }
}
