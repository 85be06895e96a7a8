package org.throughline.clinic;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.protection.Emergencies;
import org.throughline.record.protection.Emergency;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Visit;

/**
 * The page in place of a chart that is closed to a person: it says so, and asks those whose role allows it for the reason
 * with which they open it for some hours.
 */
final class ClosedChart {
    /** What is nearly always the reason; the last asks for words. */
    private static final List<String> REASONS =
            List.of("Emergency care", "Covering for a colleague", "Consulted by a colleague", "The patient asks me to");

    private final Emergencies emergencies;
    private final BooleanSupplier joined;
    private final Pages pages;

    /** @param joined whether there are others who can be asked in an emergency */
    ClosedChart(Emergencies emergencies, BooleanSupplier joined, Pages pages) {
        this.emergencies = emergencies;
        this.joined = joined;
        this.pages = pages;
    }

    Answer page(Visit visit, PatientList.Row patient) {
        return page(visit, patient, 403, "");
    }

    private Answer page(Visit visit, PatientList.Row patient, int status, String failure) {
        boolean mayOpen = visit.caller().may(Duty.BREAK_GLASS);
        ClosedView view = new ClosedView(
                patient.id(),
                patient.name(),
                patient.born(),
                mayOpen,
                mayOpen && joined.getAsBoolean(),
                REASONS,
                failure);
        return pages.page(
                status,
                "clinic/closed.jte",
                Map.of("frame", visit.frame(patient.name(), Place.PATIENTS), "view", view));
    }

    /** Opens the chart with the reason that was given, or asks again. */
    Answer open(Visit visit, PatientList.Row patient) {
        String picked = visit.form().value("reason");
        String words = visit.form().value("words");
        String reason = words.isBlank() ? picked : picked.isBlank() ? words : picked + ": " + words;
        try {
            emergencies.open(visit.caller(), patient.id(), reason);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Malformed malformed) {
                return page(visit, patient, 400, malformed.message());
            }
            throw e;
        }
        return Answer.redirect("/patients/" + patient.id());
    }

    /** Closes it again. */
    Answer close(Visit visit, String id) {
        emergencies.end(visit.caller(), id);
        return Answer.redirect("/patients");
    }

    /** Until when the chart is open with a reason, and which; null when it is open by itself. */
    @Nullable
    Emergency opened(Visit visit, String id) {
        return visit.caller().rights().emergencies().isEmpty()
                ? null
                : emergencies.current(visit.caller(), id).orElse(null);
    }
}
