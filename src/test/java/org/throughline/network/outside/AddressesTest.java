package org.throughline.network.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.throughline.kernel.Failed;

/** Where the next page lies, as servers are known to say it; our token goes to no other server. */
class AddressesTest {
    private static final String BASE = "https://ehr.example.org/fhir/r4";
    private static final URI FIRST = URI.create(BASE + "/Observation?patient=1");

    private static String next(String link) {
        return Addresses.next(BASE, FIRST, link).toString();
    }

    @Test
    void theNextPageIsAskedForAtTheServersOwnAddress() {
        assertEquals(BASE + "?_getpages=7&_count=5", next(BASE + "?_getpages=7&_count=5"));
        assertEquals(BASE + "?_getpages=7", next("http://localhost:8080/fhir/r4?_getpages=7"), "behind a proxy");
        assertEquals(BASE + "/Observation?page=2", next("Observation?page=2"), "relative");
        assertEquals(BASE + "/Observation?page=2", next("/Observation?page=2"), "below the base");
        assertEquals(BASE + "/Observation?code=a%7Cb", next(BASE + "/Observation?code=a|b"), "not escaped");
    }

    @Test
    void elsewhereIsNotFollowed() {
        assertThrows(Failed.class, () -> next("https://ehr.example.org/other?page=2"));
        assertThrows(Failed.class, () -> next("https://elsewhere.example/Observation?page=2"));
        assertThrows(Failed.class, () -> next("mailto:somebody"));
    }

    @Test
    void onlyWhatIsAnAddressIsTaken() {
        assertEquals(BASE, Addresses.base(" " + BASE + "// "));
        assertEquals("http://localhost:8080/fhir", Addresses.base("http://localhost:8080/fhir"));
        for (String wrong : new String[] {
            "", "ehr", "ftp://ehr.example.org", "http://ehr.example.org/fhir", "https://a b", BASE + "?x=1"
        }) {
            assertThrows(Failed.class, () -> Addresses.base(wrong), wrong);
        }
    }
}
