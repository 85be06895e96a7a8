package org.throughline.clinic.stay;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.order.OpenOrder;
import org.throughline.care.order.OpenOrders;
import org.throughline.care.stay.Discharges;
import org.throughline.care.stay.OpenStay;
import org.throughline.care.stay.Stays;
import org.throughline.care.stay.Whereto;
import org.throughline.care.taking.Known;
import org.throughline.care.taking.TakingReader;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /discharge/PATIENT}: who stays here is discharged with a signed summary: what became of each medicine and why, which results
 * are pending, and what is to be done by whom and when.
 */
public final class DischargeScreen implements Screen {
    private final Stays stays;
    private final Discharges discharges;
    private final TakingReader taking;
    private final OpenOrders orders;
    private final ChartPages pages;
    private final Clock clock;

    /** @param clock of the practice, in whose days is typed */
    public DischargeScreen(
            Stays stays, Discharges discharges, TakingReader taking, OpenOrders orders, ChartPages pages, Clock clock) {
        this.stays = stays;
        this.discharges = discharges;
        this.taking = taking;
        this.orders = orders;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "discharge";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() != 2 || path.get(1).isEmpty()) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        if (!visit.caller().may(Interaction.CREATE, "DocumentReference")
                || !visit.caller().may(Duty.PRESCRIBE)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include signing discharges."));
        }
        String patient = path.get(1);
        OpenStay stay = stays.open(patient).orElse(null);
        if (stay == null) {
            return Answer.redirect("/stay/" + patient);
        }
        if (visit.posts()) {
            visit.requireSame(patient);
            return pages.open(visit, wanted(patient), chart -> sign(visit, patient, stay));
        }
        return page(
                visit,
                patient,
                stay,
                200,
                DischargeForm.begun(stay, taking.list(visit.caller(), patient).current(), orders(visit, patient)),
                Map.of());
    }

    private static ChartPages.Wanted wanted(String patient) {
        return new ChartPages.Wanted(patient, "stay", Set.of(), false);
    }

    private List<OpenOrder> orders(Visit visit, String patient) {
        return orders.of(visit.caller().withoutOutside(), patient);
    }

    private Answer sign(Visit visit, String patient, OpenStay stay) {
        DischargeForm form = DischargeForm.of(visit.form());
        LocalDate today = LocalDate.now(clock);
        List<OpenOrder> open = orders(visit, patient);
        Map<String, String> faults = new HashMap<>(form.faults(open, today));
        Whereto whereto = Arrays.stream(Whereto.values())
                .filter(each -> each.code().equals(form.whereto()))
                .findFirst()
                .orElse(null);
        if (whereto == null) {
            faults.put("whereto", "Say whereto.");
        }
        if (!Integer.toString(stay.version()).equals(visit.form().value("version"))) {
            faults.put("", "Somebody else has said something about this stay meanwhile. Look, and sign again.");
        }
        if (!faults.isEmpty() || whereto == null) {
            return page(visit, patient, stay, 422, form, faults);
        }
        try {
            discharges.sign(
                    EntryDesk.chart(visit, patient),
                    stay,
                    form.discharge(discharges.house(), open, today),
                    taking.list(visit.caller(), patient).current().stream()
                            .flatMap(row -> row.entries().stream())
                            .map(Known::resource)
                            .toList(),
                    whereto,
                    clock.instant());
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Conflict conflict) {
                return page(visit, patient, stay, 409, form, Map.of("", conflict.message()));
            }
            throw e;
        }
        return Answer.redirect("/stay/" + patient + "?done=discharge");
    }

    private Answer page(
            Visit visit, String patient, OpenStay stay, int status, DischargeForm form, Map<String, String> faults) {
        return pages.page(visit, wanted(patient), status, "clinic/stay/discharge.jte", chart -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("form", form);
            parameters.put("version", stay.version());
            parameters.put("faults", faults);
            return parameters;
        });
    }
}
