package org.throughline.care.charge;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;

/**
 * What a procedure costs in this practice.
 *
 * @param id of the ChargeItemDefinition; empty for a new one
 * @param version of the resource; 0 for a new one
 * @param url by which charges name it; empty for a new one
 * @param code HCPCS level II, another code that the practice may use, or one of its own; empty for none
 * @param words what it is called in the practice
 * @param amount in the practice's currency
 * @param active whether it can be charged now
 */
public record Fee(String id, int version, String url, String code, String words, BigDecimal amount, boolean active) {
    public static final String CURRENCY = "USD";
    private static final Pattern HCPCS = Pattern.compile("[A-V]\\d{4}");
    private static final Pattern CPT = Pattern.compile("\\d{4}[0-9FTU]");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,6}([.,]\\d{1,2})?");

    /** An amount as it is typed; empty when it is none. */
    public static Optional<BigDecimal> amount(String typed) {
        String plain = typed.strip().replace(',', '.');
        return AMOUNT.matcher(plain).matches() ? Optional.of(new BigDecimal(plain).setScale(2)) : Optional.empty();
    }

    static Fee of(JsonObject definition) {
        JsonObject code = definition.object("code");
        JsonObject meta = definition.object("meta");
        String coded = code == null
                ? ""
                : code.objects("coding").stream()
                        .map(coding -> text(coding, "code"))
                        .findFirst()
                        .orElse("");
        return new Fee(
                text(definition, "id"),
                meta == null ? 0 : Integer.parseInt(text(meta, "versionId")),
                text(definition, "url"),
                coded,
                text(definition, "title"),
                definition.objects("propertyGroup").stream()
                        .flatMap(group -> group.objects("priceComponent").stream())
                        .map(component -> money(component.object("amount")))
                        .findFirst()
                        .orElse(BigDecimal.ZERO),
                "active".equals(definition.text("status")));
    }

    static BigDecimal money(@Nullable JsonObject money) {
        return money != null && money.get("value") instanceof JsonNumber number
                ? number.decimal().setScale(2, RoundingMode.HALF_UP)
                : BigDecimal.ZERO.setScale(2);
    }

    static JsonObject money(BigDecimal amount) {
        return JsonObject.builder()
                .add(
                        "value",
                        new JsonNumber(amount.setScale(2, RoundingMode.HALF_UP).toPlainString()))
                .add("currency", CURRENCY)
                .build();
    }

    /** What is charged, as a CodeableConcept. */
    JsonObject concept() {
        JsonObject.Builder concept = JsonObject.builder();
        if (!code.isEmpty()) {
            JsonObject coding = JsonObject.builder()
                    .add("system", system())
                    .add("code", code)
                    .build();
            concept.add("coding", JsonArray.of(coding));
        }
        return concept.add("text", words).build();
    }

    private String system() {
        if (HCPCS.matcher(code).matches()) {
            return "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
        }
        return CPT.matcher(code).matches() ? "http://www.ama-assn.org/go/cpt" : "urn:throughline:fee-code";
    }

    /** A ChargeItemDefinition, without an id when it has none. */
    JsonObject json(String address) {
        JsonObject component = JsonObject.builder()
                .add("type", "base")
                .add("amount", money(amount))
                .build();
        return JsonObject.builder()
                .add("resourceType", "ChargeItemDefinition")
                .addIfPresent("id", id.isEmpty() ? null : id)
                .add("url", address)
                .add("title", words)
                .add("status", active ? "active" : "retired")
                .add("code", concept())
                .add("propertyGroup", JsonArray.of(JsonObject.of("priceComponent", JsonArray.of(component))))
                .build();
    }

    static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
