package org.throughline.clinic.immunization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.immunization.Lot;
import org.throughline.care.immunization.Stock;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.vaccine.Vaccine;
import org.throughline.terminology.vaccine.Vaccines;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/** {@code /stock}: the practice's lots of vaccines; {@code /stock/LOT}: one of them, and to whom it was given. */
public final class StockScreen implements Screen {
    private static final int LONGEST = 40;

    private final Stock stock;
    private final Vaccines vaccines;
    private final ChartReader charts;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone days begin */
    public StockScreen(Stock stock, Vaccines vaccines, ChartReader charts, AuditTrail audit, Pages pages, Clock clock) {
        this.stock = stock;
        this.vaccines = vaccines;
        this.charts = charts;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    /** A lot in the list. */
    public record Row(
            String id,
            int version,
            String vaccine,
            String number,
            String expiry,
            String funding,
            int count,
            String state,
            String style) {}

    /** Somebody to whom a lot was given. */
    public record Given(String patient, String name, String date) {}

    /** Whether somebody may keep the stock. */
    static boolean mayKeep(Caller caller) {
        return caller.may(Interaction.CREATE, "Substance");
    }

    @Override
    public String what() {
        return "vaccine lots";
    }

    @Override
    public Answer answer(Visit visit) {
        if (!visit.caller().may(Duty.CHART)) {
            visit.require(Duty.PRACTICE);
        }
        if (!mayKeep(visit.caller())) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        List<String> path = visit.path();
        if (path.size() > 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        if (path.size() == 2) {
            return visit.posts() ? change(visit, path.get(1)) : lot(visit, path.get(1), 200, "");
        }
        return visit.posts() ? add(visit) : page(visit, 200, Form.EMPTY, Map.of());
    }

    private Answer page(Visit visit, int status, Form form, Map<String, String> faults) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Vaccine lots", Place.PATIENTS));
        parameters.put(
                "lots", stock.lots(visit.caller()).stream().map(this::row).toList());
        parameters.put("form", form);
        parameters.put("faults", faults);
        return pages.page(status, "clinic/immunization/stock.jte", parameters);
    }

    private Row row(Lot lot) {
        LocalDate today = LocalDate.now(clock);
        LocalDate expiry = lot.expiry();
        String state = switch (lot.state()) {
            case RECALLED -> "Recalled";
            case PUT_AWAY -> "Put away";
            case IN_ERROR -> "Entered in error";
            case USED -> lot.expired(today) ? "Expired" : "In use";
        };
        return new Row(
                lot.id(),
                lot.version(),
                lot.vaccine().name(),
                lot.number(),
                expiry == null ? "" : new Dates(clock.getZone()).date(expiry.toString()),
                lot.funding().words(),
                lot.count(),
                state,
                state.equals("Expired") || state.equals("Recalled") ? "danger" : state.equals("In use") ? "done" : "");
    }

    private Answer add(Visit visit) {
        Form form = visit.form();
        Map<String, String> faults = new LinkedHashMap<>();
        Optional<Vaccine> vaccine =
                vaccines.named(form.value("vaccine").strip()).filter(Vaccine::given);
        if (vaccine.isEmpty()) {
            faults.put("vaccine", "Choose a vaccine from the list.");
        }
        String number = form.value("number").strip().toUpperCase(java.util.Locale.ROOT);
        if (number.isEmpty() || number.length() > LONGEST) {
            faults.put("number", "Write the number of the lot.");
        }
        LocalDate today = LocalDate.now(clock);
        Optional<LocalDate> expiry = TypedDate.read(form.value("expiry"), today).flatMap(GiveReader::lastDay);
        if (expiry.isEmpty()) {
            faults.put("expiry", "Write a day or a month, as 30/6/2027 or jun 2027.");
        } else if (expiry.get().isBefore(today)) {
            faults.put("expiry", "It has expired already.");
        }
        if (!form.value("count").matches("[0-9]{1,5}")) {
            faults.put("count", "Write how many doses there are.");
        }
        if (faults.isEmpty()) {
            try {
                stock.add(
                        visit.caller(),
                        new Lot(
                                "",
                                0,
                                vaccine.orElseThrow(),
                                number,
                                expiry.orElseThrow(),
                                form.value("funding").equals("PUBLIC") ? Lot.Funding.PUBLIC : Lot.Funding.PRIVATE,
                                Integer.parseInt(form.value("count")),
                                Lot.State.USED));
                return Answer.redirect("/stock");
            } catch (Failed e) {
                if (!(e.failure() instanceof Failure.Conflict)) {
                    throw e;
                }
                faults.put("number", e.failure().message());
            }
        }
        return page(visit, 422, form, faults);
    }

    private Answer lot(Visit visit, String id, int status, String failure) {
        Lot lot = stock.lot(visit.caller(), id);
        List<Given> given = List.of();
        boolean sees = visit.caller().may(Duty.CHART) && visit.caller().may(Interaction.SEARCH, "Immunization");
        if (sees) {
            Dates dates = new Dates(clock.getZone());
            given = stock.givenTo(visit.caller(), lot).stream()
                    .map(each -> new Given(
                            each.patient(),
                            charts.person(visit.caller(), each.patient()).listed(),
                            dates.date(each.dose().date())))
                    .toList();
            audit.record(Access.of(
                    clock.instant(),
                    visit.caller(),
                    Action.VIEW,
                    0,
                    "stock/" + id,
                    200,
                    new java.util.HashSet<>(given.stream()
                            .map(each -> Address.of("Patient", each.patient()))
                            .toList())));
        }
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Lot " + lot.number(), Place.PATIENTS));
        parameters.put("lot", row(lot));
        parameters.put("given", given);
        parameters.put("sees", sees);
        parameters.put("failure", failure);
        return pages.page(status, "clinic/immunization/lot.jte", parameters);
    }

    private Answer change(Visit visit, String id) {
        Form form = visit.form();
        if (!form.value("count").matches("[0-9]{1,5}") || !form.value("version").matches("[0-9]{1,9}")) {
            return lot(visit, id, 422, "Write how many doses there are.");
        }
        Lot.State state = switch (form.value("act")) {
            case "recall" -> Lot.State.RECALLED;
            case "away" -> Lot.State.PUT_AWAY;
            case "use" -> Lot.State.USED;
            default -> stock.lot(visit.caller(), id).state();
        };
        try {
            stock.change(
                    visit.caller(),
                    id,
                    Integer.parseInt(form.value("version")),
                    Integer.parseInt(form.value("count")),
                    state);
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.PreconditionFailed)) {
                throw e;
            }
            return lot(visit, id, 409, "The lot was changed meanwhile, perhaps because a dose was given. Look again.");
        }
        return Answer.redirect("/stock/" + id);
    }
}
