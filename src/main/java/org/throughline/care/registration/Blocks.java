package org.throughline.care.registration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.fhir.json.JsonObject;
import org.throughline.matching.BirthDates;
import org.throughline.matching.Demographics;
import org.throughline.search.query.Argument;

/**
 * Where to look for whoever may be the same person: by each of several things that two descriptions of one seldom all have
 * wrong, so that nothing is compared with everybody. Each search is answered from the index. Pure.
 */
final class Blocks {
    /** How many values are looked for at once. */
    private static final int MOST = 12;

    private static final int FAMILY_LETTERS = 4;
    private static final int GIVEN_LETTERS = 2;

    private Blocks() {}

    /** @param patient the Patient that {@code told} was read from */
    static List<List<Argument>> of(JsonObject patient, Demographics told) {
        List<List<Argument>> searches = new ArrayList<>();
        add(searches, "identifier", identifiers(patient));
        add(searches, "birthdate", births(told.birthDate()));
        add(searches, "phone", phones(patient, told));
        add(searches, "email", emails(patient, told));
        Set<String> families = families(patient, told);
        Set<String> givens = told.givens().stream()
                .map(given -> beginning(given.getFirst(), GIVEN_LETTERS))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!families.isEmpty() && !givens.isEmpty()) {
            searches.add(List.of(argument("family", families), argument("given", givens)));
        }
        return searches;
    }

    private static void add(List<List<Argument>> searches, String parameter, Set<String> values) {
        if (!values.isEmpty()) {
            searches.add(List.of(argument(parameter, values)));
        }
    }

    private static Argument argument(String parameter, Set<String> values) {
        return new Argument(parameter, String.join(",", values));
    }

    /** The beginnings of family names: as they are compared, and as they were written, as the index has them. */
    private static Set<String> families(JsonObject patient, Demographics told) {
        Stream<String> folded = told.families().stream()
                .flatMap(family -> Stream.concat(
                        Stream.of(family.joined()),
                        family.parts().stream().filter(part -> part.length() >= FAMILY_LETTERS)));
        Stream<String> written = told.families().isEmpty()
                ? Stream.empty()
                : patient.objects("name").stream()
                        .map(name -> escaped(text(name, "family").strip()));
        return Stream.concat(folded, written)
                .filter(name -> name.length() > 1)
                .limit(MOST)
                .map(name -> beginning(name, FAMILY_LETTERS))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String beginning(String name, int letters) {
        return name.substring(0, Math.min(letters, name.length()));
    }

    private static Set<String> births(String birthDate) {
        Set<String> dates = new LinkedHashSet<>();
        if (birthDate.length() == 10) {
            dates.add(birthDate);
            BirthDates.exchanged(birthDate).ifPresent(dates::add);
        }
        return dates;
    }

    /** As they were written: the index has them so. */
    private static Set<String> identifiers(JsonObject patient) {
        return patient.objects("identifier").stream()
                .filter(each ->
                        !text(each, "system").isEmpty() && !text(each, "value").isEmpty())
                .limit(MOST)
                .map(each -> escaped(text(each, "system")) + "|" + escaped(text(each, "value")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As they were written, and in the ways in which ten digits are written. */
    private static Set<String> phones(JsonObject patient, Demographics told) {
        Set<String> phones = new LinkedHashSet<>();
        for (String digits : told.phones()) {
            if (digits.length() == 10) {
                String area = digits.substring(0, 3);
                String first = digits.substring(3, 6);
                String last = digits.substring(6);
                Stream.of(
                                "%s%s%s",
                                "%s-%s-%s",
                                "(%s) %s-%s",
                                "%s %s %s",
                                "%s.%s.%s",
                                "+1%s%s%s",
                                "+1-%s-%s-%s",
                                "+1 %s %s %s")
                        .map(form -> String.format(form, area, first, last))
                        .forEach(phones::add);
            }
        }
        if (!told.phones().isEmpty()) {
            phones.addAll(telecoms(patient, "phone"));
        }
        return phones;
    }

    private static Set<String> emails(JsonObject patient, Demographics told) {
        Set<String> emails = new LinkedHashSet<>();
        if (!told.emails().isEmpty()) {
            told.emails().stream().map(Blocks::escaped).forEach(emails::add);
            emails.addAll(telecoms(patient, "email"));
        }
        return emails;
    }

    private static List<String> telecoms(JsonObject patient, String system) {
        return patient.objects("telecom").stream()
                .filter(each -> system.equals(each.text("system")))
                .map(each -> text(each, "value"))
                .filter(value -> !value.isBlank())
                .limit(MOST)
                .map(Blocks::escaped)
                .toList();
    }

    private static String text(JsonObject object, String name) {
        return Objects.requireNonNullElse(object.text(name), "");
    }

    /** A text as a value of a parameter. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("$", "\\$")
                .replace("|", "\\|")
                .replace(",", "\\,");
    }
}
