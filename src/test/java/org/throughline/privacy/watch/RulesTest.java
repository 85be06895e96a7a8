package org.throughline.privacy.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/** When an access is odd. */
class RulesTest {
    private static final Thresholds USUAL = Thresholds.usual(ZoneOffset.UTC);
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static JsonObject person(String family, String line, String postal, String more) {
        return JsonReader.readObject(("{'resourceType':'Patient'," + more + "'name':[{'family':'" + family
                        + "'}],'address':[{'line':['" + line + "'],'postalCode':'" + postal + "'}]}")
                .replace('\'', '"')
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Known known(String family, String line) {
        return Known.of(person(family, line, "02139", ""), Set.of());
    }

    private static Set<Kind> odd(Known staff, Known person, boolean treats) {
        return new Rules(USUAL)
                .odd(new Sighting(NOON, staff, person, 5, treats))
                .keySet();
    }

    @Test
    void aNameInCommonIsTheSameInAnyWriting() {
        Known staff = known("Núñez-Marlowe", "1 Elm St");
        assertEquals(Set.of(Kind.FAMILY), odd(staff, known("MARLOWE", "9 Oak Road"), false));
        assertEquals(Set.of(Kind.FAMILY), odd(staff, known("Nunez", "9 Oak Road"), false));
        assertEquals(Set.of(), odd(staff, known("Ito", "9 Oak Road"), false));
        assertEquals(Set.of(), odd(Known.NOBODY, known("", "9 Oak Road"), false));
    }

    @Test
    void whoTreatsThePatientIsWhereTheyBelong() {
        Known staff = known("Ito", "1 Elm St");
        Known patient =
                Known.of(person("Ito", "3 Elm Street", "02139", "'meta':{'security':[{'code':'EMP'}]},"), Set.of());
        assertEquals(Set.of(Kind.FAMILY, Kind.ADDRESS, Kind.COLLEAGUE), odd(staff, patient, false));
        assertEquals(Set.of(), odd(staff, patient, true));
    }

    @Test
    void ownChartIsOddEvenForWhoTreatsThemselves() {
        Known staff = new Known(Set.of("ito"), List.of(), Set.of(5L), false);
        assertEquals(Set.of(Kind.OWN_CHART), odd(staff, known("Ito", "1 Elm St"), true));
    }

    @Test
    void nightIsInTheZoneThatIsSet() {
        Thresholds newYork = Thresholds.usual(ZoneId.of("America/New_York"));
        Sighting sighting = new Sighting(NOON.plusSeconds(3600 * 15), Known.NOBODY, Known.NOBODY, 5, false); // 22:00
        assertEquals(Set.of(Kind.HOURS), new Rules(newYork).odd(sighting).keySet());
        assertEquals(Set.of(Kind.HOURS), new Rules(USUAL).odd(sighting).keySet()); // 03:00 in UTC
        assertFalse(new Thresholds(EnumSet.noneOf(Kind.class), 30, 10, 50, 3, 3, 6, 6, ZoneOffset.UTC).isOdd(6));
    }

    @Test
    void whatIsNotLookedForIsNotFound() {
        Thresholds without = new Thresholds(EnumSet.of(Kind.FAMILY), 30, 10, 50, 3, 3, 22, 6, ZoneOffset.UTC);
        Sighting sighting = new Sighting(NOON, known("Ito", "1 Elm St"), known("Ito", "9 Oak Road"), 5, false);
        assertTrue(new Rules(without).odd(sighting).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "12 Elm Street, 12 ELM ST., 0",
        "12 Elm St Apt 4, 12 Elm Street, 0",
        "12 N. Elm Ave, 16 North Elm Avenue, 4",
        "12a Elm St, 14 Elm St, 2",
        "Lindenstraße 5, Lindenstraße 9, 4",
        "Rose Cottage, Rose Cottage, 0",
        "12 Elm Street, 12 Oak Street, -1",
        "12 Elm Street, Elm Street, -1"
    })
    void housesOfAStreetAreSoFarApart(String one, String other, int apart) {
        OptionalInt expected = apart < 0 ? OptionalInt.empty() : OptionalInt.of(apart);
        assertEquals(expected, home(one, "02139-1234").apart(home(other, "02139")));
        assertEquals(OptionalInt.empty(), home(one, "02139").apart(home(other, "99999")));
    }

    private static Home home(String line, String postal) {
        return Home.of(person("x", line, postal, "").objects("address").getFirst())
                .orElseThrow();
    }

    @Test
    void neighboursAreSoBothWaysAndUpToTheLimit() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            int one = 1 + random.nextInt(400);
            int other = 1 + random.nextInt(400);
            Known a = known("Ito", one + " Elm Street");
            Known b = known("Lee", other + " Elm St");
            boolean near = Math.abs(one - other) <= USUAL.houses();
            assertEquals(near ? Set.of(Kind.ADDRESS) : Set.of(), odd(a, b, false), one + " and " + other);
            assertEquals(odd(a, b, false), odd(b, a, false), one + " and " + other);
        }
    }

    @Test
    void tooManyIsNeverBelowTheFloorAndAUsualDayIsNeverTooMany() {
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            List<Integer> own = counts(random, 28);
            List<Integer> ofRole = counts(random, 40);
            int most = Usual.of(own, ofRole).most(USUAL);
            assertTrue(most >= USUAL.patients());
            if (own.size() >= 5) {
                long daysBeyond = own.stream().filter(count -> count > most).count();
                assertTrue(daysBeyond * 2 <= own.size(), own + " and at most " + most);
            } else if (ofRole.size() < 10) {
                assertEquals(USUAL.patients() * USUAL.times(), most);
            }
        }
    }

    private static List<Integer> counts(Random random, int most) {
        return random.ints(random.nextInt(most + 1), 1, 500).boxed().toList();
    }
}
