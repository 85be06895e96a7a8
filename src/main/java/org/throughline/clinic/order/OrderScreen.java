package org.throughline.clinic.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.order.Ending;
import org.throughline.care.order.OpenOrder;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.fhir.json.JsonObject;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
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
    private final BasketSigning signing;
    private final BasketFilling filling;

    public OrderScreen(OrderDesk desk, OrderFinder finder) {
        this.desk = desk;
        this.finder = finder;
        this.basketPage = new BasketPage(desk, finder);
        this.signing = new BasketSigning(desk, basketPage);
        this.filling = new BasketFilling(desk);
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
                case "countersign" -> signing.countersign(visit, patient);
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
                    .find(BasketPage.author(visit), BasketPage.address(patient))
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
        int revision = Basket.number(form.value("draft-revision"));
        String act = form.value("act");
        if (!form.value("remove").isEmpty()) {
            Basket rest = basket.without(Basket.number(form.value("remove")));
            desk.repeats().dropped(visit.caller(), patient, basket, rest);
            return kept(visit, patient, basket, rest);
        }
        if (!form.value("pick").isEmpty()) {
            return add(visit, patient, revision, basket, form.value("pick"));
        }
        if (!form.value("again").isEmpty()) {
            return kept(visit, patient, basket, filling.again(visit, patient, basket, form.value("again")));
        }
        if (!form.value("grant").isEmpty()) {
            return kept(visit, patient, basket, filling.grant(visit, patient, basket, form.value("grant")));
        }
        if (!form.value("usual").isEmpty()) {
            int space = form.value("usual").indexOf(' ');
            String typed = form.value("usual").substring(space + 1);
            return kept(
                    visit,
                    patient,
                    basket,
                    basket.saying(Basket.number(form.value("usual").substring(0, Math.max(0, space))), typed));
        }
        if (!form.value("set").isEmpty()) {
            return kept(visit, patient, basket, filling.set(basket, form.value("set")));
        }
        return switch (act) {
            case "sign" -> signing.sign(visit, patient, revision, basket);
            case "enter" -> signing.enter(visit, patient, revision, basket);
            case "discard" -> {
                desk.repeats().dropped(visit.caller(), patient, basket, Basket.EMPTY);
                desk.drafts().drop(BasketPage.author(visit), BasketPage.address(patient));
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

    private Answer deny(Visit visit, String patient) {
        BasketPage.requireSigner(visit);
        desk.dispatch()
                .deny(
                        visit.caller(),
                        patient,
                        visit.form().value("request"),
                        visit.form().value("reason"));
        return Answer.redirect(BasketPage.address(patient) + "?denied=1");
    }

    /** What is in somebody's basket for a patient, as it would be stored. */
    public List<JsonObject> drafted(Visit visit, String patient) {
        return basketPage.drafted(visit, patient);
    }

    /**
     * Puts prescriptions into the basket to be changed and shows it; those that are there already or are over are left.
     *
     * @param taken how they are taken, as typed, by their references
     */
    public Answer change(Visit visit, String patient, Map<String, String> taken) {
        Draft present = desk.drafts()
                .find(BasketPage.author(visit), BasketPage.address(patient))
                .orElse(null);
        Basket basket = present == null ? Basket.EMPTY : Basket.of(present.form());
        Basket filled = filling.changed(visit, patient, basket, taken);
        desk.drafts()
                .keep(
                        BasketPage.author(visit),
                        BasketPage.address(patient),
                        present == null ? 0 : present.revision(),
                        filled.form());
        return Answer.redirect(BasketPage.address(patient));
    }

    /**
     * Keeps the basket and shows it. What the same page has kept a moment ago while somebody typed is no other tab's.
     *
     * @param before what the page held that was sent
     */
    private Answer kept(Visit visit, String patient, Basket before, Basket basket) {
        Draft present = desk.drafts()
                .find(BasketPage.author(visit), BasketPage.address(patient))
                .orElse(null);
        int revision = present == null ? 0 : present.revision();
        boolean same = present == null || Basket.of(present.form()).hasSameItems(before);
        if (!same && Basket.number(visit.form().value("draft-revision")) != revision) {
            throw new Failed(new Failure.Conflict(
                    "The basket of this patient was changed in another tab. Open it again; nothing was signed."));
        }
        if (basket.isEmpty() && present != null) {
            desk.drafts().drop(BasketPage.author(visit), BasketPage.address(patient));
        } else if (!basket.isEmpty()) {
            desk.drafts().keep(BasketPage.author(visit), BasketPage.address(patient), revision, basket.form());
        }
        return Answer.redirect(BasketPage.address(patient));
    }

    /** Answers a danger in what is taken already. */
    private Answer answer(Visit visit, String patient) {
        BasketPage.requireSigner(visit);
        desk.dangers()
                .answer(
                        EntryDesk.chart(visit, patient),
                        visit.form().value("danger"),
                        visit.form().value("reason"));
        return Answer.redirect(BasketPage.address(patient) + "?answered=1");
    }

    /** Stops an order, lets it rest, has it go on, or says that it is done. */
    private Answer act(Visit visit, String patient) {
        BasketPage.requireSigner(visit);
        Form form = visit.form();
        if (form.value("act").equals("send")) {
            desk.dispatch().sendAgain(visit.caller(), patient, form.value("order"));
            return Answer.redirect(BasketPage.address(patient) + "?acted=send");
        }
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
                        Basket.number(form.value("version")),
                        act,
                        form.value("reason"));
        return Answer.redirect(BasketPage.address(patient) + "?acted=" + form.value("act"));
    }

    private Answer undo(Visit visit, String patient) {
        BasketPage.requireSigner(visit);
        List<String> orders =
                List.of(visit.request().parameter("orders").orElse("").split(",", -1));
        List<String> names = desk.open().of(visit.caller(), patient).stream()
                .filter(each -> orders.contains(each.order()))
                .map(OpenOrder::name)
                .toList();
        desk.orders().cancel(EntryDesk.chart(visit, patient), orders, "Taken back by whoever signed");
        desk.repeats().dropped(visit.caller(), patient, names);
        return Answer.redirect(BasketPage.address(patient) + "?cancelled=" + orders.size());
    }
}
