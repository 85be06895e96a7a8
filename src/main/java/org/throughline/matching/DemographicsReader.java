package org.throughline.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.matching.Demographics.Address;
import org.throughline.matching.Demographics.Family;
import org.throughline.matching.Demographics.Identifier;

/**
 * Reads who somebody is said to be from a FHIR Patient, and leaves out what says nothing. Takes any JSON: what is not of
 * the form that FHIR gives it is not there. At most so many of each list are read.
 *
 * @see <a href="https://hl7.org/fhir/R4/patient.html">Patient</a>
 */
public final class DemographicsReader {
    /** How many names, addresses, telephones and numbers of one person are compared. */
    private static final int MOST = 12;

    private static final Set<String> SUFFIXES = Set.of("jr", "sr", "junior", "senior", "ii", "iii", "iv", "2nd", "3rd");

    private DemographicsReader() {}

    /**
     * Who a Patient is said to be.
     *
     * @param patient as it was stored or sent
     */
    public static Demographics read(JsonObject patient) {
        List<Family> families = new ArrayList<>();
        List<List<String>> givens = new ArrayList<>();
        String suffix = "";
        int order = order(patient);
        for (JsonObject name : some(patient, "name").toList()) {
            List<String> family = new ArrayList<>(Folded.words(text(name, "family")));
            List<String> given = new ArrayList<>(texts(name, "given")
                    .flatMap(each -> Folded.words(each).stream())
                    .toList());
            if (family.isEmpty() && given.isEmpty()) {
                split(text(name, "text"), family, given);
            }
            String said = suffix(name, family, given);
            suffix = suffix.isEmpty() ? said : suffix;
            add(families, family, isFormer(name));
            if (Junk.isNewborn(given)) {
                order = Math.max(order, letter(given.getLast()));
            } else if (!given.isEmpty() && !Junk.isName(String.join("", given)) && !givens.contains(given)) {
                givens.add(given);
            }
        }
        String sex = text(patient, "gender");
        return new Demographics(
                families,
                givens,
                suffix,
                BirthDates.telling(text(patient, "birthDate")),
                sex.equals("male") || sex.equals("female") ? sex : "",
                order,
                addresses(patient),
                telecoms(patient, "phone"),
                telecoms(patient, "email"),
                identifiers(patient));
    }

    /** A name that is one text only: {@code Family, Given}, or the last word is the family name. */
    private static void split(String text, List<String> family, List<String> given) {
        int comma = text.indexOf(',');
        if (comma >= 0) {
            family.addAll(Folded.words(text.substring(0, comma)));
            given.addAll(Folded.words(text.substring(comma + 1)));
            return;
        }
        List<String> words = Folded.words(text);
        if (!words.isEmpty()) {
            family.add(words.getLast());
            given.addAll(words.subList(0, words.size() - 1));
        }
    }

    private static void add(List<Family> families, List<String> parts, boolean former) {
        Family family = new Family(parts, former);
        boolean known = families.stream().anyMatch(each -> each.joined().equals(family.joined()));
        if (!parts.isEmpty() && !known && !Junk.isName(family.joined())) {
            families.add(family);
        }
    }

    private static boolean isFormer(JsonObject name) {
        return "old".equals(name.text("use")) || "maiden".equals(name.text("use"));
    }

    /** Takes the suffix out of wherever it was written. */
    private static String suffix(JsonObject name, List<String> family, List<String> given) {
        List<String> found = new ArrayList<>(texts(name, "suffix")
                .flatMap(each -> Folded.words(each).stream())
                .filter(SUFFIXES::contains)
                .toList());
        for (List<String> words : List.of(family, given)) {
            if (words.size() > 1 && SUFFIXES.contains(words.getLast())) {
                found.add(words.removeLast());
            }
        }
        return found.isEmpty()
                ? ""
                : switch (found.getFirst()) {
                    case "junior" -> "jr";
                    case "senior" -> "sr";
                    case "2nd" -> "ii";
                    case "3rd" -> "iii";
                    case String other -> other;
                };
    }

    private static int order(JsonObject patient) {
        return patient.get("multipleBirthInteger") instanceof JsonNumber number
                        && number.toString().matches("[1-9]")
                ? Integer.parseInt(number.toString())
                : 0;
    }

    /** Newborns who have no names yet are told apart by letters. */
    private static int letter(String word) {
        int letter = word.length() == 1 ? word.charAt(0) - 'a' + 1 : 0;
        return letter >= 1 && letter <= 8 ? letter : 0;
    }

    private static List<Address> addresses(JsonObject patient) {
        return some(patient, "address")
                .flatMap(each -> AddressReader.read(each).stream())
                .distinct()
                .toList();
    }

    private static Set<String> telecoms(JsonObject patient, String system) {
        Set<String> found = new HashSet<>();
        some(patient, "telecom")
                .filter(each -> system.equals(each.text("system")))
                .forEach(each -> {
                    String value = text(each, "value");
                    String told = system.equals("email") ? email(value) : phone(value);
                    if (!told.isEmpty()) {
                        found.add(told);
                    }
                });
        return found;
    }

    private static String email(String value) {
        String email = value.strip().toLowerCase(Locale.ROOT);
        return Junk.isEmail(email) ? "" : email;
    }

    /** The digits without the country code of North America and without an extension. */
    private static String phone(String value) {
        String digits = value.toLowerCase(Locale.ROOT).split("x|ext|;", -1)[0].replaceAll("[^0-9]", "");
        String local = digits.length() == 11 && digits.startsWith("1") ? digits.substring(1) : digits;
        return Junk.isPhone(local) ? "" : local;
    }

    private static List<Identifier> identifiers(JsonObject patient) {
        return some(patient, "identifier")
                .flatMap(each -> IdentifierReader.read(each).stream())
                .distinct()
                .toList();
    }

    private static Stream<JsonObject> some(JsonObject object, String list) {
        return object.objects(list).stream().limit(MOST);
    }

    private static Stream<String> texts(JsonObject object, String list) {
        return object.list(list).stream()
                .filter(JsonString.class::isInstance)
                .map(Json::toString)
                .limit(MOST);
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
