package org.throughline.fhir.path;

import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.R4;

/** The text of a reference: {@code Patient/1}, {@code http://example.org/fhir/Patient/1/_history/2}. */
public final class ReferenceText {
    private static final String HISTORY = "/_history/";

    private ReferenceText() {}

    /** The resource type that it names; null for {@code #1}, {@code urn:uuid:…} and other addresses. */
    public static @Nullable String typeOf(String reference) {
        int end = reference.indexOf(HISTORY);
        int id = reference.lastIndexOf('/', end < 0 ? reference.length() : end - 1);
        if (id < 0) {
            int question = reference.indexOf('?');
            return question < 0 ? null : known(reference.substring(0, question));
        }
        return known(reference.substring(reference.lastIndexOf('/', id - 1) + 1, id));
    }

    private static @Nullable String known(String type) {
        return R4.types().isResourceType(type) ? type : null;
    }
}
