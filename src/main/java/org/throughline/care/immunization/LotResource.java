package org.throughline.care.immunization;

import java.util.Optional;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vaccine.Vaccine;
import org.throughline.terminology.vaccine.Vaccines;

/**
 * Lots as Substances with an instance: its identifier is the lot's number, its quantity how many doses are left. Who has paid
 * and whether it is recalled are extensions, because R4 has nothing for a practice's stock. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/substance.html">Substance</a>
 */
final class LotResource {
    /** By which lots are found: a tag. */
    static final String TAG = "vaccine-lot";

    private static final String OWN = "urn:throughline:code";
    private static final String NUMBERS = "urn:throughline:vaccine-lot";
    private static final String MAKER = "urn:throughline:stock-manufacturer";
    private static final String FUNDING = "urn:throughline:stock-funding";
    private static final String RECALLED = "urn:throughline:stock-recalled";
    private static final String FUNDINGS = "http://terminology.hl7.org/CodeSystem/immunization-funding-source";

    private LotResource() {}

    static Optional<Lot> read(JsonObject resource, Vaccines vaccines) {
        JsonObject instance = instance(resource);
        JsonObject maker = Parts.extension(resource, MAKER);
        String mvx = maker == null ? "" : Parts.text(maker.object("valueIdentifier"), "value");
        return vaccines.named(Parts.text(resource.object("code"), "text"))
                .or(() -> vaccines.byCode(Concept.code(resource.object("code"), Coding.CVX), mvx))
                .map(vaccine -> new Lot(
                        Parts.text(resource, "id"),
                        version(resource),
                        vaccine,
                        Parts.text(instance.object("identifier"), "value"),
                        HistoryReader.expiry(Parts.text(instance, "expiry")),
                        Parts.code(value(resource, FUNDING), FUNDINGS).equals(Lot.Funding.PUBLIC.code())
                                ? Lot.Funding.PUBLIC
                                : Lot.Funding.PRIVATE,
                        count(resource),
                        state(resource)));
    }

    private static int version(JsonObject resource) {
        String version = Parts.text(resource.object("meta"), "versionId");
        return version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0;
    }

    private static JsonObject instance(JsonObject resource) {
        return resource.objects("instance").stream().findFirst().orElse(JsonObject.EMPTY);
    }

    private static @org.jspecify.annotations.Nullable JsonObject value(JsonObject resource, String url) {
        JsonObject extension = Parts.extension(resource, url);
        return extension == null ? null : extension.object("valueCodeableConcept");
    }

    static int count(JsonObject resource) {
        JsonObject quantity = instance(resource).object("quantity");
        return quantity != null && quantity.get("value") instanceof JsonNumber number
                ? number.decimal().intValue()
                : 0;
    }

    static Lot.State state(JsonObject resource) {
        return switch (Parts.text(resource, "status")) {
            case "active" -> Lot.State.USED;
            case "entered-in-error" -> Lot.State.IN_ERROR;
            default -> Parts.extension(resource, RECALLED) == null ? Lot.State.PUT_AWAY : Lot.State.RECALLED;
        };
    }

    static JsonObject of(Lot lot) {
        Vaccine vaccine = lot.vaccine();
        JsonObject.Builder instance = JsonObject.builder()
                .add(
                        "identifier",
                        JsonObject.builder()
                                .add("system", NUMBERS)
                                .add("value", lot.number())
                                .build());
        if (lot.expiry() != null) {
            instance.add("expiry", lot.expiry().toString());
        }
        JsonObject resource = JsonObject.builder()
                .add("resourceType", "Substance")
                .add("meta", JsonObject.of("tag", JsonArray.of(Parts.coding(OWN, TAG, "Lot of a vaccine in stock"))))
                .add("status", lot.state().status())
                .add(
                        "category",
                        JsonArray.of(Parts.concept(
                                "http://terminology.hl7.org/CodeSystem/substance-category",
                                "drug",
                                "Drug or Medicament")))
                .add("code", new Concept(vaccine.name(), java.util.List.of(vaccine.code())).json())
                .add("instance", JsonArray.of(instance.build()))
                .build();
        if (!vaccine.mvx().isEmpty()) {
            resource = Parts.withExtension(resource, MAKER, "valueIdentifier", mvx(vaccine));
        }
        return recalled(counted(funded(resource, lot.funding()), lot.count()), lot.state() == Lot.State.RECALLED);
    }

    private static JsonObject mvx(Vaccine vaccine) {
        return JsonObject.builder()
                .add("system", DoseReader.MVX)
                .add("value", vaccine.mvx())
                .build();
    }

    /** A vaccine's maker, as an Immunization refers to it. */
    static JsonObject maker(Vaccine vaccine) {
        return JsonObject.builder()
                .add("identifier", mvx(vaccine))
                .add("display", vaccine.maker())
                .build();
    }

    static JsonObject counted(JsonObject resource, int count) {
        return resource.with(
                "instance",
                JsonArray.of(instance(resource)
                        .with(
                                "quantity",
                                JsonObject.builder()
                                        .add("value", JsonNumber.of(Math.max(0, count)))
                                        .add("unit", "doses")
                                        .build())));
    }

    private static JsonObject funded(JsonObject resource, Lot.Funding funding) {
        return Parts.withExtension(
                resource, FUNDING, "valueCodeableConcept", Parts.concept(FUNDINGS, funding.code(), funding.words()));
    }

    private static JsonObject recalled(JsonObject resource, boolean is) {
        return Parts.withExtension(
                resource, RECALLED, "valueBoolean", is ? org.throughline.fhir.json.JsonBoolean.TRUE : null);
    }

    /** The resource in another state. */
    static JsonObject in(JsonObject resource, Lot.State state) {
        return recalled(resource.with("status", new JsonString(state.status())), state == Lot.State.RECALLED);
    }

    /** Who has paid, as an Immunization says it. */
    static JsonObject funding(Lot.Funding funding) {
        return Parts.concept(FUNDINGS, funding.code(), funding.words());
    }
}
