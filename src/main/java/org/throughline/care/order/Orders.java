package org.throughline.care.order;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.check.Answers;
import org.throughline.care.check.Checks;
import org.throughline.care.check.ControlledGate;
import org.throughline.care.check.Looked;
import org.throughline.care.check.SecondFactors;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.imaging.ImagingHistory;
import org.throughline.care.prescription.Dispatch;
import org.throughline.care.referral.Referring;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Visits;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.safety.rule.FileState;
import org.throughline.search.Searches;

/**
 * Signs orders: all of a basket in one transaction, or none. Whether they may come into force is decided by the gate, in
 * that transaction.
 */
public final class Orders {
    private final Records records;
    private final Checks checks;
    private final Visits visits;
    private final Dispatch dispatch;
    private final ImagingHistory imaging;
    private final Referring referring;
    private final Types types;
    private final SaidOf said;
    private final Clock clock;

    public Orders(
            Records records,
            Searches searches,
            Checks checks,
            Visits visits,
            Dispatch dispatch,
            ImagingHistory imaging,
            Referring referring,
            Types types,
            Clock clock) {
        this.records = records;
        this.said = new SaidOf(records, searches);
        this.checks = checks;
        this.visits = visits;
        this.dispatch = dispatch;
        this.imaging = imaging;
        this.referring = referring;
        this.types = types;
        this.clock = clock;
    }

    /** What the checks say of orders before they are signed, in the order in which they are given. */
    public Looked look(Entries.Chart chart, List<OrderDraft> drafts) {
        return checks.look(
                chart.caller(),
                chart.patient(),
                drafted(chart, drafts),
                signer(chart).reference());
    }

    /** Orders as they would be stored if they were signed now, each with an id of its own. */
    public List<JsonObject> drafted(Entries.Chart chart, List<OrderDraft> drafts) {
        List<JsonObject> orders = new ArrayList<>();
        for (JsonObject order : resources(chart, drafts, signer(chart))) {
            orders.add(order.with("id", new JsonString("draft-" + orders.size())));
        }
        return orders;
    }

    /**
     * Signs orders.
     *
     * @param answers why dangerous findings are overridden, by their keys
     * @param acknowledged whether the signer knows that checks could not be made
     * @param factor the word for a second factor that was shown ({@link SecondFactors#shown}); empty for none
     * @return the references of the orders, as they are given
     * @throws Failed with {@link Failure.Invalid} when a dangerous finding is not answered, or a controlled substance is
     *     among them and no second factor was shown; nothing is signed then
     */
    public List<String> sign(
            Entries.Chart chart,
            List<OrderDraft> drafts,
            Map<String, String> answers,
            boolean acknowledged,
            String factor) {
        Author by = signer(chart);
        List<Intent> intents = new ArrayList<>();
        List<JsonObject> orders = told(chart, drafts, by);
        for (JsonObject order : orders) {
            JsonObject answered = Answers.with(order, answers, acknowledged);
            JsonObject signed = factor.isEmpty() ? answered : ControlledGate.proven(answered, factor);
            intents.add(new Intent.Create(Parts.text(order, "resourceType"), () -> signed, null, url(intents.size())));
        }
        Caller caller = chart.caller();
        intents.addAll(replacing(chart, drafts));
        Dispatch.Parcel parcel = dispatch.parcel(caller, chart.patient(), by, leaving(drafts), intents.size());
        intents.addAll(parcel.intents());
        return written(
                chart, intents, drafts, parcel.company().and(refer(chart, drafts, orders, by, intents, Orders::url)));
    }

    private List<String> written(
            Entries.Chart chart, List<Intent> intents, List<OrderDraft> drafts, Records.Company company) {
        Caller caller = chart.caller();
        return records
                .write(
                        caller,
                        intents,
                        (at, written, patients) -> Access.of(
                                at,
                                caller,
                                Action.CREATE,
                                types.number(drafts.getFirst().kind().type()),
                                "orders",
                                201,
                                patients),
                        company)
                .stream()
                .limit(drafts.size())
                .map(outcome -> Objects.requireNonNull(outcome.stored()))
                .map(stored -> stored.type() + "/" + stored.id())
                .toList();
    }

    /**
     * Enters orders of somebody else, who signs them afterwards: they are in force at once. Dangers cannot be answered for
     * another; whoever prescribes signs such an order themselves.
     *
     * @param by whose orders they are
     * @return the references of the orders
     * @throws Failed with {@link Failure.Invalid} when something dangerous was found; nothing is entered then
     */
    public List<String> enter(Entries.Chart chart, List<OrderDraft> drafts, ByWord by, boolean acknowledged) {
        Author author = signer(chart);
        List<Intent> intents = new ArrayList<>();
        List<String> urls = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<JsonObject> orders = told(chart, drafts, by.prescriber());
        for (JsonObject order : orders) {
            JsonObject entered = Answers.with(Countersigning.entered(order, by, author), Map.of(), acknowledged);
            String type = Parts.text(order, "resourceType");
            String url = url(urls.size());
            urls.add(url);
            names.add(drafts.get(names.size()).what().text());
            intents.add(new Intent.Create(type, () -> entered, null, url));
        }
        JsonObject task = Countersigning.task(
                chart.patient(), urls, String.join(", ", names), by, author, clock.instant(), LocalDate.now(clock));
        intents.add(new Intent.Create("Task", () -> task, null, null));
        intents.addAll(replacing(chart, drafts));
        return written(chart, intents, drafts, refer(chart, drafts, orders, by.prescriber(), intents, urls::get));
    }

    /** Adds what is written with referrals so that they leave; what goes with the write. */
    private Records.Company refer(
            Entries.Chart chart,
            List<OrderDraft> drafts,
            List<JsonObject> orders,
            Author by,
            List<Intent> intents,
            IntFunction<String> urls) {
        List<Referring.Leaving> leaving = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (drafts.get(i).kind() == OrderKind.REFERRAL) {
                leaving.add(new Referring.Leaving(urls.apply(i), orders.get(i)));
            }
        }
        Referring.Parcel parcel = referring.parcel(chart.patient(), by.display(), leaving, intents.size());
        intents.addAll(parcel.intents());
        return parcel.company();
    }

    /** What ends because others take its place, with what was said of it. */
    private List<Intent> replacing(Entries.Chart chart, List<OrderDraft> drafts) {
        LocalDate today = LocalDate.now(clock);
        List<Intent> intents = new ArrayList<>();
        for (OrderDraft draft : drafts) {
            if (draft instanceof OrderDraft.Drug drug && !drug.takes().isEmpty()) {
                intents.add(new Intent.Patch(
                        new Target.ById("MedicationRequest", drug.takes()),
                        old -> Ending.stopped(old, "Changed", today),
                        Precondition.NONE));
            }
        }
        intents.addAll(said.ending(chart.caller(), chart.patient(), replaced(drafts)));
        return intents;
    }

    private static Set<String> replaced(List<OrderDraft> drafts) {
        return drafts.stream()
                .filter(each ->
                        each instanceof OrderDraft.Drug drug && !drug.takes().isEmpty())
                .map(each -> "MedicationRequest/" + ((OrderDraft.Drug) each).takes())
                .collect(Collectors.toSet());
    }

    private static List<Dispatch.Leaving> leaving(List<OrderDraft> drafts) {
        List<Dispatch.Leaving> leaving = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (drafts.get(i) instanceof OrderDraft.Drug drug && drug.isSent()) {
                leaving.add(new Dispatch.Leaving(i, url(i), drug.pharmacy(), drug.answers()));
            }
        }
        return leaving;
    }

    private static String url(int place) {
        return "urn:uuid:00000000-0000-4000-8000-" + String.format("%012d", place);
    }

    /** The files of knowledge that are missing, altered, broken or past their date. */
    public List<FileState> unwell() {
        return checks.unwell();
    }

    /**
     * Ends an order, lets it rest, or has it go on; what goes on passes the gate again.
     *
     * @param version the version that was looked at
     * @param reason needed to stop something; else perhaps empty
     * @throws Failed with {@link Failure.PreconditionFailed} when somebody has changed it meanwhile
     */
    public void act(Entries.Chart chart, String order, int version, Ending.Act act, String reason) {
        if (act == Ending.Act.STOP && reason.isBlank()) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say why it is stopped."));
        }
        int slash = order.indexOf('/');
        String type = slash < 0 ? "" : order.substring(0, slash);
        if (!Ending.TYPES.contains(type)) {
            throw new Failed(new Failure.NotFound("There is no such order."));
        }
        Caller caller = chart.caller();
        LocalDate today = LocalDate.now(clock);
        List<Intent> intents = new ArrayList<>(List.of(new Intent.Patch(
                new Target.ById(type, order.substring(slash + 1)),
                resource -> Ending.after(act, resource, chart.patient(), reason.strip(), today),
                new Precondition.Version(version))));
        if (act == Ending.Act.STOP) {
            intents.addAll(said.ending(caller, chart.patient(), Set.of(order)));
        }
        records.write(
                caller,
                intents,
                (at, written, patients) ->
                        Access.of(at, caller, Action.UPDATE, types.number(type), order, 200, patients));
    }

    /**
     * Takes orders back that have not been done, all or none.
     *
     * @param orders their references
     * @throws Failed with {@link Failure.Conflict} when one is over already
     */
    public void cancel(Entries.Chart chart, List<String> orders, String reason) {
        Caller caller = chart.caller();
        List<Intent> intents = new ArrayList<>();
        for (String order : orders) {
            int slash = order.indexOf('/');
            String type = slash < 0 ? "" : order.substring(0, slash);
            if (!Ending.TYPES.contains(type)) {
                throw new Failed(new Failure.NotFound("There is no such order."));
            }
            intents.add(new Intent.Patch(
                    new Target.ById(type, order.substring(slash + 1)),
                    resource -> Ending.cancelled(resource, chart.patient(), reason),
                    Precondition.NONE));
        }
        records.write(
                caller,
                intents,
                (at, written, patients) ->
                        Access.of(at, caller, Action.UPDATE, 0, String.join(",", orders), 200, patients));
    }

    /** The orders with what whoever does them must know of the patient. */
    private List<JsonObject> told(Entries.Chart chart, List<OrderDraft> drafts, Author by) {
        return imaging.told(chart.caller(), chart.patient(), resources(chart, drafts, by));
    }

    private List<JsonObject> resources(Entries.Chart chart, List<OrderDraft> drafts, Author by) {
        Optional<OpenVisit> visit = visits.open(chart.caller(), chart.patient());
        Requests.Context context = new Requests.Context(
                chart.patient(), by, visit.map(OpenVisit::id).orElse(null), clock.instant());
        return drafts.stream().map(draft -> Requests.of(draft, context)).toList();
    }

    private static Author signer(Entries.Chart chart) {
        Author author = chart.author();
        if (author == null) {
            throw new Failed(new Failure.Forbidden("Your account is of nobody who can sign orders."));
        }
        return author;
    }
}
