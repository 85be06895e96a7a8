package org.throughline.fhir.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonString;

class PrimitivesTest {
    @Test
    void aDayIsADateExactlyWhenTheCalendarHasIt() {
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            int year = random.nextInt(1, 10_000);
            int month = random.nextInt(14);
            int day = random.nextInt(33);
            String text = String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
            assertEquals(exists(year, month, day), Dates.isDate(text), text);
            assertEquals(exists(year, month, day), Dates.isInstant(text + "T00:00:00Z"), text);
        }
    }

    private static boolean exists(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "date, 2024",
        "date, 2024-05",
        "date, 2024-02-29",
        "dateTime, 2024",
        "dateTime, 2024-02-29T23:59:60Z",
        "dateTime, 2024-02-29T23:59:59.123456789-14:00",
        "instant, 2024-02-29T00:00:00Z",
        "time, 10:00:00",
        "time, 10:00:00.5",
        "code, a b",
        "id, A-1.b",
        "uri, urn:x",
        "canonical, http://x.org/a|1",
        "oid, urn:oid:1.2.0.30",
        "uuid, urn:uuid:c757873d-ec9a-4326-a141-556f43239520",
        "base64Binary, YQ==",
        "base64Binary, 'YWJj YWJj'",
        "string, ' a'",
        "markdown, '# a'",
    })
    void goodTextsPass(String type, String text) {
        assertNull(Primitives.wrong(type, new JsonString(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "date, 24",
        "date, 0000",
        "date, 2024-5",
        "date, 2024-13",
        "date, 2023-02-29",
        "date, 2024-02-29T",
        "date, 2024/02/29",
        "dateTime, 2024-02-29T10:00",
        "dateTime, 2024-02-29T10:00:00",
        "dateTime, 2024-02-29T24:00:00Z",
        "dateTime, 2024-02-29T10:00:00+1",
        "dateTime, 2024-02-29T10:00:00+15:00",
        "dateTime, 2024-02-29 10:00:00Z",
        "dateTime, 2024-02-29T10:00:00.Z",
        "instant, 2024-02-29",
        "time, 10:00",
        "time, 25:00:00",
        "time, 10:00:00Z",
        "code, ' a'",
        "code, 'a  b'",
        "code, 'a '",
        "id, a_b",
        "uri, 'a b'",
        "oid, urn:oid:3.1",
        "oid, urn:oid:1.02",
        "oid, urn:oid:1.",
        "oid, 1.2.3",
        "uuid, c757873d-ec9a-4326-a141-556f43239520",
        "base64Binary, YQ",
        "base64Binary, Y=Q=",
        "base64Binary, YQ-_",
        "string, ' '",
        "xhtml, hello",
    })
    void badTextsAreRefused(String type, String text) {
        assertNotNull(Primitives.wrong(type, new JsonString(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "integer, 2147483647, true",
        "integer, -2147483648, true",
        "integer, 2147483648, false",
        "integer, 1.0, false",
        "integer, 1e3, false",
        "integer, 99999999999999999999, false",
        "unsignedInt, 0, true",
        "unsignedInt, -1, false",
        "positiveInt, 0, false",
        "positiveInt, 1, true",
        "decimal, 1e308, true",
        "boolean, 1, false",
        "string, 1, false",
    })
    void numbersKeepTheirRange(String type, String literal, boolean good) {
        assertEquals(good, Primitives.wrong(type, new JsonNumber(literal)) == null);
    }
}
