package org.throughline.rest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.audit.Action;
import org.throughline.care.registration.Matching;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.matching.Judgement;
import org.throughline.matching.Judgement.Answer;

/**
 * Finds the patients whom a description may be of, among those whom the caller may see.
 *
 * @see <a href="https://hl7.org/fhir/R4/patient-operation-match.html">$match</a>
 */
record Match(Parts parts, Matching matching) {
    private static final String GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade";
    private static final int MOST = 50;

    /** From here on a person who is asked will probably say yes. */
    private static final double PROBABLE = 0.75;

    Reply match(Call call) {
        Inputs inputs = Inputs.of(call);
        JsonObject patient = inputs.resource("resource")
                .filter(each -> "Patient".equals(each.text("resourceType")))
                .orElseThrow(() -> new Failed(new Failure.Malformed(
                        "required", "resource", "Send Parameters with a Patient as resource, or the Patient itself.")));
        int count = inputs.number("count", MOST);
        if (count == 0) {
            throw new Failed(new Failure.Malformed("value", "count", "count must be a whole number above 0."));
        }
        List<Matching.Match> found = matching.find(call.caller(), patient);
        List<Matching.Match> told = inputs.flag("onlyCertainMatches") ? certain(found) : found;
        return answer(call, told.stream().limit(Math.min(count, MOST)).toList());
    }

    /** The one who is certain; none when there are two, since neither is certain then. */
    private static List<Matching.Match> certain(List<Matching.Match> found) {
        List<Matching.Match> certain = found.stream()
                .filter(match -> match.judgement().answer() == Answer.LINK)
                .toList();
        return certain.size() == 1 ? certain : List.of();
    }

    private Reply answer(Call call, List<Matching.Match> matches) {
        BundleWriter bundle = new BundleWriter("searchset", (long) matches.size(), List.of());
        for (Matching.Match match : matches) {
            bundle.entry(
                    parts.url("Patient", match.stored().id()),
                    parts.rendering().json(match.stored()),
                    JsonObject.of("search", search(match.judgement())));
        }
        Set<Long> patients =
                matches.stream().map(match -> match.stored().address()).collect(Collectors.toSet());
        return Reply.of(
                parts.rendering().content(200, bundle.finish(), call.format()),
                Action.OPERATION,
                parts.types().number("Patient"),
                patients);
    }

    private static JsonObject search(Judgement judgement) {
        JsonObject grade = JsonObject.builder()
                .add("url", GRADE)
                .add("valueCode", grade(judgement))
                .build();
        BigDecimal score = BigDecimal.valueOf(judgement.probability()).setScale(3, RoundingMode.DOWN);
        return JsonObject.builder()
                .add("extension", JsonArray.of(grade))
                .add("mode", "match")
                .add("score", new JsonNumber(score.toPlainString()))
                .build();
    }

    private static String grade(Judgement judgement) {
        return switch (judgement.answer()) {
            case LINK -> "certain";
            case ASK -> judgement.probability() >= PROBABLE ? "probable" : "possible";
            case NO -> "certainly-not";
        };
    }
}
