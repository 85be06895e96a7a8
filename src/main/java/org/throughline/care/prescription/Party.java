package org.throughline.care.prescription;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * Somebody or some place that a prescription names, as paper and pharmacies need it.
 *
 * @param name as people write it
 * @param born the date of birth as FHIR has it; empty for whoever is no patient
 * @param sex in FHIR's codes; empty for whoever is no patient
 * @param address in lines
 * @param phone empty when not known
 * @param npi the National Provider Identifier; empty when not recorded
 * @param dea the number of the Drug Enforcement Administration; empty when not recorded
 */
public record Party(String name, String born, String sex, List<String> address, String phone, String npi, String dea) {
    public static final String NPI = "http://hl7.org/fhir/sid/us-npi";
    /** HL7's identifier for DEA numbers. */
    public static final String DEA = "urn:oid:2.16.840.1.113883.4.814";

    /** Nobody that is known. */
    public static final Party NOBODY = new Party("", "", "", List.of(), "", "", "");

    public Party {
        address = List.copyOf(address);
    }

    /** Of a Patient, a Practitioner or an Organization; nobody for none. */
    public static Party of(@Nullable JsonObject resource) {
        return resource == null
                ? NOBODY
                : new Party(
                        name(resource),
                        Parts.text(resource, "birthDate"),
                        Parts.text(resource, "gender"),
                        address(resource.objects("address")),
                        phone(resource.objects("telecom")),
                        identifier(resource, NPI),
                        identifier(resource, DEA));
    }

    /** The same by another name. */
    public Party named(String other) {
        return new Party(other, born, sex, address, phone, npi, dea);
    }

    private static String name(JsonObject resource) {
        String plain = Parts.text(resource, "name");
        return plain.isEmpty()
                ? resource.objects("name").stream()
                        .filter(each -> !"old".equals(each.text("use")) && !"nickname".equals(each.text("use")))
                        .findFirst()
                        .map(Party::written)
                        .orElse("")
                : plain;
    }

    private static String written(JsonObject name) {
        String whole = Stream.concat(
                        Stream.concat(texts(name, "given"), Stream.of(Parts.text(name, "family"))),
                        texts(name, "suffix"))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" "));
        return whole.isEmpty() ? Parts.text(name, "text") : whole;
    }

    private static Stream<String> texts(JsonObject holder, String name) {
        return holder.list(name).stream()
                .filter(org.throughline.fhir.json.JsonString.class::isInstance)
                .map(each -> ((org.throughline.fhir.json.JsonString) each).value());
    }

    private static List<String> address(List<JsonObject> addresses) {
        return addresses.stream()
                .filter(each -> !"old".equals(each.text("use")))
                .findFirst()
                .map(Party::lines)
                .orElse(List.of());
    }

    private static List<String> lines(JsonObject address) {
        String region = Stream.of(Parts.text(address, "state"), Parts.text(address, "postalCode"))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" "));
        String town = Stream.of(Parts.text(address, "city"), region)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
        List<String> lines = Stream.concat(texts(address, "line"), Stream.of(town))
                .filter(each -> !each.isEmpty())
                .toList();
        return lines.isEmpty() && !Parts.text(address, "text").isEmpty() ? List.of(Parts.text(address, "text")) : lines;
    }

    private static String phone(List<JsonObject> telecom) {
        return telecom.stream()
                .filter(each -> "phone".equals(each.text("system")) && !"old".equals(each.text("use")))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
    }

    private static String identifier(JsonObject resource, String system) {
        return resource.objects("identifier").stream()
                .filter(each -> system.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
    }
}
