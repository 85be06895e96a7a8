package org.throughline.care.reconcile;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.chart.Line;
import org.throughline.care.same.Said;
import org.throughline.care.same.SaidAllergy;
import org.throughline.care.same.SaidDose;
import org.throughline.care.same.SaidDrug;
import org.throughline.care.same.SaidProblem;
import org.throughline.care.taking.Known;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.vaccine.Vaccines;

/** Reads what entries tell, for people and to be compared. Pure. */
record TellingReader(Catalogues catalogues, Drugs drugs, Vaccines vaccines) {
    Told<SaidDrug> drug(Known known) {
        String state = switch (known.state()) {
            case TAKEN -> "";
            case HELD -> "on hold";
            case UNKNOWN -> "not known whether it is taken";
            case NOT_TAKEN -> "not taken";
            case ENDED -> "stopped" + (known.reason().isEmpty() ? "" : ": " + known.reason());
        };
        // What it is may stand in a Medication of the other record, which goes with the copies.
        JsonObject resource = known.resource()
                .without("medicationReference")
                .with("medicationCodeableConcept", known.what().json());
        return told(resource, known.said(), known.name(), joined(known.how(), state), known.by(), known.since());
    }

    Told<SaidAllergy> allergy(JsonObject allergy) {
        SaidAllergy said = SaidAllergy.of(allergy, catalogues, drugs);
        String reactions = allergy.objects("reaction").stream()
                .flatMap(each -> each.objects("manifestation").stream())
                .map(Line::words)
                .distinct()
                .collect(Collectors.joining(", "));
        return told(
                allergy,
                said,
                named(allergy.object("code"), "Something that is not named"),
                joined(
                        said.type().equals("intolerance") ? "intolerance" : "",
                        reactions,
                        said.severity(),
                        said.danger().equals("high") ? "can be severe" : "",
                        said.holds() ? "" : said.state()),
                recorder(allergy),
                first(allergy, "recordedDate", "onsetDateTime"));
    }

    Told<SaidProblem> problem(JsonObject condition) {
        SaidProblem said = SaidProblem.of(condition, catalogues.problems());
        String name = named(condition.object("code"), "A problem that is not named");
        return told(
                condition,
                said,
                name,
                joined(
                        name.toLowerCase(Locale.ROOT).contains(said.side()) ? "" : said.side(),
                        said.holds() ? "" : said.state(),
                        said.ended().isEmpty() ? "" : "until " + said.ended()),
                recorder(condition),
                said.onset());
    }

    Told<SaidDose> dose(JsonObject immunization) {
        SaidDose said = SaidDose.of(immunization, vaccines);
        String lot = Parts.text(immunization, "lotNumber");
        JsonObject performer =
                immunization.objects("performer").stream().findFirst().orElse(JsonObject.EMPTY);
        return told(
                immunization,
                said,
                named(immunization.object("vaccineCode"), "A vaccine that is not named"),
                joined(lot.isEmpty() ? "" : "lot " + lot, said.holds() ? "" : "not given"),
                Parts.text(performer.object("actor"), "display"),
                said.date());
    }

    private static <S extends Said<S>> Told<S> told(
            JsonObject resource, S said, String name, String detail, String by, String date) {
        JsonObject meta = resource.object("meta");
        String version = Parts.text(meta, "versionId");
        return new Told<>(
                Parts.text(resource, "resourceType") + "/" + Parts.text(resource, "id"),
                version.chars().allMatch(Character::isDigit) && !version.isEmpty() ? Integer.parseInt(version) : 0,
                Copy.holder(resource).orElse(""),
                Copy.holder(resource).isEmpty() ? "" : Parts.text(meta, "source"),
                said,
                name,
                detail,
                by,
                date,
                resource);
    }

    private static String named(@Nullable JsonObject concept, String otherwise) {
        String words = concept == null ? "" : Line.words(concept);
        return words.isEmpty() ? otherwise : words;
    }

    private static String recorder(JsonObject resource) {
        String asserter = Parts.text(resource.object("asserter"), "display");
        return asserter.isEmpty() ? Parts.text(resource.object("recorder"), "display") : asserter;
    }

    private static String first(JsonObject resource, String... members) {
        return Stream.of(members)
                .map(each -> Parts.text(resource, each))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(each -> !each.isEmpty()).collect(Collectors.joining(" · "));
    }
}
