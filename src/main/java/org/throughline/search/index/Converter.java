package org.throughline.search.index;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;
import org.throughline.fhir.time.TimeRange;
import org.throughline.kernel.Hash;
import org.throughline.search.value.Folding;
import org.throughline.search.value.Units;

/**
 * Turns one element into rows, by the type of the search and of the element.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#ptypes">Search parameter types</a>
 */
final class Converter {
    private static final String CURRENCIES = "urn:iso:std:iso:4217";

    private final References references;
    private final Units units;

    Converter(References references, Units units) {
        this.references = references;
        this.units = units;
    }

    /**
     * Adds the rows of an element.
     *
     * @param type its FHIR type
     * @param implied the system of a code that carries none; empty when it has none
     */
    void convert(Rows rows, Places places, SearchType as, String type, Json json, String implied) {
        Place place = places.main();
        switch (as) {
            case TOKEN -> token(rows, places, type, json, implied);
            case REFERENCE -> reference(rows, places, type, json);
            case DATE -> moment(rows, place, type, json);
            case STRING -> Strings.of(type, json, text -> rows.string(place, text));
            case NUMBER -> number(rows, place, json);
            case QUANTITY -> quantity(rows, place, type, json);
            case URI -> uri(rows, place, json);
            case SPECIAL -> position(rows, place, json);
            case COMPOSITE -> throw new IllegalArgumentException("A composite has parts");
        }
    }

    private void token(Rows rows, Places places, String type, Json json, String implied) {
        Place place = places.main();
        switch (type) {
            case "Coding" -> coding(rows, place, (JsonObject) json);
            case "CodeableConcept" -> concept(rows, places, (JsonObject) json);
            case "Identifier" -> identifier(rows, places, (JsonObject) json);
            case "ContactPoint" -> contact(rows, place, (JsonObject) json);
            default -> {
                String text = text(json);
                if (text != null) {
                    rows.token(place, implied, text, null);
                }
            }
        }
    }

    private static void coding(Rows rows, Place place, JsonObject coding) {
        String code = coding.text("code");
        if (code != null) {
            rows.token(place, coding.text("system"), code, coding.text("display"));
        }
    }

    private static void concept(Rows rows, Places places, JsonObject concept) {
        for (JsonObject coding : concept.objects("coding")) {
            coding(rows, places.main(), coding);
        }
        words(rows, places, concept);
    }

    /** The text of a concept, where it says something that no display does. */
    private static void words(Rows rows, Places places, JsonObject concept) {
        String text = concept.text("text");
        if (text == null) {
            return;
        }
        String folded = Folding.fold(text);
        for (JsonObject coding : concept.objects("coding")) {
            String display = coding.text("display");
            if (display != null && coding.has("code") && Folding.fold(display).equals(folded)) {
                return;
            }
        }
        rows.token(places.texts(), "", folded, text);
    }

    private static void identifier(Rows rows, Places places, JsonObject identifier) {
        String value = identifier.text("value");
        if (value == null) {
            return;
        }
        Place place = places.main();
        rows.token(place, identifier.text("system"), value, null);
        JsonObject type = identifier.object("type");
        if (type != null) {
            for (JsonObject coding : type.objects("coding")) {
                String code = coding.text("code");
                if (code != null) {
                    String system = Objects.requireNonNullElse(coding.text("system"), "");
                    rows.term(place, Hash.of(place.token(system, code), "", value));
                }
            }
            words(rows, places, type);
        }
    }

    private static void contact(Rows rows, Place place, JsonObject contact) {
        String value = contact.text("value");
        if (value != null) {
            rows.token(place, contact.text("use"), value, null);
        }
    }

    private void reference(Rows rows, Places places, String type, Json json) {
        Place place = places.main();
        if (json instanceof JsonString(String url)) {
            canonical(rows, place, url);
        } else if (json instanceof JsonObject object) {
            if (!type.equals("Reference")) {
                resource(rows, place, object);
                return;
            }
            String text = object.text("reference");
            if (text != null && text.startsWith("#")) {
                // What is contained cannot be searched for; that there is a reference can.
                rows.term(place, place.token("", "#"));
            } else if (text != null) {
                References.Local local = references.local(text);
                rows.term(place, local == null ? place.token("", text) : place.reference(local.type(), local.id()));
            }
            JsonObject identifier = object.object("identifier");
            String value = identifier == null ? null : identifier.text("value");
            if (identifier != null && value != null) {
                rows.token(places.identifiers(), identifier.text("system"), value, null);
            }
        }
    }

    private void canonical(Rows rows, Place place, String url) {
        References.Local local = references.local(url);
        if (local != null) {
            rows.term(place, place.reference(local.type(), local.id()));
            return;
        }
        rows.term(place, place.token("", url));
        int bar = url.indexOf('|');
        if (bar > 0) {
            rows.term(place, place.token("", url.substring(0, bar)));
        }
    }

    private static void resource(Rows rows, Place place, JsonObject resource) {
        String type = resource.text("resourceType");
        String id = resource.text("id");
        if (type != null && id != null) {
            rows.term(place, place.reference(type, id));
        }
    }

    private static void moment(Rows rows, Place place, String type, Json json) {
        TimeRange range = Times.of(type, json);
        if (range != null) {
            rows.moment(place, range);
        }
    }

    private static void number(Rows rows, Place place, Json json) {
        if (json instanceof JsonNumber number) {
            double value = number.decimal().doubleValue();
            rows.quantity(place, 0, 0, value, value);
        }
    }

    private void quantity(Rows rows, Place place, String type, Json json) {
        if (!(json instanceof JsonObject object)) {
            number(rows, place, json);
            return;
        }
        switch (type) {
            case "Range" -> {
                JsonObject low = object.object("low");
                JsonObject high = object.object("high");
                if (low != null) {
                    quantity(rows, place, low, low.text("system"), low.text("code"));
                }
                if (high != null) {
                    quantity(rows, place, high, high.text("system"), high.text("code"));
                }
            }
            case "Money" -> quantity(rows, place, object, CURRENCIES, object.text("currency"));
            default -> quantity(rows, place, object, object.text("system"), object.text("code"));
        }
    }

    private void quantity(Rows rows, Place place, JsonObject quantity, @Nullable String system, @Nullable String code) {
        if (!(quantity.get("value") instanceof JsonNumber number)) {
            return;
        }
        BigDecimal raw = number.decimal();
        String unit = quantity.text("unit");
        Units.Canonical canonical = units.canonical(system, code == null ? unit : code);
        double value = canonical.apply(raw).doubleValue();
        if (code != null || unit == null) {
            rows.quantity(place, canonical.unit(), code == null ? 0 : Hash.of(code), value, raw.doubleValue());
        }
        // The unit as it reads is searched like its code, where it differs.
        if (unit != null && !unit.equals(code)) {
            rows.quantity(place, canonical.unit(), Hash.of(unit), value, raw.doubleValue());
        }
    }

    private static void uri(Rows rows, Place place, Json json) {
        if (json instanceof JsonString(String uri)) {
            rows.token(place, "", uri, null);
        }
    }

    /** A position is one row: its latitude is the value, its longitude the raw one. */
    private static void position(Rows rows, Place place, Json json) {
        if (json instanceof JsonObject object
                && object.get("latitude") instanceof JsonNumber latitude
                && object.get("longitude") instanceof JsonNumber longitude) {
            rows.quantity(
                    place,
                    0,
                    0,
                    latitude.decimal().doubleValue(),
                    longitude.decimal().doubleValue());
        }
    }

    private static @Nullable String text(Json json) {
        return switch (json) {
            case JsonString(String value) -> value;
            case JsonBoolean bool -> bool.value() ? "true" : "false";
            case JsonNumber number -> number.literal();
            default -> null;
        };
    }
}
