package org.throughline.matching;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.fhir.json.JsonObject;
import org.throughline.matching.Demographics.Identifier;
import org.throughline.matching.Demographics.Kind;

/** Reads a number by which somebody is known, and what it is about. Pure. */
final class IdentifierReader {
    static final String SOCIAL_SECURITY = "http://hl7.org/fhir/sid/us-ssn";
    private static final String SOCIAL_SECURITY_OID = "urn:oid:2.16.840.1.113883.4.1";

    /** Types of identifiers (HL7 v2 table 0203). */
    private static final Set<String> NATIONAL = Set.of("SS", "SB", "NI", "NIIP", "NNUSA", "HC");

    private static final Set<String> DOCUMENT =
            Set.of("DL", "PPN", "PRC", "MC", "MA", "JHN", "TAX", "NH", "CZ", "MI", "VP");
    private static final Set<String> FAMILY = Set.of("MB", "SN", "GN");

    private static final int WHOLE = 9;
    private static final int LAST_FOUR = 4;

    private IdentifierReader() {}

    /** Empty when it says nothing: no system, or a value that is none. */
    static Optional<Identifier> read(JsonObject identifier) {
        String written = text(identifier, "system").strip();
        String system = written.equals(SOCIAL_SECURITY_OID) ? SOCIAL_SECURITY : written;
        String value = Folded.of(text(identifier, "value"));
        if (system.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        if (system.equals(SOCIAL_SECURITY)) {
            return socialSecurity(text(identifier, "value"));
        }
        return Junk.isNumber(value) ? Optional.empty() : Optional.of(new Identifier(kind(identifier), system, value));
    }

    /** All nine digits, or the last four where the others are masked. */
    private static Optional<Identifier> socialSecurity(String value) {
        String digits = value.replaceAll("[^0-9]", "");
        boolean whole = digits.length() == WHOLE && !Junk.isSocialSecurity(digits);
        boolean last = digits.length() == LAST_FOUR && !digits.equals("0000") && !digits.equals("9999");
        return whole || last ? Optional.of(new Identifier(Kind.NATIONAL, SOCIAL_SECURITY, digits)) : Optional.empty();
    }

    private static Kind kind(JsonObject identifier) {
        JsonObject type = identifier.object("type");
        Set<String> codes = type == null
                ? Set.of()
                : type.objects("coding").stream()
                        .flatMap(coding -> Stream.ofNullable(coding.text("code")))
                        .collect(Collectors.toSet());
        if (codes.stream().anyMatch(NATIONAL::contains)) {
            return Kind.NATIONAL;
        }
        if (codes.stream().anyMatch(FAMILY::contains)) {
            return Kind.FAMILY;
        }
        return codes.stream().anyMatch(DOCUMENT::contains) ? Kind.DOCUMENT : Kind.RECORD;
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
