package org.throughline.care.check;

import java.util.ArrayList;
import java.util.List;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;
import org.throughline.safety.answer.Finding;

/**
 * On whose entries a finding rests beside our own. Nothing of ours refers to a copy, which may be withdrawn; the number of its
 * origin stays, so that the finding is found when the copy turns out to be of another person. Pure.
 */
public final class Origins {
    private static final String ORIGIN = "urn:throughline:extension:origin";

    private Origins() {}

    /** A DetectedIssue with the numbers of the origins on which it rests. */
    static JsonObject marked(JsonObject issue, Finding finding) {
        List<Json> extensions = new ArrayList<>(issue.list("extension"));
        finding.about().stream()
                .flatMap(about -> Copy.Origin.of(about.substring(about.lastIndexOf('/') + 1)).stream())
                .distinct()
                .forEach(origin -> extensions.add(JsonObject.builder()
                        .add("url", ORIGIN)
                        .add("valueString", Integer.toString(origin.number()))
                        .build()));
        return extensions.isEmpty() ? issue : issue.with("extension", new JsonArray(extensions));
    }

    /** Something of ours that came from what an origin has told. */
    public static JsonObject resting(JsonObject ours, Copy.Origin origin) {
        List<Json> extensions = new ArrayList<>(ours.list("extension"));
        extensions.add(JsonObject.builder()
                .add("url", ORIGIN)
                .add("valueString", Integer.toString(origin.number()))
                .build());
        return ours.with("extension", new JsonArray(extensions));
    }

    /** Whether a DetectedIssue rests on an entry of that origin. */
    public static boolean names(JsonObject issue, Copy.Origin origin) {
        return issue.objects("extension").stream()
                .filter(each -> ORIGIN.equals(each.text("url")))
                .anyMatch(each -> Integer.toString(origin.number()).equals(each.text("valueString")));
    }
}
