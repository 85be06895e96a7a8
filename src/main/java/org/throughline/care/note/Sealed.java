package org.throughline.care.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Issue;
import org.throughline.record.Permanence;

/**
 * A signed note never changes: what its seal holds stays as it is, and it is not deleted, whoever asks. What may be said
 * about it afterwards is another thing: that it was cosigned, amended or entered in error.
 */
public final class Sealed implements Permanence {
    /** What is sealed beside the elements of the digest: identity and what belongs to the note. */
    private static final List<String> BESIDE = List.of("identifier", "context", "custodian");

    @Override
    public Set<String> types() {
        return Set.of("DocumentReference", "QuestionnaireResponse");
    }

    @Override
    public List<Issue> faults(JsonObject before, @Nullable JsonObject after) {
        if (Seal.seal(before).isEmpty()) {
            return List.of();
        }
        String type = String.valueOf(before.text("resourceType"));
        if (after == null) {
            return List.of(issue(type, "A signed note is not deleted. It can be marked as entered in error."));
        }
        List<Issue> issues = new ArrayList<>();
        Stream.concat(Seal.elements(before).stream(), BESIDE.stream())
                .filter(element -> !Seal.same(before.get(element), after.get(element)))
                .map(element -> issue(
                        type + "." + element,
                        "A signed note does not change. Add an addendum, or mark it as entered in error."))
                .forEach(issues::add);
        if (!Seal.seal(before).equals(Seal.seal(after))) {
            issues.add(issue(type + ".extension", "The seal of a signed note does not change."));
        }
        return issues;
    }

    private static Issue issue(String element, String message) {
        return new Issue("business-rule", element, message);
    }
}
