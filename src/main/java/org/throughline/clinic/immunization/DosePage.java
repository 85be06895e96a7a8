package org.throughline.clinic.immunization;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.care.immunization.Immunizations;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/** A dose, what happened after it, and taking it back: {@code /immunizations/PATIENT/DOSE}. */
final class DosePage {
    private final ShotDesk desk;

    DosePage(ShotDesk desk) {
        this.desk = desk;
    }

    Answer page(Visit visit, String patient, String id, int status, String failure) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "immunizations", Set.of(), false);
        return desk.pages().page(visit, wanted, status, "clinic/immunization/dose.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("dose", desk.immunizations().dose(EntryDesk.chart(visit, patient), id));
            parameters.put("dates", new Dates(desk.clock().getZone()));
            parameters.put("gives", Immunizations.mayGive(visit.caller()));
            parameters.put("failure", failure);
            parameters.put("form", visit.form());
            return parameters;
        });
    }

    Answer act(Visit visit, String patient, String id) {
        String version = visit.form().value("version");
        if (!version.matches("[0-9]{1,9}")) {
            throw new Failed(new Failure.Malformed("value", "version", "This is not a number."));
        }
        try {
            if (visit.form().value("act").equals("reaction")) {
                return react(visit, patient, id, Integer.parseInt(version));
            }
            desk.immunizations()
                    .retract(
                            EntryDesk.chart(visit, patient),
                            id,
                            Integer.parseInt(version),
                            visit.form().value("reason"));
            return Answer.redirect("/immunizations/" + patient + "?done=retracted");
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Invalid invalid -> page(visit, patient, id, 422, invalid.message());
                case Failure.PreconditionFailed changed ->
                    page(visit, patient, id, 409, "Somebody else has changed this meanwhile. Nothing was written.");
                default -> throw e;
            };
        }
    }

    private Answer react(Visit visit, String patient, String id, int version) {
        LocalDate today = LocalDate.now(desk.clock());
        Optional<LocalDate> day = TypedDate.read(visit.form().value("day"), today)
                .filter(each -> each.length() == 10)
                .map(LocalDate::parse)
                .filter(each -> !each.isAfter(today));
        if (day.isEmpty()) {
            return page(visit, patient, id, 422, "Write the day on which it began, as 14/7/2025 or t-1d.");
        }
        desk.immunizations()
                .react(
                        EntryDesk.chart(visit, patient),
                        id,
                        version,
                        day.get(),
                        visit.form().value("what"));
        return Answer.redirect("/immunizations/" + patient + "/" + id);
    }
}
