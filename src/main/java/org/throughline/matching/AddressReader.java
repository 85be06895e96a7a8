package org.throughline.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.matching.Demographics.Address;

/** Takes an address apart into what is compared: number, street, unit, town, postal code. Pure. */
final class AddressReader {
    private static final int POSTAL = 5;

    /** What is written before the number of a unit. */
    private static final Set<String> UNITS =
            Set.of("apt", "apartment", "unit", "ste", "suite", "rm", "room", "lot", "fl", "floor", "trlr");

    /** Kinds and directions of streets, as the Postal Service shortens them (https://pe.usps.com/text/pub28). */
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("street", "st"),
            Map.entry("avenue", "ave"),
            Map.entry("av", "ave"),
            Map.entry("road", "rd"),
            Map.entry("drive", "dr"),
            Map.entry("lane", "ln"),
            Map.entry("boulevard", "blvd"),
            Map.entry("court", "ct"),
            Map.entry("place", "pl"),
            Map.entry("circle", "cir"),
            Map.entry("terrace", "ter"),
            Map.entry("highway", "hwy"),
            Map.entry("parkway", "pkwy"),
            Map.entry("square", "sq"),
            Map.entry("trail", "trl"),
            Map.entry("crescent", "cres"),
            Map.entry("north", "n"),
            Map.entry("south", "s"),
            Map.entry("east", "e"),
            Map.entry("west", "w"));

    private AddressReader() {}

    static Optional<Address> read(JsonObject address) {
        String lines = address.list("line").stream()
                .filter(JsonString.class::isInstance)
                .map(Json::toString)
                .collect(Collectors.joining(" "));
        List<String> words = new ArrayList<>(Folded.words(lines));
        String unit = unit(words);
        String number = !words.isEmpty() && Character.isDigit(words.getFirst().charAt(0)) ? words.removeFirst() : "";
        String spoken = String.join(" ", words);
        String street = Junk.isStreet(spoken)
                ? ""
                : words.stream().map(word -> SHORT.getOrDefault(word, word)).collect(Collectors.joining(" "));
        String postal = Folded.of(text(address, "postalCode"));
        Address read = new Address(
                street.isEmpty() ? "" : number,
                street,
                unit,
                String.join(" ", Folded.words(text(address, "city"))),
                postal(postal));
        return read.street().isEmpty() && read.city().isEmpty() && read.postal().isEmpty()
                ? Optional.empty()
                : Optional.of(read);
    }

    private static String postal(String postal) {
        String five =
                postal.length() > POSTAL && Character.isDigit(postal.charAt(0)) ? postal.substring(0, POSTAL) : postal;
        return five.matches("0+|9+") ? "" : five;
    }

    private static String unit(List<String> words) {
        for (int i = 1; i + 1 < words.size(); i++) {
            if (UNITS.contains(words.get(i))) {
                String unit = words.get(i + 1);
                words.subList(i, i + 2).clear();
                return unit;
            }
        }
        return "";
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
