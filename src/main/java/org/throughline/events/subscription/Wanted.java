package org.throughline.events.subscription;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Types;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.search.query.Argument;

/**
 * Which resources a subscription is about: filters, as the topic understands them.
 *
 * @param type the only type; null for any
 * @param arguments what search must find them by; all of it
 * @param patients ids of the patients whose record alone is meant; empty for any
 */
record Wanted(@Nullable String type, List<Argument> arguments, Set<String> patients) {
    static final String ELEMENT = "Subscription.criteria.extension.valueString";

    /** As the guide has it: {@code Type?name=value}, {@code Type.name=value} or {@code name=value}. */
    private static final Pattern FORM = Pattern.compile("(?:([A-Z][A-Za-z]+)[?.])?([^?]+)", Pattern.DOTALL);

    private static final Pattern PATIENT = Pattern.compile("(?:Patient/)?([A-Za-z0-9.-]{1,64})");

    /** What says nothing about a resource but how an answer is to look. */
    private static final Set<String> ABOUT_ANSWERS = Set.of(
            "_sort",
            "_count",
            "_include",
            "_revinclude",
            "_summary",
            "_elements",
            "_total",
            "_contained",
            "_containedType",
            "_format",
            "_pretty",
            "_page",
            "_since",
            "_type",
            "_lastUpdated");

    Wanted {
        arguments = List.copyOf(arguments);
        patients = Set.copyOf(patients);
    }

    /**
     * Reads filters.
     *
     * @throws Failed with {@link Failure.Invalid} when the topic does not offer one
     */
    static Wanted of(Topic topic, List<String> filters, Types types) {
        List<String> named = new ArrayList<>();
        List<Argument> arguments = new ArrayList<>();
        for (String filter : filters) {
            Matcher form = FORM.matcher(filter);
            if (!form.matches()) {
                throw refused("A filter is written as a search: Observation?category=laboratory");
            }
            Stream.ofNullable(form.group(1)).forEach(named::add);
            Request.parseForm(form.group(2)).stream()
                    .map(each -> new Argument(each.name(), each.value()))
                    .forEach(arguments::add);
        }
        return switch (topic) {
            case Topic.OfPatients ignored -> ofPatients(named, arguments);
            case Topic.OfAnyType ignored -> ofType(one(named, types), arguments);
            case Topic.OfType of -> ofType(same(of.type(), named), arguments);
            case Topic.Elsewhere ignored -> new Wanted(null, List.of(), Set.of());
        };
    }

    private static Wanted ofPatients(List<String> named, List<Argument> arguments) {
        boolean plain = named.isEmpty()
                && arguments.size() == 1
                && arguments.getFirst().name().equals("patient");
        Set<String> patients = plain ? patients(arguments) : Set.of();
        if (patients.isEmpty()) {
            throw refused("This topic has one filter, and needs it: patient=Patient/1, or several ids with commas."
                    + " For resources of one type take the topic " + Topics.RESOURCE_CHANGE + ".");
        }
        return new Wanted(null, List.of(), patients);
    }

    private static Wanted ofType(String type, List<Argument> arguments) {
        for (Argument each : arguments) {
            String name = each.name().split(":", -1)[0];
            if (ABOUT_ANSWERS.contains(name)) {
                throw refused(name + " cannot be a filter here.");
            }
        }
        return new Wanted(type, arguments, patients(arguments));
    }

    /** The patients whom plain arguments name; empty when there are other ways in which they name some. */
    private static Set<String> patients(List<Argument> arguments) {
        Set<String> patients = new HashSet<>();
        for (Argument each : arguments) {
            if (each.name().equals("patient")) {
                for (String value : each.value().split(",", -1)) {
                    Matcher patient = PATIENT.matcher(value);
                    if (!patient.matches()) {
                        return Set.of();
                    }
                    patients.add(patient.group(1));
                }
            }
        }
        return patients;
    }

    private static String one(List<String> named, Types types) {
        if (named.stream().distinct().count() != 1 || !types.isResourceType(named.getFirst())) {
            throw refused("This topic needs a filter that names one type of resources: Observation?patient=Patient/1");
        }
        return named.getFirst();
    }

    private static String same(String type, List<String> named) {
        if (!Set.of(type).containsAll(named)) {
            throw refused("This topic is about " + type + "; filters cannot be of another type.");
        }
        return type;
    }

    private static Failed refused(String why) {
        return new Failed(new Failure.Invalid("not-supported", ELEMENT, why));
    }
}
