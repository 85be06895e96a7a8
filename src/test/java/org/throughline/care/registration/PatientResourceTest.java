package org.throughline.care.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

class PatientResourceTest {
    private static final Registration ADA = new Registration(
            "Ada Grace",
            "Marlowe",
            "Addie",
            "Byron",
            "1958-07-14",
            "female",
            "F",
            "Woman",
            "she/her",
            Set.of("2106-3", "2028-9"),
            "2186-5",
            "es",
            true,
            "555 0100",
            "555 0101",
            "ada@example.org",
            new Registration.Address("1 Pier Street", "Harbor", "MA", "02301"),
            new Registration.Contact("Ben Marlowe", "husband", "555 0102"));
    private static final JsonObject FRESH = parsed("{'resourceType':'Patient'}");

    private static JsonObject parsed(String json) {
        return JsonReader.readObject(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertEquals(ADA, PatientResource.read(PatientResource.write(FRESH, ADA)));
    }

    @Test
    void whatDoesNotChangeStaysByteForByte() {
        JsonObject theirs = parsed("{'resourceType':'Patient','id':'p','meta':{'versionId':'3'},"
                + "'extension':[{'url':'http://example.org/x','valueString':'kept'}],"
                + "'identifier':[{'system':'s','value':'1'}],"
                + "'name':[{'use':'official','family':'Ito','given':['Mei'],'prefix':['Dr.']}],"
                + "'telecom':[{'system':'fax','value':'1'},{'system':'phone','value':'2','rank':1}],"
                + "'gender':'female','birthDate':'1970','address':[{'line':['a','b'],'country':'US','use':'home'}],"
                + "'communication':[{'language':{'coding':[{'system':'urn:ietf:bcp:47','code':'en-US'}]}}],"
                + "'maritalStatus':{'text':'Married'}}");
        assertEquals(theirs, PatientResource.write(theirs, PatientResource.read(theirs)));
    }

    @Test
    void aChangeOfOneThingLeavesTheOthers() {
        JsonObject before = PatientResource.write(FRESH, ADA).with("maritalStatus", parsed("{'text':'kept'}"));
        Registration moved = new Registration(
                ADA.given(),
                "Okafor",
                ADA.used(),
                "Marlowe",
                ADA.birthDate(),
                ADA.sex(),
                ADA.birthSex(),
                ADA.gender(),
                ADA.pronouns(),
                Set.of(),
                ADA.ethnicity(),
                ADA.language(),
                false,
                "",
                ADA.phone(),
                ADA.email(),
                ADA.address(),
                Registration.Contact.NONE);
        JsonObject after = PatientResource.write(before, moved);
        assertEquals(moved, PatientResource.read(after));
        assertTrue(after.toString().contains("kept"));
    }

    @Test
    void whatIsWrongIsNamedByItsField() {
        Registration wrong = new Registration(
                "",
                " ",
                "",
                "",
                "2999-01-01",
                "",
                "x",
                "",
                "",
                Set.of("1"),
                "",
                "",
                false,
                "abc",
                "",
                "a@b",
                Registration.Address.NONE,
                new Registration.Contact("", "aunt", ""));
        assertEquals(
                List.of("family", "birthDate", "sex", "birthSex", "races", "mobile", "email", "contactName"),
                List.copyOf(wrong.faults("2026-11-26").keySet()));
    }
}
