package org.throughline.login.smart.protocol;

import org.throughline.kernel.Hash;

/**
 * How an app may look to fit in. Its address changes with its content, as SMART wants it.
 *
 * @param json the object that SMART defines
 * @see <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html#styling">SMART, app styling</a>
 */
public record SmartStyle(String json) {

    /** The path of its address. */
    String path() {
        return Endpoints.STYLE + "/" + Long.toHexString(Hash.of(json)) + ".json";
    }
}
