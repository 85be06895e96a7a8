package org.throughline.search;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.throughline.fhir.definitions.R4;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.definitions.TypeKind;

/**
 * Published search parameters at times name a value as it stands in JSON, {@code .valueDateTime} (US Core's
 * {@code Condition.asserted-date} does), where FHIRPath has {@code .value.ofType(dateTime)}.
 */
final class Choices {
    private static final Pattern VALUE = Pattern.compile("\\.value([A-Z][A-Za-z0-9]*)\\b(?!\\s*\\()");

    private Choices() {}

    /** The expression with such names written as FHIRPath has them. */
    static String asFhirPath(String expression) {
        return VALUE.matcher(expression).replaceAll(Choices::written);
    }

    private static String written(MatchResult value) {
        String name = value.group(1);
        String primitive = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        String type = isDatatype(name) ? name : isDatatype(primitive) ? primitive : "";
        return type.isEmpty() ? value.group() : ".value.ofType(" + type + ")";
    }

    private static boolean isDatatype(String name) {
        TypeDefinition type = R4.types().get(name);
        return type != null && type.kind() != TypeKind.RESOURCE;
    }
}
