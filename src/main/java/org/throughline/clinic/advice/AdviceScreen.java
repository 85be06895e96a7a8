package org.throughline.clinic.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.throughline.access.Duty;
import org.throughline.care.entry.Author;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.events.advice.Advice;
import org.throughline.events.advice.Adviser;
import org.throughline.events.advice.Hook;
import org.throughline.fhir.json.JsonObject;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Pages;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /advice/PATIENT} and {@code /advice/PATIENT/orders}: what outside services advise about a chart that is open and about
 * the orders in its basket, as a part of the page.
 */
public final class AdviceScreen implements Screen {
    private final Adviser adviser;
    private final Basket basket;
    private final Pages pages;

    public AdviceScreen(Adviser adviser, Basket basket, Pages pages) {
        this.adviser = adviser;
        this.basket = basket;
        this.pages = pages;
    }

    /** Tells what is in somebody's basket for a patient, as it would be stored. */
    @FunctionalInterface
    public interface Basket {
        List<JsonObject> drafted(Visit visit, String patient);
    }

    @Override
    public String what() {
        return "advice";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        boolean orders = path.size() == 3 && path.get(2).equals("orders");
        if (visit.posts() || (path.size() != 2 && !orders)) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = path.get(1);
        Author user = EntryDesk.chart(visit, patient).author();
        List<Advice> advice = new ArrayList<>();
        if (user != null && orders) {
            List<JsonObject> drafted = basket.drafted(visit, patient);
            for (Hook hook : drafted.isEmpty() ? List.<Hook>of() : List.of(Hook.ORDER_SELECT, Hook.ORDER_SIGN)) {
                advice.addAll(adviser.ask(hook, visit.caller(), patient, user.reference(), drafted));
            }
        } else if (user != null) {
            advice.addAll(adviser.ask(Hook.PATIENT_VIEW, visit.caller(), patient, user.reference(), List.of()));
        }
        return pages.page(200, "clinic/advice/advice.jte", Map.of("all", advice));
    }
}
