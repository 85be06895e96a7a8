package org.throughline.care.check;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.safety.answer.Finding;

/**
 * Checks again what patients take when something about them has changed: a new allergy, problem, pregnancy, result or drug
 * from outside. A danger that nobody has answered becomes a DetectedIssue and a task of whoever prescribed; one that no
 * longer holds is withdrawn with its task. Several processes may do so at once.
 */
public final class Recheck {
    private static final Caller PRODUCT = new Caller("checks", "Checks of orders", Rights.EVERYTHING);
    private static final String MOST = "500";

    private final Checks checks;
    private final Records records;
    private final Types types;
    private final Clock clock;

    public Recheck(Checks checks, Records records, Types types, Clock clock) {
        this.checks = checks;
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /**
     * Checks what a patient takes.
     *
     * @param patient the Patient's id
     * @return how many dangers are new
     */
    public int run(String patient) {
        Checks.TakenLook look = checks.taken(patient);
        Map<String, Finding> dangers = new HashMap<>();
        look.dangers().forEach(each -> dangers.put(FindingKey.of(each), each));
        Set<String> answered = look.medications().stream()
                .flatMap(each -> Answers.of(each).keySet().stream())
                .collect(Collectors.toSet());
        Map<String, JsonObject> issues = issues(patient);
        int raised = 0;
        for (Map.Entry<String, Finding> danger : dangers.entrySet()) {
            JsonObject present = issues.get(danger.getKey());
            boolean over = present == null || Issues.isWithdrawn(present);
            if (over
                    && !answered.contains(danger.getKey())
                    && raise(patient, danger.getKey(), danger.getValue(), present, look)) {
                raised++;
            }
        }
        issues.forEach((key, issue) -> {
            if (Issues.isOpen(issue) && (!dangers.containsKey(key) || answered.contains(key))) {
                withdraw(issue);
            }
        });
        return raised;
    }

    private Map<String, JsonObject> issues(String patient) {
        Map<String, JsonObject> issues = new HashMap<>();
        checks.lookup()
                .find(
                        "DetectedIssue",
                        "patient",
                        "Patient/" + patient,
                        "identifier",
                        Answers.FINDING + "|",
                        "_count",
                        MOST)
                .matches()
                .forEach(each -> issues.put(Answers.key(each), each));
        return issues;
    }

    private boolean raise(
            String patient, String key, Finding danger, @Nullable JsonObject withdrawn, Checks.TakenLook look) {
        Instant now = clock.instant();
        Set<String> ours = ours(references(danger));
        if (ours.isEmpty() && !references(danger).isEmpty()) {
            return false; // what others prescribed against what others know is theirs to answer
        }
        List<JsonObject> about = about(ours, look.medications());
        Finding shown = danger.masked();
        Set<String> told = references(shown);
        told.retainAll(ours);
        JsonObject issue = Issues.issue(patient, key, shown, told, now);
        String focus = withdrawn == null ? Issues.FULL_URL : "DetectedIssue/" + Parts.text(withdrawn, "id");
        JsonObject task = Issues.task(patient, shown, owner(about), focus, now);
        List<Intent> intents = new ArrayList<>();
        if (withdrawn == null) {
            intents.add(new Intent.Create(
                    "DetectedIssue",
                    () -> issue,
                    "identifier=" + Answers.FINDING + "|" + key + "&patient=Patient/" + patient,
                    Issues.FULL_URL));
        } else {
            intents.add(new Intent.Patch(
                    new Target.ById("DetectedIssue", Parts.text(withdrawn, "id")),
                    before -> Issues.again(before, issue),
                    new Precondition.Version(version(withdrawn))));
        }
        intents.add(new Intent.Create("Task", () -> task, null, null));
        return written(intents, Action.CREATE, "DetectedIssue", Records.Company.ALL_NEW);
    }

    private void withdraw(JsonObject issue) {
        String id = Parts.text(issue, "id");
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Patch(
                new Target.ById("DetectedIssue", id), Issues::withdrawn, new Precondition.Version(version(issue))));
        for (JsonObject task : tasks(id)) {
            intents.add(
                    new Intent.Patch(new Target.ById("Task", Parts.text(task, "id")), Issues::over, Precondition.NONE));
        }
        written(intents, Action.UPDATE, "DetectedIssue/" + id, Records.Company.NONE);
    }

    private List<JsonObject> tasks(String issue) {
        return checks.lookup()
                .find("Task", "focus", "DetectedIssue/" + issue, "status", "requested,accepted,in-progress,on-hold")
                .matches();
    }

    /** False when somebody else has written the same meanwhile. */
    private boolean written(List<Intent> intents, Action action, String target, Records.Company company) {
        try {
            records.write(
                    PRODUCT,
                    intents,
                    (at, written, patients) ->
                            Access.of(at, PRODUCT, action, types.number("DetectedIssue"), target, 200, patients),
                    company);
            return true;
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Conflict || e.failure() instanceof Failure.PreconditionFailed) {
                return false;
            }
            throw e;
        }
    }

    private static int version(JsonObject resource) {
        return Integer.parseInt(Parts.text(resource.object("meta"), "versionId"));
    }

    /** What a finding is about, as references. */
    static Set<String> references(Finding finding) {
        return finding.about().stream()
                .map(Recheck::reference)
                .filter(each -> each.contains("/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String reference(String about) {
        return about.startsWith("now ") ? about.substring("now ".length()) : about;
    }

    /** Those that are of our own: nothing here refers to what others hold, because it may be withdrawn. */
    private Set<String> ours(Set<String> references) {
        Map<Long, String> addresses = new HashMap<>();
        references.forEach(each -> {
            int slash = each.indexOf('/');
            addresses.put(Address.of(each.substring(0, slash), each.substring(slash + 1)), each);
        });
        return records.visible(PRODUCT, addresses.keySet()).stream()
                .map(addresses::get)
                .collect(Collectors.toSet());
    }

    private static List<JsonObject> about(Set<String> about, List<JsonObject> medications) {
        return medications.stream()
                .filter(each -> about.contains(Kept.reference(each)))
                .toList();
    }

    /** Whoever prescribed the newest of the drugs; empty when nobody of us did. */
    private static Optional<JsonObject> owner(List<JsonObject> medications) {
        return medications.stream()
                .sorted(Comparator.comparing((JsonObject each) -> Parts.text(each, "authoredOn"))
                        .reversed())
                .map(each -> each.object("requester"))
                .flatMap(Stream::ofNullable)
                .filter(each -> Parts.text(each, "reference").startsWith("Practitioner"))
                .map(Objects::requireNonNull)
                .findFirst();
    }
}
