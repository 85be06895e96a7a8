package org.throughline.clinic.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.chart.ChartPart;
import org.throughline.care.check.Looked;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.order.ByWord;
import org.throughline.care.order.OpenOrder;
import org.throughline.care.order.OrderDraft;
import org.throughline.care.order.OrderKind;
import org.throughline.care.prescription.Exchange;
import org.throughline.care.prescription.Pharmacy;
import org.throughline.care.prescription.Stage;
import org.throughline.care.referral.Referral;
import org.throughline.care.referral.Side;
import org.throughline.care.vital.Measured;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.ChartView;
import org.throughline.clinic.Done;
import org.throughline.clinic.Whose;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.fhir.json.JsonObject;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.vital.Vital;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/** What the page of a basket shows: its items with what the checks say of them, and what is taken and out already. */
record BasketPage(OrderDesk desk, OrderFinder finder) {
    private static final int MOST_SETS = 8;

    /**
     * What the page shows.
     *
     * @param line what stands in the field in which orders are typed
     * @param faults what keeps the basket from being signed
     * @param asked whether it was tried to sign
     */
    record Shown(Basket basket, int revision, String line, String faults, boolean asked) {}

    Answer page(Visit visit, String patient, int status, Shown shown) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "orders", Set.of(ChartPart.PROBLEMS), false);
        return desk.chartPages().page(visit, wanted, status, "clinic/order/basket.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("basket", basket(visit, view, shown));
            parameters.put(
                    "advised", !shown.basket().isEmpty() && desk.advised().getAsBoolean());
            done(visit, patient).ifPresent(done -> parameters.put("done", done));
            visit.request()
                    .parameter("signed")
                    .ifPresent(orders -> parameters.put("paper", address(patient) + "/print?orders=" + orders));
            return parameters;
        });
    }

    private static List<OrderDraft> drafts(List<Drafted> drafted) {
        return drafted.stream().flatMap(each -> Stream.ofNullable(each.draft())).toList();
    }

    /** What is in the basket that is kept, as it would be stored. */
    List<JsonObject> drafted(Visit visit, String patient) {
        Basket basket = desk.drafts()
                .find(author(visit), address(patient))
                .map(each -> Basket.of(each.form()))
                .orElse(Basket.EMPTY);
        Entries.Chart chart = EntryDesk.chart(visit, patient);
        List<OrderDraft> drafts = drafts(basket.items().stream()
                .map(reader(visit, patient, Map.of(), "")::read)
                .toList());
        return chart.author() == null || drafts.isEmpty()
                ? List.of()
                : desk.orders().drafted(chart, drafts);
    }

    private BasketView basket(Visit visit, ChartView view, Shown shown) {
        Basket basket = shown.basket();
        Map<String, String> problems = problems(view);
        ItemReader reader = reader(visit, view.id(), problems, "");
        List<Drafted> drafted = basket.items().stream().map(reader::read).toList();
        List<OrderDraft> drafts = drafts(drafted);
        Entries.Chart chart = EntryDesk.chart(visit, view.id());
        Looked looked = drafts.isEmpty() || chart.author() == null
                ? new Looked(List.of(), Map.of(), desk.orders().unwell())
                : desk.orders().look(chart, drafts);
        OrderViews views = new OrderViews(
                new Dates(desk.clock().getZone()), desk.chartPages().holders(view.id()));
        List<Looked.Order> found = found(drafted, looked);
        desk.repeats().told(visit.caller(), view.id(), drafted, found);
        Map<Integer, String> last = new LastSeen(desk, new Dates(desk.clock().getZone()), LocalDate.now(desk.clock()))
                .of(visit.caller(), view.id(), basket);
        Map<Integer, ImagingView> imaging =
                new ImagingViews(desk, new Dates(desk.clock().getZone())).of(visit.caller(), view.id(), basket);
        List<ItemView> items = new ArrayList<>();
        for (int i = 0; i < drafted.size(); i++) {
            Set<String> later = found.subList(i + 1, found.size()).stream()
                    .flatMap(each -> each.findings().stream())
                    .map(looked::key)
                    .collect(Collectors.toSet());
            items.add(views.item(
                    basket.items().get(i),
                    drafted.get(i),
                    reader.usual(basket.items().get(i)),
                    problems,
                    looked,
                    found.get(i),
                    basket.answers(),
                    later,
                    shown.asked(),
                    last.get(basket.items().get(i).number()),
                    imaging.get(basket.items().get(i).number())));
        }
        List<Candidate> candidates = finder.find(shown.line(), kilograms(visit, view.id()));
        int count = items.size();
        return new BasketView(
                shown.line(),
                candidates,
                shown.line().isBlank() || !candidates.isEmpty() ? "" : "Nothing fits “" + shown.line() + "”.",
                items,
                sets(view),
                looked.unwell().stream().map(OrderViews::warning).toList(),
                !looked.unwell().isEmpty(),
                basket.acknowledged(),
                signs(visit),
                (count == 1 ? "Sign 1 order" : "Sign " + count + " orders") + " · " + view.name(),
                shown.faults(),
                shown.revision(),
                "",
                sending(visit, view.id(), shown),
                drafts.stream().anyMatch(each -> each instanceof OrderDraft.Drug drug && drug.isControlled()),
                asked(visit, view.id()),
                desk.dangers().open(visit.caller(), view.id()),
                open(visit, view.id()),
                current(view.problems()),
                toSign(visit, view.id()),
                enters(visit)
                        ? new BasketView.Entering(
                                Stream.concat(
                                                Stream.of(new Choice("", "Choose who gave them")),
                                                desk.prescribers().get().stream())
                                        .toList(),
                                Stream.of(ByWord.How.values())
                                        .map(each -> new Choice(each.key(), each.words()))
                                        .toList(),
                                desk.protocols().get())
                        : null);
    }

    private List<BasketView.ToSign> toSign(Visit visit, String patient) {
        Dates dates = new Dates(desk.clock().getZone());
        return desk.countersigning().waiting(visit.caller(), patient).stream()
                .map(each -> new BasketView.ToSign(
                        each.task(), each.version(), each.what(), each.by(), dates.time(each.since()), signs(visit)))
                .toList();
    }

    private List<BasketView.AskedView> asked(Visit visit, String patient) {
        return desk.dispatch().asked(visit.caller(), patient).stream()
                .map(each -> new BasketView.AskedView(
                        each.id(),
                        each.pharmacy(),
                        each.renewal(),
                        desk.dispatch().about(visit.caller(), each).drug(),
                        each.words()))
                .toList();
    }

    /** To which pharmacy drugs go; the patient's, unless another one was said. */
    private BasketView.@Nullable Sending sending(Visit visit, String patient, Shown shown) {
        if (!shown.basket().hasDrugs()) {
            return null;
        }
        String typed = typed(visit, patient, shown.basket());
        Optional<Pharmacy> found = desk.pharmacies().labelled(visit.caller(), typed);
        return new BasketView.Sending(
                typed,
                shown.asked() && !typed.isEmpty() && found.isEmpty()
                        ? "There is no such pharmacy. Take one of those that are offered, or leave this empty to print."
                        : "",
                typed.isEmpty()
                        ? "Empty: printed"
                        : found.filter(each -> !each.connected()).isPresent() ? "It gets no messages: print." : "");
    }

    /** The label of the pharmacy to which drugs go, as it stands in the form. */
    String typed(Visit visit, String patient, Basket basket) {
        String typed = basket.pharmacy();
        return typed != null
                ? typed
                : Optional.of(desk.pharmacies().preferred(visit.caller(), patient))
                        .filter(id -> !id.isEmpty())
                        .flatMap(id -> desk.pharmacies().of(visit.caller(), id))
                        .map(Pharmacy::label)
                        .orElse("");
    }

    private List<BasketView.OpenView> open(Visit visit, String patient) {
        Dates dates = new Dates(desk.clock().getZone());
        Map<String, Exchange> sent = desk.dispatch().of(visit.caller(), patient);
        List<OpenOrder> open = desk.open().of(Whose.reader(visit), patient);
        Map<String, Referral> referrals = referrals(visit, patient, open);
        return open.stream()
                .map(each -> new BasketView.OpenView(
                        each.order(),
                        each.version(),
                        each.kind().words(),
                        each.name(),
                        each.how(),
                        state(each, referrals.get(each.order())),
                        each.held(),
                        dates.date(each.since()),
                        each.owner(),
                        each.kind() == OrderKind.DRUG,
                        Optional.ofNullable(referrals.get(each.order()))
                                .map(referral -> "/referrals/" + referral.id())
                                .orElse(""),
                        each.holder(),
                        sent.containsKey(each.order()) ? sent(Objects.requireNonNull(sent.get(each.order()))) : null))
                .toList();
    }

    private static String state(OpenOrder order, @Nullable Referral referral) {
        if (order.held()) {
            return "on hold";
        }
        if (referral != null) {
            return referral.state().words().toLowerCase(Locale.ROOT);
        }
        return order.here() && order.holder().isEmpty()
                ? "to be given here"
                : order.kind() == OrderKind.DRUG ? "active" : "out";
    }

    /** Referrals by the references of their orders. */
    private Map<String, Referral> referrals(Visit visit, String patient, List<OpenOrder> open) {
        return open.stream().noneMatch(each -> each.kind() == OrderKind.REFERRAL)
                        || !visit.caller().may(Interaction.SEARCH, "Task")
                ? Map.of()
                : desk.referrals().of(visit.caller(), patient).stream()
                        .filter(each -> each.side() == Side.REQUESTER)
                        .collect(Collectors.toMap(
                                each -> "ServiceRequest/" + each.order(), each -> each, (newer, older) -> newer));
    }

    private static BasketView.SentView sent(Exchange exchange) {
        return new BasketView.SentView(
                exchange.name(),
                exchange.stage().words() + (exchange.why().isEmpty() ? "" : ": " + exchange.why()),
                exchange.stage().needsLook(),
                exchange.stage() == Stage.FAILED);
    }

    private static List<ChartView.Row> current(List<ChartView.Row> rows) {
        return rows.stream().filter(ChartView.Row::current).toList();
    }

    /** What was found of each item; nothing of those that must be mended first. */
    private static List<Looked.Order> found(List<Drafted> drafted, Looked looked) {
        List<Looked.Order> found = new ArrayList<>();
        Iterator<Looked.Order> next = looked.orders().iterator();
        for (Drafted each : drafted) {
            found.add(each.draft() != null && next.hasNext() ? next.next() : new Looked.Order(List.of()));
        }
        return found;
    }

    private List<BasketView.SetView> sets(ChartView view) {
        return view.problems().stream()
                .filter(ChartView.Row::current)
                .flatMap(row -> desk.sets().of(row.name()).stream())
                .distinct()
                .limit(MOST_SETS)
                .map(set -> new BasketView.SetView(set.name(), set.name()))
                .toList();
    }

    private static Map<String, String> problems(ChartView view) {
        Map<String, String> problems = new LinkedHashMap<>();
        view.problems().stream().filter(ChartView.Row::current).forEach(row -> problems.put(row.id(), row.name()));
        return problems;
    }

    Map<String, String> problems(Visit visit, String patient) {
        Map<String, String> problems = new LinkedHashMap<>();
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "orders", Set.of(ChartPart.PROBLEMS), false);
        desk.chartPages().open(visit, wanted, view -> {
            problems.putAll(problems(view));
            return Answer.of(200);
        });
        return problems;
    }

    ItemReader reader(Visit visit, String patient, Map<String, String> problems, String pharmacy) {
        return new ItemReader(
                desk.catalog(),
                problems,
                kilograms(visit, patient),
                pharmacy,
                typed -> desk.destinations().meant(visit.caller(), typed),
                new Dates(desk.clock().getZone()),
                LocalDate.now(desk.clock()));
    }

    /** The weight, for a dose that is told by it; then the chart is read, and that is in the audit trail. */
    @Nullable
    BigDecimal weight(Visit visit, String patient, String line) {
        if (!line.contains("/kg")) {
            return null;
        }
        AtomicReference<@Nullable BigDecimal> weight = new AtomicReference<>();
        desk.chartPages().open(visit, new ChartPages.Wanted(patient, "orders", Set.of(), false), view -> {
            weight.set(kilograms(visit, patient));
            return Answer.of(200);
        });
        return weight.get();
    }

    private @Nullable BigDecimal kilograms(Visit visit, String patient) {
        return desk.charts().vitals(visit.caller(), patient).stream()
                .filter(each -> each.vital() == Vital.WEIGHT)
                .map(Measured::value)
                .findFirst()
                .orElse(null);
    }

    static boolean signs(Visit visit) {
        return visit.session().account().subject() != null && visit.caller().may(Duty.PRESCRIBE);
    }

    /** Whether somebody enters orders on others' word. */
    static boolean enters(Visit visit) {
        return visit.session().account().subject() != null
                && !signs(visit)
                && visit.caller().may(Duty.TRANSCRIBE);
    }

    private static Optional<Done> done(Visit visit, String patient) {
        Optional<Done> signed = visit.request().parameter("signed").map(orders -> {
            int count = orders.split(",", -1).length;
            return new Done(
                    count == 1 ? "1 order is signed." : count + " orders are signed.",
                    address(patient) + "/undo?orders=" + orders);
        });
        return signed.isPresent()
                ? signed
                : visit.request()
                        .parameter("cancelled")
                        .map(count -> new Done("Cancelled.", ""))
                        .or(() -> visit.request()
                                .parameter("acted")
                                .map(act -> new Done(
                                        switch (act) {
                                            case "stop" -> "Stopped.";
                                            case "hold" -> "On hold.";
                                            case "resume" -> "In force again.";
                                            case "send" -> "It is sent again.";
                                            default -> "Done.";
                                        },
                                        "")))
                        .or(() -> visit.request()
                                .parameter("denied")
                                .map(ignored -> new Done("Denied. The pharmacy is told.", "")))
                        .or(() -> visit.request()
                                .parameter("answered")
                                .map(ignored -> new Done("Answered. It stands in the record.", "")))
                        .or(() -> visit.request()
                                .parameter("entered")
                                .map(count -> new Done(
                                        count.equals("1")
                                                ? "1 order is in force, to be signed by whoever gave it."
                                                : count + " orders are in force, to be signed by whoever gave them.",
                                        "")))
                        .or(() -> visit.request()
                                .parameter("countersigned")
                                .map(how -> new Done(how.equals("yes") ? "Signed." : "Taken back.", "")));
    }

    static String address(String patient) {
        return "/orders/" + patient;
    }

    /** Lets only those pass who sign orders. */
    static void requireSigner(Visit visit) {
        if (!signs(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include signing orders."));
        }
    }

    /** Whose drafts these are. */
    static long author(Visit visit) {
        return visit.session().account().number();
    }
}
