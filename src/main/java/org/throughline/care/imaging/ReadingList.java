package org.throughline.care.imaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.search.Searches;
import org.throughline.terminology.Coding;
import org.throughline.terminology.imaging.Exam;
import org.throughline.terminology.imaging.Imaging;

/**
 * The orders of imaging that are open: to be done, and, once their images are there or somebody has said that they are done,
 * to be read. Whoever takes one to read becomes its performer, and by that treats the patient.
 */
public final class ReadingList {
    private static final int AT_ONCE = 50;
    private static final int MOST_REPORTS = 1_000;

    private final Looker looker;
    private final Records records;
    private final Types types;
    private final Imaging imaging;

    public ReadingList(Records records, Searches searches, Types types, Imaging imaging) {
        this.looker = new Looker(records, searches);
        this.records = records;
        this.types = types;
        this.imaging = imaging;
    }

    /** The first to be read: at once before urgently before the rest, of these what waits the longest. */
    public static final Comparator<ExamOrder> ORDER = Comparator.comparing(ExamOrder::priority)
            .reversed()
            .thenComparing(each -> each.done().map(ExamOrder.Done::at).orElse(Instant.MAX))
            .thenComparing(ExamOrder::ordered);

    /** All open orders of imaging that the caller may see, the oldest first. */
    public List<ExamOrder> open(Caller caller, int most) {
        return orders(
                caller, most, "status", "active", "category", Coding.SNOMED + "|" + Codes.IMAGING, "_sort", "authored");
    }

    /**
     * One of them.
     *
     * @throws Failed with {@link Failure.NotFound} when this patient has no such order, or it is over
     */
    public ExamOrder order(Caller caller, String patient, String id) {
        return orders(caller, 1, "_id", id, "status", "active").stream()
                .filter(each -> each.patient().equals(patient))
                .findFirst()
                .orElseThrow(() ->
                        new Failed(new Failure.NotFound("This examination is read already, or its order was ended.")));
    }

    private List<ExamOrder> orders(Caller caller, int most, String... criteria) {
        List<String> all = new ArrayList<>(List.of(criteria));
        for (String from : List.of("Procedure:based-on", "ImagingStudy:basedon", "DiagnosticReport:based-on")) {
            all.addAll(List.of("_revinclude", from));
        }
        Looker.Found found = looker.find(caller, "ServiceRequest", most, all.toArray(String[]::new));
        Map<String, List<JsonObject>> based = new HashMap<>();
        found.besides()
                .forEach(each -> Studies.references(each, "basedOn")
                        .forEach(order -> based.computeIfAbsent(order, key -> new ArrayList<>())
                                .add(each)));
        return found.matches().stream()
                .filter(Codes::isOrder)
                .map(each -> order(each, based.getOrDefault(Studies.reference(each), List.of())))
                .toList();
    }

    private static ExamOrder order(JsonObject order, List<JsonObject> based) {
        return ExamOrder.of(
                order,
                ExamDone.of(based),
                based.stream()
                        .filter(each -> "DiagnosticReport".equals(each.text("resourceType")))
                        .filter(each -> "preliminary".equals(each.text("status")))
                        .map(each -> Parts.text(each, "id"))
                        .findFirst()
                        .orElse(""));
    }

    /** How many earlier reports of the same part of the body there are, by the ids of orders. */
    public Map<String, Long> priors(Caller caller, Collection<ExamOrder> orders) {
        List<String> patients =
                orders.stream().map(ExamOrder::patient).distinct().toList();
        Map<String, List<Exam>> exams = new HashMap<>();
        for (int from = 0; from < patients.size(); from += AT_ONCE) {
            String some = patients.subList(from, Math.min(patients.size(), from + AT_ONCE)).stream()
                    .map(each -> "Patient/" + each)
                    .collect(Collectors.joining(","));
            looker.matches(
                            caller,
                            "DiagnosticReport",
                            MOST_REPORTS,
                            "patient",
                            some,
                            "category",
                            Codes.REPORTS,
                            "status",
                            "final,amended,corrected,appended")
                    .forEach(report -> Codes.exam(imaging, org.throughline.care.entry.Concept.of(report.object("code")))
                            .ifPresent(exam -> exams.computeIfAbsent(
                                            Parts.idOf(report.object("subject"), "Patient"), key -> new ArrayList<>())
                                    .add(exam)));
        }
        return orders.stream()
                .collect(Collectors.toMap(
                        ExamOrder::id,
                        order -> Codes.exam(imaging, order.what()).stream()
                                .flatMap(exam -> exams.getOrDefault(order.patient(), List.of()).stream()
                                        .filter(prior -> exam.worth(prior) > 0))
                                .count(),
                        (one, same) -> one));
    }

    /**
     * Takes an order to read it.
     *
     * @param version of the order that was looked at
     * @throws Failed with {@link Failure.Conflict} when somebody else has it, or it has changed meanwhile
     */
    public void take(Caller caller, Author by, String id, int version) {
        change(caller, id, version, order -> {
            List<JsonObject> others = order.objects("performer");
            if (others.stream()
                    .anyMatch(
                            each -> ExamOrder.isPerson(each) && !by.reference().equals(each.text("reference")))) {
                throw new Failed(new Failure.Conflict("Somebody else has taken it meanwhile."));
            }
            return order.with(
                    "performer",
                    new JsonArray(Stream.concat(
                                    Stream.of(by.json()), others.stream().filter(each -> !ExamOrder.isPerson(each)))
                            .<Json>map(each -> each)
                            .toList()));
        });
    }

    /** Gives an order back that the author has taken. */
    public void release(Caller caller, Author by, String id, int version) {
        change(caller, id, version, order -> {
            List<JsonObject> rest = order.objects("performer").stream()
                    .filter(each -> !by.reference().equals(each.text("reference")))
                    .toList();
            return rest.isEmpty()
                    ? order.without("performer")
                    : order.with("performer", new JsonArray(List.copyOf(rest)));
        });
    }

    private void change(Caller caller, String id, int version, UnaryOperator<JsonObject> edit) {
        Intent.Patch patch = new Intent.Patch(
                new Target.ById("ServiceRequest", id),
                order -> edit.apply(open(order)),
                new Precondition.Version(version));
        write(caller, List.of(patch), "ServiceRequest/" + id);
    }

    static JsonObject open(JsonObject order) {
        if (!Codes.isOrder(order) || !"active".equals(order.text("status"))) {
            throw new Failed(new Failure.Conflict("This examination is read already, or its order was ended."));
        }
        return order;
    }

    /**
     * Says that an examination is done; it is on the list of those to be read then.
     *
     * @param note what is to be known of how it was done; empty for nothing
     * @throws Failed with {@link Failure.Conflict} when the order has changed meanwhile
     */
    public void done(Entries.Chart chart, ExamOrder order, Instant at, String note) {
        JsonObject procedure = ExamDone.procedure(chart, order, at, note);
        write(
                chart.caller(),
                List.of(
                        new Intent.Create("Procedure", () -> procedure, "based-on=ServiceRequest/" + order.id(), null),
                        new Intent.Patch(
                                new Target.ById("ServiceRequest", order.id()),
                                ReadingList::open,
                                new Precondition.Version(order.version()))),
                "ServiceRequest/" + order.id());
    }

    private void write(Caller caller, List<Intent> intents, String what) {
        try {
            records.write(
                    caller,
                    intents,
                    (at, written, patients) ->
                            Access.of(at, caller, Action.UPDATE, types.number("ServiceRequest"), what, 200, patients));
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(new Failure.Conflict("This order has changed meanwhile. Look again."), e)
                    : e;
        }
    }
}
