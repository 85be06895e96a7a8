package org.throughline.clinic.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.check.Looked;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.order.ByWord;
import org.throughline.care.order.Ending;
import org.throughline.care.order.OpenOrder;
import org.throughline.care.order.OrderDraft;
import org.throughline.care.order.OrderKind;
import org.throughline.care.prescription.Asked;
import org.throughline.care.prescription.Pharmacy;
import org.throughline.care.prescription.Prescription;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.orderset.OrderSet;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;

/**
 * {@code /orders/PATIENT}: the basket. What is typed into {@code line} is found, put into the basket with its small form,
 * checked at each step, and all of it is signed at once. {@code /orders/PATIENT/find} offers what fits while one types, {@code
 * /orders/PATIENT/print?orders=…} is the paper of signed orders.
 */
public final class OrderScreen implements Screen {
    private final OrderDesk desk;
    private final OrderFinder finder;
    private final BasketPage basketPage;

    public OrderScreen(OrderDesk desk, OrderFinder finder) {
        this.desk = desk;
        this.finder = finder;
        this.basketPage = new BasketPage(desk, finder);
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
                case "countersign" -> countersign(visit, patient);
                case "act" -> act(visit, patient);
                case "deny" -> deny(visit, patient);
                default -> Answer.of(405);
            };
        }
        if (path.size() == 3 && path.get(2).equals("find")) {
            String typed = visit.request().parameter("q").orElse("");
            return desk.pages()
                    .page(
                            200,
                            "clinic/order/found.jte",
                            Map.of("candidates", finder.find(typed, basketPage.weight(visit, patient, typed))));
        }
        if (path.size() == 3 && path.get(2).equals("print")) {
            return desk.printing().print(visit, patient);
        }
        if (path.size() == 3) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return desk.chartPages().moved(visit, patient).orElseGet(() -> {
            Draft draft = desk.drafts()
                    .find(author(visit), BasketPage.address(patient))
                    .orElse(null);
            Basket basket = draft == null ? Basket.EMPTY : Basket.of(draft.form());
            return basketPage.page(
                    visit,
                    patient,
                    200,
                    new BasketPage.Shown(basket, draft == null ? 0 : draft.revision(), "", "", false));
        });
    }

    private static boolean mayOrder(Visit visit) {
        return visit.caller().may(Interaction.CREATE, "MedicationRequest")
                || visit.caller().may(Interaction.CREATE, "ServiceRequest");
    }

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
        if (!form.value("grant").isEmpty()) {
            return grant(visit, patient, basket, form.value("grant"));
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
            case "enter" -> enter(visit, patient, revision, basket);
            case "discard" -> {
                desk.drafts().drop(author(visit), BasketPage.address(patient));
                yield Answer.redirect(BasketPage.address(patient));
            }
            case "look" -> kept(visit, patient, basket, basket);
            default -> add(visit, patient, revision, basket, form.value("line"));
        };
    }

    private Answer add(Visit visit, String patient, int revision, Basket basket, String line) {
        Optional<Candidate> one = finder.exact(line, basketPage.weight(visit, patient, line));
        return one.map(candidate -> kept(visit, patient, basket, basket.with(candidate.fields())))
                .orElseGet(() ->
                        basketPage.page(visit, patient, 200, new BasketPage.Shown(basket, revision, line, "", false)));
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

    /** What a pharmacy asks for, to be signed: it takes the place of the present prescription where that is still open. */
    private Answer grant(Visit visit, String patient, Basket basket, String id) {
        Asked asked = desk.dispatch().asked(visit.caller(), patient).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such request.")));
        Prescription rx = desk.dispatch().about(visit.caller(), asked);
        boolean open = desk.open().of(visit.caller(), patient).stream()
                .anyMatch(each -> each.order().equals("MedicationRequest/" + asked.order()));
        String name =
                desk.catalog().product(rx.rxcui(), rx.drug()).map(Product::name).orElse(rx.drug());
        return kept(
                visit,
                patient,
                basket,
                basket.with(OrderFinder.fields(
                        OrderKind.DRUG,
                        "",
                        name,
                        "sig",
                        rx.sig(),
                        "refills",
                        rx.refills() == 0 ? "" : Integer.toString(rx.refills()),
                        "takes",
                        open ? asked.order() : "",
                        "answers",
                        id)));
    }

    private Answer deny(Visit visit, String patient) {
        requireSigner(visit);
        desk.dispatch()
                .deny(
                        visit.caller(),
                        patient,
                        visit.form().value("request"),
                        visit.form().value("reason"));
        return Answer.redirect(BasketPage.address(patient) + "?denied=1");
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
        Draft present =
                desk.drafts().find(author(visit), BasketPage.address(patient)).orElse(null);
        int revision = present == null ? 0 : present.revision();
        boolean same = present == null || Basket.of(present.form()).hasSameItems(before);
        if (!same && number(visit.form().value("draft-revision")) != revision) {
            throw new Failed(new Failure.Conflict(
                    "The basket of this patient was changed in another tab. Open it again; nothing was signed."));
        }
        if (basket.isEmpty() && present != null) {
            desk.drafts().drop(author(visit), BasketPage.address(patient));
        } else if (!basket.isEmpty()) {
            desk.drafts().keep(author(visit), BasketPage.address(patient), revision, basket.form());
        }
        return Answer.redirect(BasketPage.address(patient));
    }

    private Answer sign(Visit visit, String patient, int revision, Basket basket) {
        requireSigner(visit);
        String typed = basket.hasDrugs() ? basketPage.typed(visit, patient, basket) : "";
        Optional<Pharmacy> pharmacy =
                typed.isEmpty() ? Optional.empty() : desk.pharmacies().labelled(visit.caller(), typed);
        List<OrderDraft> drafts = drafts(
                visit,
                patient,
                basket,
                pharmacy.filter(Pharmacy::connected).map(Pharmacy::id).orElse(""));
        if (drafts.size() < basket.items().size() || drafts.isEmpty() || (!typed.isEmpty() && pharmacy.isEmpty())) {
            return refused(visit, patient, revision, basket, "What is marked needs another look.");
        }
        Entries.Chart chart = EntryDesk.chart(visit, patient);
        String factor = "";
        if (isControlled(drafts) && !isUnanswered(chart, drafts, basket)) {
            String code = visit.form().value("factor");
            factor = code.isBlank()
                    ? ""
                    : desk.second().shown(visit.session(), code).orElse("");
            if (factor.isEmpty()) {
                return refused(
                        visit,
                        patient,
                        revision,
                        basket,
                        code.isBlank()
                                ? "A controlled substance is signed with the code of your authenticator app too."
                                : "The code of your authenticator app is wrong, or was used already.");
            }
        }
        try {
            List<String> signed = desk.orders().sign(chart, drafts, basket.answers(), basket.acknowledged(), factor);
            desk.drafts().drop(author(visit), BasketPage.address(patient));
            if (visit.form().has("prefer") && visit.caller().may(Interaction.UPDATE, "Patient")) {
                pharmacy.ifPresent(each -> desk.pharmacies().prefer(visit.caller(), patient, each.id()));
            }
            return Answer.redirect(BasketPage.address(patient) + "?signed=" + String.join(",", signed));
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.Invalid)) {
                throw e;
            }
            return refused(visit, patient, revision, basket, "Something dangerous is not answered yet.");
        }
    }

    /** Enters the basket on a prescriber's word. */
    private Answer enter(Visit visit, String patient, int revision, Basket basket) {
        if (!BasketPage.enters(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include entering orders of others."));
        }
        Form form = visit.form();
        Choice prescriber = desk.prescribers().get().stream()
                .filter(each -> each.code().equals(form.value("prescriber")))
                .findFirst()
                .orElse(null);
        ByWord.How how = ByWord.How.of(form.value("how"));
        String protocol = how == ByWord.How.STANDING ? form.value("protocol") : "";
        if (prescriber == null) {
            return refused(visit, patient, revision, basket, "Say whose orders these are.");
        }
        if (how == ByWord.How.STANDING && !desk.protocols().get().contains(protocol)) {
            return refused(visit, patient, revision, basket, "Say which standing order it is.");
        }
        List<OrderDraft> drafts = drafts(visit, patient, basket, "");
        if (drafts.size() < basket.items().size() || drafts.isEmpty()) {
            return refused(visit, patient, revision, basket, "What is marked needs another look.");
        }
        if (isControlled(drafts)) {
            return refused(
                    visit, patient, revision, basket, "Whoever prescribes a controlled substance signs it themselves.");
        }
        try {
            List<String> entered = desk.orders()
                    .enter(
                            EntryDesk.chart(visit, patient),
                            drafts,
                            new ByWord(new Author(prescriber.code(), prescriber.words()), how, protocol),
                            basket.acknowledged());
            desk.drafts().drop(author(visit), BasketPage.address(patient));
            return Answer.redirect(BasketPage.address(patient) + "?entered=" + entered.size());
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.Invalid)) {
                throw e;
            }
            return refused(
                    visit,
                    patient,
                    revision,
                    basket,
                    "Something dangerous was found, or checks could not be made. Whoever prescribes must sign this"
                            + " themselves.");
        }
    }

    /** Signs what others entered on the visitor's word, or takes it back. */
    private Answer countersign(Visit visit, String patient) {
        requireSigner(visit);
        Form form = visit.form();
        boolean rejects = form.value("act").equals("reject");
        if (rejects && form.value("reason").isBlank()) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say why it is taken back."));
        }
        desk.countersigning()
                .sign(
                        EntryDesk.chart(visit, patient),
                        form.value("task"),
                        number(form.value("version")),
                        rejects ? form.value("reason") : "");
        return Answer.redirect(BasketPage.address(patient) + "?countersigned=" + (rejects ? "no" : "yes"));
    }

    /** @param pharmacy the id of that to which prescriptions go; empty for none */
    private List<OrderDraft> drafts(Visit visit, String patient, Basket basket, String pharmacy) {
        ItemReader reader = basketPage.reader(visit, patient, basketPage.problems(visit, patient), pharmacy);
        List<OrderDraft> drafts = new ArrayList<>();
        basket.items().forEach(item -> {
            OrderDraft draft = reader.read(item).draft();
            if (draft != null) {
                drafts.add(draft);
            }
        });
        return drafts;
    }

    private static boolean isControlled(List<OrderDraft> drafts) {
        return drafts.stream()
                .anyMatch(each ->
                        each instanceof OrderDraft.Drug drug && !drug.schedule().isEmpty());
    }

    /** Then nothing would be signed, and the code, which is good for once, would be used up. */
    private boolean isUnanswered(Entries.Chart chart, List<OrderDraft> drafts, Basket basket) {
        Looked looked = desk.orders().look(chart, drafts);
        return looked.orders().stream()
                .flatMap(each -> each.findings().stream())
                .anyMatch(each -> looked.mustBeAnswered(each)
                        && basket.answers().getOrDefault(looked.key(each), "").isBlank());
    }

    private Answer refused(Visit visit, String patient, int revision, Basket basket, String faults) {
        return basketPage.page(visit, patient, 422, new BasketPage.Shown(basket, revision, "", faults, true));
    }

    /** Answers a danger in what is taken already. */
    private Answer answer(Visit visit, String patient) {
        requireSigner(visit);
        desk.dangers()
                .answer(
                        EntryDesk.chart(visit, patient),
                        visit.form().value("danger"),
                        visit.form().value("reason"));
        return Answer.redirect(BasketPage.address(patient) + "?answered=1");
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
        return Answer.redirect(BasketPage.address(patient) + "?acted=" + form.value("act"));
    }

    private Answer undo(Visit visit, String patient) {
        requireSigner(visit);
        List<String> orders =
                List.of(visit.request().parameter("orders").orElse("").split(",", -1));
        desk.orders().cancel(EntryDesk.chart(visit, patient), orders, "Taken back by whoever signed");
        return Answer.redirect(BasketPage.address(patient) + "?cancelled=" + orders.size());
    }

    private static void requireSigner(Visit visit) {
        if (!BasketPage.signs(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include signing orders."));
        }
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
