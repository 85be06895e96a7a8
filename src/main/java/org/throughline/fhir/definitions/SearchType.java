package org.throughline.fhir.definitions;

import java.util.Locale;

/** The type of a search parameter, see <a href="https://hl7.org/fhir/R4/search.html#ptypes">search</a>. */
public enum SearchType {
    NUMBER,
    DATE,
    STRING,
    TOKEN,
    REFERENCE,
    COMPOSITE,
    QUANTITY,
    URI,
    SPECIAL;

    /** The code of FHIR's search-param-type. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of a code; {@link IllegalArgumentException} for any other text. */
    public static SearchType of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
