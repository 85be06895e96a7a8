package org.throughline.search.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.time.TimeRange;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.value.NumberRange;
import org.throughline.search.value.Prefix;

/** One condition on a resource. Where there are several values, any of them will do. */
public sealed interface Criterion {

    /** The resource has one of these ids. */
    record Ids(List<String> ids) implements Criterion {}

    /** The resource was last changed at such a time. */
    record Updated(List<Time> times) implements Criterion {}

    record Tokens(Parameter parameter, List<Token> tokens) implements Criterion {}

    /** A code whose words start with one of these; they are folded. */
    record TokenTexts(Parameter parameter, List<String> texts) implements Criterion {}

    /** An identifier of such a type and value. */
    record TypedIdentifiers(Parameter parameter, List<TypedIdentifier> identifiers) implements Criterion {}

    record References(Parameter parameter, List<Reference> references) implements Criterion {}

    /** A reference that carries such an identifier. */
    record ReferenceIdentifiers(Parameter parameter, List<Token> identifiers) implements Criterion {}

    record Times(Parameter parameter, List<Time> times) implements Criterion {}

    record Numbers(Parameter parameter, List<Amount> amounts) implements Criterion {}

    record Quantities(Parameter parameter, List<Quantity> quantities) implements Criterion {}

    record Strings(Parameter parameter, StringMatch match, List<String> texts) implements Criterion {}

    record Uris(Parameter parameter, UriMatch match, List<String> uris) implements Criterion {}

    record Composites(Parameter parameter, List<Composite> composites) implements Criterion {}

    /** A position that is near one of these. */
    record Near(Parameter parameter, List<Circle> circles) implements Criterion {}

    /**
     * A text that holds all words of one of these; a word that ends in {@code *} stands for all that begin so.
     */
    record Words(Parameter parameter, List<List<String>> words) implements Criterion {}

    /** The resource has no value there, or, when {@code missing} is false, has one. */
    record Missing(Parameter parameter, boolean missing) implements Criterion {}

    /** The reference points to a resource of this type that fulfils the condition, for one of the links. */
    record Chain(Parameter parameter, List<Link> links) implements Criterion {
        public Chain {
            links = List.copyOf(links);
        }
    }

    /** A resource of this type points here by the parameter and fulfils the condition. */
    record Has(String type, Parameter parameter, Criterion condition) implements Criterion {}

    /**
     * One of these references points to the centre of a compartment.
     *
     * @param itself whether the centre is among what is wanted too
     */
    record InCompartment(List<Parameter> parameters, Reference.Local centre, boolean itself) implements Criterion {}

    record Not(Criterion criterion) implements Criterion {}

    record Any(List<Criterion> criteria) implements Criterion {
        public Any {
            criteria = List.copyOf(criteria);
        }
    }

    record All(List<Criterion> criteria) implements Criterion {
        public All {
            criteria = List.copyOf(criteria);
        }
    }

    /**
     * A code.
     *
     * @param system null: of any system; empty: of none
     * @param code null: any code of the system
     */
    record Token(@Nullable String system, @Nullable String code) {}

    record TypedIdentifier(String system, String code, String value) {}

    /** What a reference points to. */
    sealed interface Reference {
        /** A resource of ours. */
        record Local(String type, String id) implements Reference {}

        /** Something elsewhere, or a canonical address. */
        record Url(String url) implements Reference {}
    }

    record Time(Prefix prefix, TimeRange range) {}

    record Amount(Prefix prefix, NumberRange range) {}

    /**
     * A quantity.
     *
     * @param system null: of any system
     * @param code null: of any unit
     */
    record Quantity(
            Prefix prefix,
            NumberRange range,
            @Nullable String system,
            @Nullable String code) {}

    /**
     * What lies around a point.
     *
     * @param latitude in degrees
     * @param longitude in degrees
     * @param radius in kilometres
     */
    record Circle(double latitude, double longitude, double radius) {}

    /** Values of the parts of a composite, in order; each part is of a kind that a single parameter has too. */
    record Composite(List<Criterion> parts) {
        public Composite {
            parts = List.copyOf(parts);
        }
    }

    record Link(String type, Criterion condition) {}

    enum StringMatch {
        STARTS,
        CONTAINS,
        EXACT
    }

    enum UriMatch {
        EQUAL,
        /** The value given is below what is wanted. */
        ABOVE,
        /** What is wanted is below the value given. */
        BELOW
    }
}
