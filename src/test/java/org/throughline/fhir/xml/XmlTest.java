package org.throughline.fhir.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.search.oracle.Sample;

/** FHIR's XML, in and out, with HAPI FHIR's parser as the second opinion. */
class XmlTest {
    private static final String NS = " xmlns=\"http://hl7.org/fhir\"";

    @Test
    void theSampleComesBackAsItWas() throws IOException {
        for (JsonObject resource : Sample.resources(4000)) {
            assertEquals(
                    sorted(resource).toString(),
                    sorted(XmlReader.read(XmlWriter.bytes(resource, false))).toString());
        }
    }

    @Test
    void hapiReadsWhatIsWrittenAndIsReadInTurn() throws IOException {
        FhirContext hapi = FhirContext.forR4Cached();
        for (JsonObject sample : Sample.resources(1500)) {
            JsonObject resource = sample.without("text"); // HAPI writes the narrative anew
            String xml = new String(XmlWriter.bytes(resource, true), UTF_8);
            String json = hapi.newJsonParser()
                    .setStripVersionsFromReferences(false)
                    .encodeResourceToString(hapi.newXmlParser().parseResource(xml));
            assertEquals(sorted(resource), sorted(JsonReader.readObject(json.getBytes(UTF_8))));
            String theirs = hapi.newXmlParser()
                    .setStripVersionsFromReferences(false)
                    .encodeResourceToString(hapi.newJsonParser().parseResource(resource.toString()));
            assertEquals(sorted(resource), sorted(XmlReader.read(theirs.getBytes(UTF_8))));
        }
    }

    /** The members of each object by name, since XML has an order of its own. */
    private static Json sorted(Json json) {
        return switch (json) {
            case JsonObject object -> {
                TreeMap<String, Json> members = new TreeMap<>();
                for (int i = 0; i < object.size(); i++) {
                    members.put(object.nameAt(i), sorted(object.valueAt(i)));
                }
                JsonObject.Builder builder = JsonObject.builder();
                members.forEach(builder::add);
                yield builder.build();
            }
            case JsonArray array -> {
                List<Json> values = new ArrayList<>();
                array.forEach(value -> values.add(sorted(value)));
                yield new JsonArray(values);
            }
            default -> json;
        };
    }

    private static JsonObject json(String json) {
        return JsonReader.readObject(json.replace('\'', '"').getBytes(UTF_8));
    }

    private static String xml(String json) {
        return new String(XmlWriter.bytes(json(json), false), UTF_8);
    }

    private static String back(String json) {
        return XmlReader.read(xml(json).getBytes(UTF_8)).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2", "1.50E-3", "0.00", "-0.0", "1e308", "1.0e+10", "100", "12345678901234567890.10"})
    void aNumberKeepsItsValueAndForm(String number) {
        String json = "{'resourceType':'Observation','valueQuantity':{'value':" + number + "}}";
        assertTrue(xml(json).contains("<value value=\"" + number + "\"/>"), xml(json));
        assertEquals(json(json).toString(), back(json));
    }

    @Test
    void valuesAndExtensionsOfPrimitivesStayBesideEachOther() {
        String json = "{'resourceType':'Patient','id':'p','_birthDate':{'extension':[{'url':'urn:u','valueCode':'x'}]},"
                + "'name':[{'id':'n','given':['A',null,'C'],'_given':[null,{'id':'g'},null]}],"
                + "'contained':[{'resourceType':'Basic','id':'b','code':{'text':'<&>\\n\\u0022'}}]}";
        assertEquals(sorted(json(json)), sorted(json(back(json))));
        assertTrue(xml(json).contains("<given value=\"A\"/><given id=\"g\"/><given value=\"C\"/>"), xml(json));
    }

    @Test
    void aNarrativeIsXhtmlInXml() {
        String div = "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">a<br/><b class=\\\"c\\\">b &amp; c</b></div>";
        String json = "{'resourceType':'Patient','text':{'status':'generated','div':'" + div + "'}}";
        assertTrue(xml(json).contains("<b class=\"c\">b &amp; c</b></div></text>"), xml(json));
        assertEquals(json(json).toString(), back(json));
        for (String broken : List.of("<div>a<br>b</div>", "<div>&nbsp;x", "<div><!DOCTYPE x></div>")) {
            String stored = "{'resourceType':'Patient','text':{'status':'generated','div':'" + broken + "'}}";
            assertTrue(back(stored).contains("xhtml"), back(stored));
        }
        String spaced = "{'resourceType':'Patient','text':{'status':'generated','div':'<div>a&nbsp;b</div>'}}";
        assertTrue(back(spaced).contains(">a\u00a0b<"), back(spaced));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Patient/>",
                "<Patient xmlns=\"urn:other\"/>",
                "<Patient" + NS + "><active xmlns=\"urn:other\" value=\"true\"/></Patient>",
                "<Patient" + NS + "><active value=\"yes\"/></Patient>",
                "<Patient" + NS + "><active/></Patient>",
                "<Patient" + NS + "><active value=\"true\"/><active value=\"true\"/></Patient>",
                "<Patient" + NS + " nonsense=\"1\"/>",
                "<Patient" + NS + ">text</Patient>",
                "<Patient" + NS + "><contained/></Patient>",
                "<Patient" + NS + "><contained><Patient/><Patient/></contained></Patient>",
                "<Patient" + NS + "><text><div value=\"x\"/></text></Patient>",
                "<Patient" + NS
                        + "><text><div xmlns=\"http://www.w3.org/1999/xhtml\"><svg xmlns=\"urn:s\"/></div></text></Patient>",
                "<Patient" + NS + "/><Patient" + NS + "/>",
                "<Observation" + NS + "><valueInteger value=\"1.5.2\"/></Observation>",
                "<Observation" + NS + "><valueInteger value=\" 1\"/></Observation>",
                "<!DOCTYPE x [<!ENTITY e \"e\">]><Patient" + NS + "><id value=\"&e;\"/></Patient>",
                "<Patient" + NS + "><id value=\"&e;\"/></Patient>"
            })
    void whatIsNotFhirsXmlIsRefused(String xml) {
        assertMalformed(xml);
    }

    @Test
    void whatCouldHurtIsRefusedAtOnce() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (String number : List.of("1e99999999", "1e-99999999", "9".repeat(100_000))) {
                assertMalformed("<Observation" + NS + "><valueQuantity><value value=\"" + number
                        + "\"/></valueQuantity></Observation>");
            }
            assertMalformed("<Patient" + NS + ">" + "<extension url=\"urn:x\">".repeat(10_000));
            assertMalformed(
                    "<Patient" + NS + "><text><div xmlns=\"http://www.w3.org/1999/xhtml\">" + "<b>".repeat(10_000));
        });
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] xml = ("<Patient" + NS + "><id value=\"x\"/></Patient>").getBytes(UTF_8);
        xml[xml.length - 16] = (byte) 0xff;
        assertInstanceOf(
                Failure.Malformed.class,
                assertThrows(Failed.class, () -> XmlReader.read(xml)).failure());
    }

    private static void assertMalformed(String xml) {
        assertInstanceOf(
                Failure.Malformed.class,
                assertThrows(Failed.class, () -> XmlReader.read(xml.getBytes(UTF_8)), xml)
                        .failure());
    }
}
