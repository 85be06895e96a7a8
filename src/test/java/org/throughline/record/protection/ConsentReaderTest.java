package org.throughline.record.protection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.access.Limit;
import org.throughline.access.Policy;
import org.throughline.access.Purpose;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.reference.References;

/** What is read of a consent; whether it is obeyed is tested with whole worlds of them. */
class ConsentReaderTest {
    private static final References REFERENCES = new References(R4.types(), "http://localhost/fhir");

    private static ConsentReader.@Nullable Read read(String status, String provision) {
        String consent = "{'resourceType':'Consent','status':'" + status
                + "','scope':{'coding':[{'code':'patient-privacy'}]},'provision':" + provision + "}";
        return ConsentReader.read(
                JsonReader.readObject(consent.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                REFERENCES,
                R4.types());
    }

    private static Limit denial(String provision) {
        return new Policy.Consented(
                        Objects.requireNonNull(read("active", provision)).provision())
                .denial(Purpose.TREAT);
    }

    @Test
    void onlyAnActiveConsentSaysAnything() {
        assertNull(read("draft", "{'type':'deny'}"));
        assertEquals(Limit.ALWAYS, denial("{'type':'deny'}"));
        assertEquals(Limit.NEVER, denial("{'type':'permit'}"));
    }

    @Test
    void aDenialDeeperThanIsReadIsNotLost() {
        String rule = "{'type':'deny'}";
        for (int depth = 0; depth < 12; depth++) {
            rule = "{'type':'permit','provision':[" + rule + "]}";
        }
        assertNotEquals(Limit.NEVER, denial(rule));
    }

    @Test
    void whatIsNotUnderstoodForbidsAndDoesNotPermit() {
        String unknown = "'class':[{'system':'urn:other','code':'x'}]";
        assertEquals(Limit.ALWAYS, denial("{'type':'permit','provision':[{'type':'deny'," + unknown + "}]}"));
        assertEquals(Limit.ALWAYS, denial("{'type':'deny','provision':[{'type':'permit'," + unknown + "}]}"));
    }
}
