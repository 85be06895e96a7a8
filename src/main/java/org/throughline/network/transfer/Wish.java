package org.throughline.network.transfer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;

/**
 * What was asked for in writing.
 *
 * @param representative who asked for the patient, and as what; empty when the patient did
 * @param on the date of the request
 * @param form in which it is there: {@code paper}, {@code electronic}
 * @param named kinds of sensitive information that the request names, so that they go too: {@link
 *     org.throughline.access.Sensitivity}
 * @param place the state in which the new practice is, two letters; empty for as the directory says
 * @param handOver whether open orders go on at the new practice; otherwise they end here
 */
public record Wish(
        String representative, LocalDate on, String form, String place, Set<String> named, boolean handOver) {
    public static final List<String> FORMS = List.of("paper", "electronic");
    private static final int LONGEST = 200;

    public Wish {
        named = Set.copyOf(named);
    }

    /** Whether the patient asked. */
    public boolean isByPatient() {
        return representative.isEmpty();
    }

    /**
     * Checks it.
     *
     * @param days how old it may be
     * @throws Failed with {@link Failure.Invalid} naming the field
     */
    void check(LocalDate today, int days) {
        List<Issue> issues = new ArrayList<>();
        if (on.isAfter(today)) {
            issues.add(new Issue("value", "on", "The day of the request is still to come."));
        }
        if (on.isBefore(today.minusDays(days))) {
            issues.add(new Issue("value", "on", "The request is older than " + days + " days: ask for a new one."));
        }
        if (!FORMS.contains(form)) {
            issues.add(new Issue("value", "form", "Say in which form the request is there."));
        }
        if (!place.matches("(?:[A-Z]{2})?")) {
            issues.add(new Issue("value", "place", "A state has two letters."));
        }
        if (representative.length() > LONGEST) {
            issues.add(new Issue("value", "representative", "Write " + LONGEST + " letters at most."));
        }
        if (!issues.isEmpty()) {
            throw new Failed(new Failure.Invalid(issues));
        }
    }

    String text() {
        return JsonObject.builder()
                .add("representative", representative)
                .add("on", on.toString())
                .add("form", form)
                .add("place", place)
                .add(
                        "named",
                        new JsonArray(new TreeSet<>(named)
                                .stream().<Json>map(JsonString::new).toList()))
                .add("handOver", handOver ? JsonBoolean.TRUE : JsonBoolean.FALSE)
                .build()
                .toString();
    }

    static Wish of(JsonObject json) {
        return new Wish(
                Parts.text(json, "representative"),
                LocalDate.parse(Parts.text(json, "on")),
                Parts.text(json, "form"),
                Parts.text(json, "place"),
                json.list("named").stream()
                        .map(each -> ((JsonString) each).value())
                        .collect(Collectors.toSet()),
                json.get("handOver") == JsonBoolean.TRUE);
    }
}
