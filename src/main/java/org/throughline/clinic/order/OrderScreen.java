package org.throughline.clinic.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.chart.ChartPart;
import org.throughline.care.check.Looked;
import org.throughline.care.entry.Entries;
import org.throughline.care.order.Ending;
import org.throughline.care.order.OpenOrder;
import org.throughline.care.order.OrderDraft;
import org.throughline.care.order.OrderKind;
import org.throughline.care.vital.Measured;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.ChartView;
import org.throughline.clinic.Done;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.orderset.OrderSet;
import org.throughline.terminology.vital.Vital;
import org.throughline.ui.Dates;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;

/**
 * {@code /orders/PATIENT}: the basket. What is typed into {@code line} is found, put into the basket with its small form,
 * checked at each step, and all of it is signed at once. {@code /orders/PATIENT/find} offers what fits while one types.
 */
public final class OrderScreen implements Screen {
    private final OrderDesk desk;
    private final OrderFinder finder;

    public OrderScreen(OrderDesk desk, OrderFinder finder) {
        this.desk = desk;
        this.finder = finder;
    }

    @Override
    public String what() {
        return "orders";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() < 2 || path.size() > 3 || !mayOrder(visit)) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = path.get(1);
        if (visit.posts()) {
            visit.requireSame(patient);
            return switch (path.size() == 2 ? "" : path.get(2)) {
                case "" -> post(visit, patient);
                case "undo" -> undo(visit, patient);
                case "danger" -> answer(visit, patient);
                case "act" -> act(visit, patient);
                default -> Answer.of(405);
            };
        }
        if (path.size() == 3 && path.get(2).equals("find")) {
            String typed = visit.request().parameter("q").orElse("");
            return desk.pages()
                    .page(
                            200,
                            "clinic/order/found.jte",
                            Map.of("candidates", finder.find(typed, weight(visit, patient, typed))));
        }
        if (path.size() == 3) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return desk.chartPages().moved(visit, patient).orElseGet(() -> {
            Draft draft = desk.drafts().find(author(visit), address(patient)).orElse(null);
            Basket basket = draft == null ? Basket.EMPTY : Basket.of(draft.form());
            return page(visit, patient, 200, new Shown(basket, draft == null ? 0 : draft.revision(), "", "", false));
        });
    }

    private static boolean mayOrder(Visit visit) {
        return visit.caller().may(Interaction.CREATE, "MedicationRequest")
                || visit.caller().may(Interaction.CREATE, "ServiceRequest");
    }

    /**
     * What the page shows.
     *
     * @param line what stands in the field in which orders are typed
     * @param faults what keeps the basket from being signed
     * @param asked whether it was tried to sign
     */
    private record Shown(Basket basket, int revision, String line, String faults, boolean asked) {}

    private Answer post(Visit visit, String patient) {
        Form form = visit.form();
        Basket basket = Basket.of(form);
        int revision = number(form.value("draft-revision"));
        String act = form.value("act");
        if (!form.value("remove").isEmpty()) {
            return kept(visit, patient, basket, basket.without(number(form.value("remove"))));
        }
        if (!form.value("pick").isEmpty()) {
            return add(visit, patient, revision, basket, form.value("pick"));
        }
        if (!form.value("again").isEmpty()) {
            return again(visit, patient, basket, form.value("again"));
        }
        if (!form.value("usual").isEmpty()) {
            int space = form.value("usual").indexOf(' ');
            String typed = form.value("usual").substring(space + 1);
            return kept(
                    visit,
                    patient,
                    basket,
                    basket.saying(number(form.value("usual").substring(0, Math.max(0, space))), typed));
        }
        if (!form.value("set").isEmpty()) {
            return kept(visit, patient, basket, withSet(basket, form.value("set")));
        }
        return switch (act) {
            case "sign" -> sign(visit, patient, revision, basket);
            case "discard" -> {
                desk.drafts().drop(author(visit), address(patient));
                yield Answer.redirect(address(patient));
            }
            case "look" -> kept(visit, patient, basket, basket);
            default -> add(visit, patient, revision, basket, form.value("line"));
        };
    }

    private Answer add(Visit visit, String patient, int revision, Basket basket, String line) {
        Optional<Candidate> one = finder.exact(line, weight(visit, patient, line));
        return one.map(candidate -> kept(visit, patient, basket, basket.with(candidate.fields())))
                .orElseGet(() -> page(visit, patient, 200, new Shown(basket, revision, line, "", false)));
    }

    /** A drug that is taken, to be renewed or changed: signed, the new prescription takes its place. */
    private Answer again(Visit visit, String patient, Basket basket, String order) {
        OpenOrder open = desk.open().of(visit.caller(), patient).stream()
                .filter(each -> each.order().equals(order) && each.kind() == OrderKind.DRUG)
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such prescription.")));
        String name = desk.catalog().product("", open.name()).map(Product::name).orElse(open.name());
        String id = order.substring(order.indexOf('/') + 1);
        return kept(
                visit,
                patient,
                basket,
                basket.with(OrderFinder.fields(OrderKind.DRUG, "", name, "sig", open.how(), "takes", id)));
    }

    private Basket withSet(Basket basket, String name) {
        OrderSet set = desk.sets()
                .named(name)
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such set of orders.")));
        Basket filled = basket;
        for (OrderSet.Item item : set.items()) {
            if (item.chosen()) {
                filled = filled.with(fields(item));
            }
        }
        return filled;
    }

    private Map<String, String> fields(OrderSet.Item item) {
        return switch (item.kind()) {
            case TEST -> OrderFinder.fields(OrderKind.LAB, "", item.name(), "note", item.note());
            case IMAGING -> OrderFinder.fields(OrderKind.IMAGING, "", item.name(), "note", item.note());
            case REFER -> OrderFinder.fields(OrderKind.REFERRAL, "", item.name(), "note", item.note());
            case DRUG ->
                OrderFinder.fields(
                        OrderKind.DRUG,
                        "",
                        desk.catalog()
                                .product("", item.name())
                                .map(each -> each.name())
                                .orElse(item.name()),
                        "sig",
                        item.note());
        };
    }

    /**
     * Keeps the basket and shows it. What the same page has kept a moment ago while somebody typed is no other tab's.
     *
     * @param before what the page held that was sent
     */
    private Answer kept(Visit visit, String patient, Basket before, Basket basket) {
        Draft present = desk.drafts().find(author(visit), address(patient)).orElse(null);
        int revision = present == null ? 0 : present.revision();
        boolean same = present == null || Basket.of(present.form()).hasSameItems(before);
        if (!same && number(visit.form().value("draft-revision")) != revision) {
            throw new Failed(new Failure.Conflict(
                    "The basket of this patient was changed in another tab. Open it again; nothing was signed."));
        }
        if (basket.isEmpty() && present != null) {
            desk.drafts().drop(author(visit), address(patient));
        } else if (!basket.isEmpty()) {
            desk.drafts().keep(author(visit), address(patient), revision, basket.form());
        }
        return Answer.redirect(address(patient));
    }

    private Answer sign(Visit visit, String patient, int revision, Basket basket) {
        requireSigner(visit);
        ItemReader reader = reader(visit, patient, problems(visit, patient));
        List<OrderDraft> drafts = new ArrayList<>();
        basket.items().forEach(item -> {
            OrderDraft draft = reader.read(item).draft();
            if (draft != null) {
                drafts.add(draft);
            }
        });
        if (drafts.size() < basket.items().size() || drafts.isEmpty()) {
            return refused(visit, patient, revision, basket, "What is marked needs another look.");
        }
        Entries.Chart chart = EntryDesk.chart(visit, patient);
        try {
            List<String> signed = desk.orders().sign(chart, drafts, basket.answers(), basket.acknowledged());
            desk.drafts().drop(author(visit), address(patient));
            return Answer.redirect(address(patient) + "?signed=" + String.join(",", signed));
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.Invalid)) {
                throw e;
            }
            return refused(visit, patient, revision, basket, "Something dangerous is not answered yet.");
        }
    }

    private Answer refused(Visit visit, String patient, int revision, Basket basket, String faults) {
        return page(visit, patient, 422, new Shown(basket, revision, "", faults, true));
    }

    /** Answers a danger in what is taken already. */
    private Answer answer(Visit visit, String patient) {
        requireSigner(visit);
        desk.dangers()
                .answer(
                        EntryDesk.chart(visit, patient),
                        visit.form().value("danger"),
                        visit.form().value("reason"));
        return Answer.redirect(address(patient) + "?answered=1");
    }

    /** Stops an order, lets it rest, has it go on, or says that it is done. */
    private Answer act(Visit visit, String patient) {
        requireSigner(visit);
        Form form = visit.form();
        Ending.Act act = switch (form.value("act")) {
            case "stop" -> Ending.Act.STOP;
            case "hold" -> Ending.Act.HOLD;
            case "resume" -> Ending.Act.RESUME;
            case "done" -> Ending.Act.DONE;
            default -> throw new Failed(new Failure.Malformed("value", "act", "There is no such act."));
        };
        desk.orders()
                .act(
                        EntryDesk.chart(visit, patient),
                        form.value("order"),
                        number(form.value("version")),
                        act,
                        form.value("reason"));
        return Answer.redirect(address(patient) + "?acted=" + form.value("act"));
    }

    private Answer undo(Visit visit, String patient) {
        requireSigner(visit);
        List<String> orders =
                List.of(visit.request().parameter("orders").orElse("").split(",", -1));
        desk.orders().cancel(EntryDesk.chart(visit, patient), orders, "Taken back by whoever signed");
        return Answer.redirect(address(patient) + "?cancelled=" + orders.size());
    }

    private Answer page(Visit visit, String patient, int status, Shown shown) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "orders", Set.of(ChartPart.PROBLEMS), false);
        return desk.chartPages().page(visit, wanted, status, "clinic/order/basket.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("basket", basket(visit, view, shown));
            done(visit, patient).ifPresent(done -> parameters.put("done", done));
            return parameters;
        });
    }

    private BasketView basket(Visit visit, ChartView view, Shown shown) {
        Basket basket = shown.basket();
        Map<String, String> problems = problems(view);
        ItemReader reader = reader(visit, view.id(), problems);
        List<Drafted> drafted = basket.items().stream().map(reader::read).toList();
        List<OrderDraft> drafts = new ArrayList<>();
        drafted.forEach(each -> {
            OrderDraft draft = each.draft();
            if (draft != null) {
                drafts.add(draft);
            }
        });
        Entries.Chart chart = EntryDesk.chart(visit, view.id());
        Looked looked = drafts.isEmpty() || chart.author() == null
                ? new Looked(List.of(), Map.of(), desk.orders().unwell())
                : desk.orders().look(chart, drafts);
        OrderViews views = new OrderViews(new Dates(desk.clock().getZone()));
        List<Looked.Order> found = found(drafted, looked);
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
                    shown.asked()));
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
                desk.dangers().open(visit.caller(), view.id()),
                open(visit, view.id()),
                current(view.problems()));
    }

    private List<BasketView.OpenView> open(Visit visit, String patient) {
        Dates dates = new Dates(desk.clock().getZone());
        return desk.open().of(visit.caller(), patient).stream()
                .map(each -> new BasketView.OpenView(
                        each.order(),
                        each.version(),
                        each.kind().words(),
                        each.name(),
                        each.how(),
                        each.held() ? "on hold" : each.kind() == OrderKind.DRUG ? "active" : "out",
                        each.held(),
                        dates.date(each.since()),
                        each.owner(),
                        each.kind() == OrderKind.DRUG))
                .toList();
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
                .limit(8)
                .map(set -> new BasketView.SetView(set.name(), set.name()))
                .toList();
    }

    private static Map<String, String> problems(ChartView view) {
        Map<String, String> problems = new LinkedHashMap<>();
        view.problems().stream().filter(ChartView.Row::current).forEach(row -> problems.put(row.id(), row.name()));
        return problems;
    }

    private Map<String, String> problems(Visit visit, String patient) {
        Map<String, String> problems = new LinkedHashMap<>();
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "orders", Set.of(ChartPart.PROBLEMS), false);
        desk.chartPages().open(visit, wanted, view -> {
            problems.putAll(problems(view));
            return Answer.of(200);
        });
        return problems;
    }

    private ItemReader reader(Visit visit, String patient, Map<String, String> problems) {
        return new ItemReader(
                desk.catalog(),
                problems,
                kilograms(visit, patient),
                new Dates(desk.clock().getZone()),
                LocalDate.now(desk.clock()));
    }

    /** The weight, for a dose that is told by it; then the chart is read, and that is in the audit trail. */
    private @Nullable BigDecimal weight(Visit visit, String patient, String line) {
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

    private static void requireSigner(Visit visit) {
        if (!signs(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include signing orders."));
        }
    }

    private static boolean signs(Visit visit) {
        return visit.session().account().subject() != null && visit.caller().may(Duty.PRESCRIBE);
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
                                            default -> "Done.";
                                        },
                                        "")))
                        .or(() -> visit.request()
                                .parameter("answered")
                                .map(ignored -> new Done("Answered. It stands in the record.", "")));
    }

    private static String address(String patient) {
        return "/orders/" + patient;
    }

    private static long author(Visit visit) {
        return visit.session().account().number();
    }

    private static int number(String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Failed(new Failure.Malformed("value", "basket", "This is not a number."));
        }
    }
}
