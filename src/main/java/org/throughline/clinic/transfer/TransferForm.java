package org.throughline.clinic.transfer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.clinic.ChartPages;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;
import org.throughline.network.peer.Peer;
import org.throughline.network.transfer.Wish;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/** {@code /transfers/new/PATIENT}: what the patient asked for in writing. */
final class TransferForm {
    private static final int DAY = 10;

    private final TransferDesk desk;

    TransferForm(TransferDesk desk) {
        this.desk = desk;
    }

    Answer answer(Visit visit, String patient) {
        if (!visit.posts()) {
            return page(visit, patient, 200, Map.of());
        }
        visit.requireSame(patient);
        return desk.chartPages().open(visit, wanted(patient), view -> prepare(visit, patient));
    }

    private static ChartPages.Wanted wanted(String patient) {
        return new ChartPages.Wanted(patient, "sharing", Set.of(), false);
    }

    private Answer prepare(Visit visit, String patient) {
        Map<String, String> faults = new LinkedHashMap<>();
        String member = visit.form().value("member");
        LocalDate on = on(visit.form().value("on"), faults);
        boolean other = visit.form().value("by").equals("other");
        String representative = other ? visit.form().value("representative").strip() : "";
        if (other && representative.isEmpty()) {
            faults.put("representative", "Say who asked for the patient, and as what.");
        }
        if (!faults.isEmpty()) {
            return page(visit, patient, 422, faults);
        }
        try {
            String id = desk.transfers()
                    .decisions()
                    .prepare(
                            visit.caller(),
                            patient,
                            member.matches("[0-9]{1,5}") ? Integer.parseInt(member) : 0,
                            member.equals("0") ? visit.form().value("name") : "",
                            new Wish(
                                    representative,
                                    on,
                                    visit.form().value("form"),
                                    visit.form().value("place"),
                                    named(visit),
                                    !visit.form().value("orders").equals("end")));
            return Answer.redirect("/transfers/" + id);
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Invalid invalid -> {
                    for (Issue issue : invalid.issues()) {
                        faults.put(issue.element(), issue.message());
                    }
                    yield page(visit, patient, 422, faults);
                }
                case Failure.Conflict conflict -> {
                    faults.put("", conflict.message());
                    yield page(visit, patient, 409, faults);
                }
                default -> throw e;
            };
        }
    }

    private LocalDate on(String typed, Map<String, String> faults) {
        LocalDate today = LocalDate.now(desk.clock());
        return TypedDate.read(typed.strip(), today)
                .filter(date -> date.length() == DAY)
                .map(LocalDate::parse)
                .orElseGet(() -> {
                    faults.put("on", "Give the day of the request, as 27-Nov-2026.");
                    return today;
                });
    }

    private static Set<String> named(Visit visit) {
        Set<String> named = new HashSet<>(visit.form().values("named"));
        named.retainAll(Kinds.NAMES.keySet());
        return named;
    }

    private Answer page(Visit visit, String patient, int status, Map<String, String> faults) {
        return desk.chartPages().page(visit, wanted(patient), status, "clinic/transfer/new.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            List<Peer> members = desk.transfers().decisions().destinations();
            Set<String> named = visit.posts() ? named(visit) : Set.of();
            List<TransferView.Kind> kinds = new ArrayList<>();
            Kinds.NAMES.forEach((code, words) -> kinds.add(new TransferView.Kind(code, words, named.contains(code))));
            Map<String, String> typed = new HashMap<>();
            for (String field : List.of("member", "name", "place", "on", "by", "representative", "form", "orders")) {
                typed.put(field, visit.posts() ? visit.form().value(field) : "");
            }
            parameters.put("members", members);
            parameters.put("kinds", kinds);
            parameters.put("states", List.copyOf(desk.law().rules().states()));
            parameters.put("typed", typed);
            parameters.put("faults", faults);
            return parameters;
        });
    }
}
