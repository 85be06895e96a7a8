package org.throughline.care.registration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.throughline.care.entry.Choice;

/**
 * Who a patient is, as a form holds it. What is not known is empty.
 *
 * @param given first and middle names, as they are written
 * @param used the name that the patient goes by, when it is another
 * @param earlier a family name that the patient had before
 * @param birthDate a FHIR date, perhaps only a year
 * @param sex a code of {@link #SEXES}: for administration
 * @param birthSex a code of {@link #BIRTH_SEXES}
 * @param gender gender identity in the patient's words
 * @param races codes of {@link #RACES}
 * @param ethnicity a code of {@link #ETHNICITIES}
 * @param language a code of {@link #LANGUAGES}
 * @param interpreter whether an interpreter is needed
 * @param contact somebody to call in an emergency
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-patient.html">US Core Patient</a>
 */
public record Registration(
        String given,
        String family,
        String used,
        String earlier,
        String birthDate,
        String sex,
        String birthSex,
        String gender,
        String pronouns,
        Set<String> races,
        String ethnicity,
        String language,
        boolean interpreter,
        String mobile,
        String phone,
        String email,
        Address address,
        Contact contact) {
    public static final List<Choice> SEXES = List.of(
            new Choice("", "Choose"),
            new Choice("female", "Female"),
            new Choice("male", "Male"),
            new Choice("other", "Other"),
            new Choice("unknown", "Unknown"));
    public static final List<Choice> BIRTH_SEXES = List.of(
            new Choice("", "Not asked"),
            new Choice("F", "Female"),
            new Choice("M", "Male"),
            new Choice("OTH", "Other"),
            new Choice("ASKU", "Asked, not known"),
            new Choice("UNK", "Unknown"));
    /** The categories of the Office of Management and Budget (1997). */
    public static final List<Choice> RACES = List.of(
            new Choice("1002-5", "American Indian or Alaska Native"),
            new Choice("2028-9", "Asian"),
            new Choice("2054-5", "Black or African American"),
            new Choice("2076-8", "Native Hawaiian or Other Pacific Islander"),
            new Choice("2106-3", "White"));

    public static final List<Choice> ETHNICITIES = List.of(
            new Choice("", "Not asked"),
            new Choice("2135-2", "Hispanic or Latino"),
            new Choice("2186-5", "Not Hispanic or Latino"));
    /** The languages most spoken at home in the United States (American Community Survey), in BCP 47. */
    public static final List<Choice> LANGUAGES = List.of(
            new Choice("", "Not asked"),
            new Choice("en", "English"),
            new Choice("es", "Spanish"),
            new Choice("zh", "Chinese"),
            new Choice("tl", "Tagalog"),
            new Choice("vi", "Vietnamese"),
            new Choice("ar", "Arabic"),
            new Choice("fr", "French"),
            new Choice("ko", "Korean"),
            new Choice("pt", "Portuguese"),
            new Choice("ru", "Russian"),
            new Choice("ht", "Haitian Creole"),
            new Choice("hi", "Hindi"),
            new Choice("de", "German"),
            new Choice("pl", "Polish"),
            new Choice("ja", "Japanese"),
            new Choice("fa", "Persian"),
            new Choice("ase", "American Sign Language"));

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./x-]{7,30}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    public Registration {
        races = Set.copyOf(races);
    }

    /** Where somebody lives. */
    public record Address(String line, String city, String state, String postalCode) {
        public static final Address NONE = new Address("", "", "", "");
    }

    /** Somebody to call: a name, what they are to the patient, a phone number. */
    public record Contact(String name, String relation, String phone) {
        public static final Contact NONE = new Contact("", "", "");
    }

    /** What is wrong with it, by the name of its component; of the contact, {@code contactName} and {@code contactPhone}. */
    public Map<String, String> faults(String today) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (family.isBlank()) {
            faults.put("family", "A family name is needed. For somebody with one name only, write it here.");
        }
        if (birthDate.isEmpty()) {
            faults.put("birthDate", "The birth date is needed; a year alone will do when it is all that is known.");
        } else if (birthDate.compareTo(today) > 0) {
            faults.put("birthDate", "This day is in the future.");
        } else if (birthDate.substring(0, 4).compareTo("1880") < 0) {
            faults.put("birthDate", "Nobody alive was born so long ago.");
        }
        choice(faults, "sex", sex, SEXES);
        if (sex.isEmpty()) {
            faults.put("sex", "Choose one; unknown is an answer.");
        }
        choice(faults, "birthSex", birthSex, BIRTH_SEXES);
        choice(faults, "ethnicity", ethnicity, ETHNICITIES);
        choice(faults, "language", language, LANGUAGES);
        for (String race : races) {
            choice(faults, "races", race, RACES);
        }
        phone(faults, "mobile", mobile);
        phone(faults, "phone", phone);
        phone(faults, "contactPhone", contact.phone());
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            faults.put("email", "This is not an e-mail address.");
        }
        if (contact.name().isBlank()
                && !(contact.phone().isBlank() && contact.relation().isBlank())) {
            faults.put("contactName", "Say who this is.");
        }
        return faults;
    }

    private static void choice(Map<String, String> faults, String field, String value, List<Choice> choices) {
        if (choices.stream().noneMatch(choice -> choice.code().equals(value))) {
            faults.put(field, "Choose one of these.");
        }
    }

    private static void phone(Map<String, String> faults, String field, String value) {
        if (!value.isEmpty() && !PHONE.matcher(value).matches()) {
            faults.put(field, "Write a phone number: digits, spaces and dashes.");
        }
    }
}
