package org.throughline.rest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * FHIR's XML, in and out, through HAPI FHIR's parser. The parser's model takes seconds to set up, so that waits for the
 * first XML.
 */
final class Xml {
    private static final String BROKEN = "The XML is broken or not a resource of FHIR R4.";
    private static final Pattern QUOTED = Pattern.compile("['\"]([A-Za-z0-9_.-]{1,64})['\"]");

    private final Supplier<FhirContext> context;

    Xml(Supplier<FhirContext> context) {
        this.context = context;
    }

    byte[] fromJson(byte[] json, boolean pretty) {
        IBaseResource resource = context.get().newJsonParser().parseResource(new String(json, StandardCharsets.UTF_8));
        IParser parser = context.get().newXmlParser().setPrettyPrint(pretty);
        parser.setStripVersionsFromReferences(false);
        return parser.encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The JSON of a resource in XML.
     *
     * @throws Failed with {@link Failure.Malformed} when the XML is not a resource
     */
    byte[] toJson(byte[] xml) {
        try {
            IParser parser = context.get().newXmlParser().setParserErrorHandler(new StrictErrorHandler());
            IBaseResource resource = parser.parseResource(new String(xml, StandardCharsets.UTF_8));
            return context.get()
                    .newJsonParser()
                    .setStripVersionsFromReferences(false)
                    .encodeResourceToString(resource)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new Failed(new Failure.Malformed("structure", "", BROKEN + quoted(e)), e);
        }
    }

    /** What the parser stumbled over, an element's name or a value, where its message quotes that. */
    private static String quoted(DataFormatException e) {
        Matcher matcher = QUOTED.matcher(String.valueOf(e.getMessage()));
        return matcher.find() ? " It stumbles over '" + matcher.group(1) + "'." : "";
    }
}
