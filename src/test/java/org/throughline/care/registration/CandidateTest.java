package org.throughline.care.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.fhir.json.JsonObject;
import org.throughline.matching.DemographicsReader;
import org.throughline.matching.Judge;
import org.throughline.matching.Judgement;

/** Who may be the same person, and who is not. */
class CandidateTest {
    private static final Judge JUDGE = Judge.shipped();

    private static Candidate compared(Registration one, Registration other) {
        JsonObject described = patient(one);
        JsonObject known = patient(other);
        return Candidate.of(known, judged(described, known));
    }

    private static Judgement judged(JsonObject one, JsonObject other) {
        return JUDGE.compare(DemographicsReader.read(one), DemographicsReader.read(other));
    }

    private static JsonObject patient(Registration registration) {
        return PatientResource.write(
                JsonObject.builder()
                        .add("resourceType", "Patient")
                        .add("id", "p")
                        .build(),
                registration);
    }

    private static Registration person(String given, String family, String born) {
        return person(given, family, born, "", "");
    }

    private static Registration person(String given, String family, String born, String earlier, String phone) {
        return new Registration(
                given,
                family,
                "",
                earlier,
                born,
                "female",
                "",
                "",
                "",
                Set.of(),
                "",
                "",
                false,
                phone,
                "",
                "",
                Registration.Address.NONE,
                Registration.Contact.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "William,Okafor,1958-07-14, Bill,Okafor,1958-07-14", // a nickname
        "Maria Elena,Garcia-Lopez,1990-01-02, Maria,Garcia,1990-01-02", // half of a name
        "Jose,Nunez,1990-01-02, José,Núñez,1990-01-02", // accents
        "Katherine,Smith,1980-03-04, Catherine,Smyth,1980-03-04", // sounds
        "Jonathan,Meyer,1980-03-04, Jonahtan,Meyer,1980-03-04", // exchanged letters
        "Ada,Marlowe,1958-07-04, Ada,Marlowe,1958-04-07", // day and month exchanged
        "Ada,Marlowe,1958-07-14, Ada,Marlowe,1958-07-15", // one digit
        "Ada,Marlowe,1958-07-14, Ada,Marlowe,1985-07-14", // two digits exchanged
        "Kim,Tran,1971-11-30, Tran,Kim,1971-11-30" // names exchanged
    })
    void theSamePersonWrittenDifferentlyIsAStrongCandidate(
            String given, String family, String born, String otherGiven, String otherFamily, String otherBorn) {
        Candidate found = compared(person(given, family, born), person(otherGiven, otherFamily, otherBorn));
        assertTrue(found.strong(), found.toString());
    }

    @Test
    void aChangedFamilyNameIsKnownByTheEarlierOne() {
        Candidate found =
                compared(person("Ada", "Okafor", "1958-07-14", "Marlowe", ""), person("Ada", "Marlowe", "1958-07-14"));
        assertTrue(
                found.strong() && found.reasons().toString().contains("The family name was changed"), found.toString());
    }

    @Test
    void aTwinIsShownAndNeverStrong() {
        Candidate found = compared(
                person("Anna", "Ito", "2020-05-06", "", "555 010 2030"),
                person("Mei", "Ito", "2020-05-06", "", "5550102030"));
        assertFalse(found.strong(), found.toString());
        assertEquals("Another first name: may be a twin", found.reasons().getFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "Ada,Marlowe,1958-07-14, Ada,Marlowe,1988-02-01", // namesakes
        "Ada,Marlowe,1958-07-14, Grace,Hopper,1958-07-14", // born on one day
        "James,Miller,1960-01-01, Sarah,Miller,1990-01-01" // parent and child
    })
    void anotherPersonIsNotStrong(
            String given, String family, String born, String otherGiven, String otherFamily, String otherBorn) {
        assertFalse(compared(person(given, family, born), person(otherGiven, otherFamily, otherBorn))
                .strong());
    }

    @Test
    void fatherAndSonOfOneNameAndPhoneAreTwo() {
        Candidate found = compared(
                person("John", "Miller", "1960-05-01", "", "5550102030"),
                person("John", "Miller", "1988-11-19", "", "5550102030"));
        assertFalse(found.strong(), found.toString());
    }

    @Test
    void anyTextIsTakenAndTheOrderMakesNoDifferenceToPoints() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            Registration one = person(text(random), text(random), text(random));
            Registration other = person(text(random), text(random), text(random));
            assertEquals(
                    judged(patient(one), patient(other)).bits(),
                    judged(patient(other), patient(one)).bits());
        }
    }

    private static String text(Random random) {
        String[] pieces = {"", " ", "-", "a", "É", "Bill", "william", "14", "1958-07-14", "1958-14-07", "Ng", "\u4e2d"};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    @Test
    void aPatientNumberWithOneWrongDigitIsNoNumber() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            String number = PatientNumber.next(random);
            assertEquals(8, number.length());
            int place = random.nextInt(7);
            char digit = (char) ('0' + (number.charAt(place) - '0' + 1 + random.nextInt(8)) % 10);
            String wrong = number.substring(0, place) + digit + number.substring(place + 1, 7);
            assertTrue(PatientNumber.check(wrong) != number.charAt(7) - '0', number);
        }
    }
}
