package org.throughline.care.stay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

class ForeignSummaryTest {
    private static final String HELD =
            "'meta':{'tag':[{'system':'urn:throughline:holder','code':'7','display':'General Hospital'}]},";
    private static final String TYPE = "'type':{'coding':[{'system':'http://loinc.org','code':'18842-5'}]}";
    private static final String MEDICINES =
            "'section':[{'title':'Course'},{'section':[{'code':{'coding':[{'system':'http://loinc.org','code':'10183-2'}]},'entry':[{'reference':'MedicationRequest/1'}]}]}]";

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(UTF_8));
    }

    private static JsonObject composition(String more) {
        return json(
                "{'resourceType':'Composition','id':'x7-1'," + HELD + "'status':'final'," + TYPE + "," + more + "}");
    }

    private static JsonObject document(String content, String more) {
        return json("{'resourceType':'DocumentReference','id':'x7-2'," + HELD + "'status':'current'," + TYPE
                + ",'content':[{'attachment':{" + content + "}}]" + more + "}");
    }

    @Test
    void aCompositionWithMedicinesIsOneAndOneWithoutIsNot() {
        assertTrue(ForeignSummary.isOne(composition(MEDICINES)));
        assertFalse(ForeignSummary.isOne(composition("'section':[{'title':'Course'}]")));
        assertFalse(ForeignSummary.isOne(composition(
                MEDICINES.replace("'entry':[{'reference':'MedicationRequest/1'}]", "'emptyReason':{'text':'none'}"))));
        assertFalse(ForeignSummary.isOne(json(composition(MEDICINES).toString().replace("final", "entered-in-error"))));
    }

    @Test
    void aDocumentThatCannotBeLookedIntoMayTellOfMedicinesButNotOneOfOurOwn() {
        assertTrue(ForeignSummary.isOne(document("'contentType':'application/pdf','url':'Binary/x7-3'", "")));
        assertFalse(ForeignSummary.isOne(json(document("'contentType':'application/pdf'", "")
                .toString()
                .replace("urn:throughline:holder", "urn:other"))));
        assertFalse(ForeignSummary.isOne(document(
                "'contentType':'text/plain'",
                ",'extension':[{'url':'urn:throughline:discharge-drug','extension':[]}]")));
    }

    @Test
    void theSameDocumentIsKnownByItsIdentifierInEitherForm() {
        String identifier = "'identifier':{'system':'urn:ietf:rfc:3986','value':'urn:uuid:1'}";
        JsonObject composition = composition(identifier + "," + MEDICINES);
        String bundle = "{'resourceType':'Bundle','type':'document','entry':[{'resource':" + composition + "}]}";
        String data =
                Base64.getEncoder().encodeToString(bundle.replace('\'', '"').getBytes(UTF_8));
        JsonObject document = document("'contentType':'application/fhir+json','data':'" + data + "'", "");
        assertTrue(ForeignSummary.isOne(document));
        assertEquals("urn:ietf:rfc:3986|urn:uuid:1", ForeignSummary.key(composition));
        assertEquals(ForeignSummary.key(composition), ForeignSummary.key(document));
        assertEquals("x7-2", ForeignSummary.key(document("'contentType':'application/pdf'", "")));
    }
}
