package org.throughline.matching;

import java.util.List;
import java.util.Set;

/**
 * Who somebody is said to be, as far as it helps to tell whether somebody else is the same. Everything is folded
 * ({@link Folded}), and what says nothing about a person (junk, placeholders) is left out already.
 *
 * @param families present and earlier family names
 * @param givens given names, those in use too; each list is one name in its order: first, middle
 * @param suffix {@code jr}, {@code sr}, {@code ii} …; empty when none is said
 * @param birthDate a FHIR date, perhaps only a year; empty when unknown or a placeholder
 * @param sex {@code female} or {@code male} for administration; empty for anything else, which cannot contradict
 * @param birthOrder which of several born together; 0 when that is not said
 * @param phones digits only
 */
public record Demographics(
        List<Family> families,
        List<List<String>> givens,
        String suffix,
        String birthDate,
        String sex,
        int birthOrder,
        List<Address> addresses,
        Set<String> phones,
        Set<String> emails,
        List<Identifier> identifiers) {
    public Demographics {
        families = List.copyOf(families);
        givens = List.copyOf(givens);
        addresses = List.copyOf(addresses);
        phones = Set.copyOf(phones);
        emails = Set.copyOf(emails);
        identifiers = List.copyOf(identifiers);
    }

    /**
     * A family name.
     *
     * @param parts the words of it: two for a double-barrelled one
     * @param former whether it was given up
     */
    public record Family(List<String> parts, boolean former) {
        public Family {
            parts = List.copyOf(parts);
        }

        /** In one piece, so that {@code De La Cruz} is {@code Delacruz}. */
        public String joined() {
            return String.join("", parts);
        }
    }

    /**
     * Where somebody lives or lived.
     *
     * @param number of the house; empty when it is not said
     * @param street without number and unit, its kind shortened: {@code st}
     * @param postal the first five characters of the postal code
     */
    public record Address(String number, String street, String unit, String city, String postal) {}

    /** What a number is about, and so how much it says. */
    public enum Kind {
        /** One person has one for life, and nobody else has it: a social security number. */
        NATIONAL,
        /** The number of a record; a person may have several by mistake. */
        RECORD,
        /** A document of one person that is replaced by another now and then. */
        DOCUMENT,
        /** A number that a family shares. */
        FAMILY
    }

    /** A number by which somebody is known; two are compared within one system only. */
    public record Identifier(Kind kind, String system, String value) {}

    /** Whether too little is said to look for anybody: no identifier, and no name with something beside it. */
    public boolean isTooLittle() {
        boolean named = !families.isEmpty() || !givens.isEmpty();
        boolean beside = !birthDate.isEmpty() || !phones.isEmpty() || !emails.isEmpty() || !addresses.isEmpty();
        return identifiers.isEmpty() && !(named && beside);
    }
}
