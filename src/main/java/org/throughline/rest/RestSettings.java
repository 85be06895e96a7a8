package org.throughline.rest;

import org.throughline.fhir.json.JsonObject;

/**
 * How the API behaves at this installation.
 *
 * @param base the address that links carry, without a trailing slash: {@code http://127.0.0.1:8080/fhir}
 * @param bodyLimit most bytes of a body
 * @param entryLimit most entries of a transaction or batch
 * @param authorization the extension of the CapabilityStatement that tells where apps ask for access
 */
public record RestSettings(String base, int bodyLimit, int entryLimit, JsonObject authorization) {
    private static final int BODY_LIMIT = 80_000_000;
    private static final int ENTRY_LIMIT = 25_000;

    public static RestSettings at(String base, JsonObject authorization) {
        return new RestSettings(base, BODY_LIMIT, ENTRY_LIMIT, authorization);
    }
}
