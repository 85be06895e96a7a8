package org.throughline.care.check;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.Parts;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;
import org.throughline.record.Bodies;
import org.throughline.record.Gate;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.answer.Why;
import org.throughline.search.Search;

/**
 * The one gate through which orders of people come into force, whichever way they come. It checks them on what the record
 * says in that transaction: a dangerous finding that nobody has answered holds them back, and what was found, answered and
 * not checked is stored with each. What the operator's tokens bring, and what is only
 * reported of others' prescriptions, is not held back; it is checked once it is there.
 */
public final class OrderGate implements Gate {
    private static final Caller PRODUCT = new Caller("checks", "Checks of orders", Rights.EVERYTHING);
    private static final Set<Why> FAILURES =
            Set.of(Why.RULES_MISSING, Why.RULES_ALTERED, Why.RULES_BROKEN, Why.RULES_STALE);
    private static final Set<String> TYPES = Set.of("MedicationRequest", "ServiceRequest");

    private final Checks checks;
    private final Search search;
    private final Bodies bodies;
    private final Clock clock;

    public OrderGate(Checks checks, Search search, Bodies bodies, Clock clock) {
        this.checks = checks;
        this.search = search;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Whoever has an account is asked, the first administrator too. */
    @Override
    public Set<String> types(Caller caller) {
        return caller.hasAccount() ? TYPES : Set.of();
    }

    @Override
    public boolean asks(@Nullable JsonObject before, JsonObject after) {
        return OrderReader.comesIntoForce(before, after);
    }

    @Override
    public List<JsonObject> pass(OpenTransaction transaction, Caller caller, Visible visible, List<JsonObject> orders) {
        Lookup lookup = Lookup.through(search.within(transaction), bodies, PRODUCT, caller);
        JsonObject[] passed = orders.toArray(JsonObject[]::new);
        List<Issue> issues = new ArrayList<>();
        for (List<Integer> places : byPatient(orders)) {
            List<JsonObject> own = places.stream().map(orders::get).toList();
            String patient = Parts.idOf(own.getFirst().object("subject"), "Patient");
            Looked looked =
                    checks.look(lookup, patient, own, signer(own.getFirst()), Kept.from(visible), Kept.marked());
            checks.signed(transaction, looked, patient, signer(own.getFirst()));
            for (int i = 0; i < own.size(); i++) {
                JsonObject order = own.get(i);
                Looked.Order found = looked.orders().get(i);
                issues.addAll(unanswered(order, looked, found));
                passed[places.get(i)] =
                        Answers.stamped(order, found, Answers.of(order), looked.earlier(), by(order), clock.instant());
            }
        }
        if (!issues.isEmpty()) {
            throw new Failed(new Failure.Invalid(issues));
        }
        return List.of(passed);
    }

    /** The places of the orders of each patient. */
    private static Collection<List<Integer>> byPatient(List<JsonObject> orders) {
        return IntStream.range(0, orders.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        place -> Parts.idOf(orders.get(place).object("subject"), "Patient"),
                        TreeMap::new,
                        Collectors.toList()))
                .values();
    }

    private static List<Issue> unanswered(JsonObject order, Looked looked, Looked.Order of) {
        Map<String, String> answers = Answers.of(order);
        String type = String.valueOf(order.text("resourceType"));
        List<Issue> issues = new ArrayList<>();
        for (Finding finding : of.findings()) {
            Finding shown = finding.masked();
            if (looked.mustBeAnswered(finding) && !answers.containsKey(FindingKey.of(finding))) {
                issues.add(new Issue(
                        "business-rule",
                        type + ".contained",
                        shown.what() + ". " + shown.whatToDo() + " To order it nevertheless, say why in the"
                                + " mitigation of a contained DetectedIssue with the identifier " + Answers.FINDING
                                + "|" + FindingKey.of(finding) + "."));
            }
        }
        boolean fails = of.unchecked().stream().anyMatch(each -> FAILURES.contains(each.why()));
        if (fails && !Answers.acknowledges(order)) {
            issues.add(new Issue(
                    "business-rule",
                    type + ".extension",
                    "Safety checks could not be made: what they know is missing, altered or past its date. To order"
                            + " nevertheless, say so in the extension " + Answers.ACKNOWLEDGED + "."));
        }
        return issues;
    }

    private static String signer(JsonObject order) {
        return Parts.text(by(order), "reference");
    }

    private static JsonObject by(JsonObject order) {
        JsonObject requester = order.object("requester");
        return requester == null ? JsonObject.EMPTY : requester;
    }
}
