package org.throughline.clinic.result;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.throughline.care.entry.Entries;
import org.throughline.care.hold.Hold;
import org.throughline.care.hold.Holding;
import org.throughline.care.hold.Reason;
import org.throughline.care.result.Results;
import org.throughline.care.task.Recipient;
import org.throughline.clinic.inbox.Team;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.TypedDate;

/**
 * What is done to a report from its page.
 *
 * @param clock of the practice, in whose time zone days begin
 */
record ReportActs(Results results, Holding holding, Team team, Clock clock) {

    /** Does what a form asks for, and says what was done. */
    String act(Entries.Chart chart, String id, int version, Form form) {
        return switch (form.value("act")) {
            case "acknowledge", "letter" -> {
                results.acknowledge(chart, id, version, form.value("comment"));
                yield "acknowledged";
            }
            case "forward" -> {
                Recipient to = team.present()
                        .chosen(form.value("to"))
                        .orElseThrow(
                                () -> new Failed(new Failure.Invalid("required", "to", "Say who is to look at it.")));
                results.forward(chart, id, version, to);
                yield "forwarded";
            }
            case "hold" -> {
                hold(chart, id, form);
                yield "held";
            }
            case "release" -> {
                holding.release(chart.caller(), chart.patient(), form.value("what"));
                yield "released";
            }
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    private void hold(Entries.Chart chart, String id, Form form) {
        Reason reason = Reason.of(form.value("reason"))
                .orElseThrow(() ->
                        new Failed(new Failure.Invalid("required", "reason", "Say why it is held from the patient.")));
        String what = form.value("what").isEmpty() ? "DiagnosticReport/" + id : form.value("what");
        holding.hold(chart.caller(), chart.patient(), what, until(form.value("day")), reason, form.value("words"));
    }

    private Instant until(String typed) {
        LocalDate today = LocalDate.now(clock);
        LocalDate day = TypedDate.read(typed, today)
                .filter(each -> each.length() == 10)
                .map(LocalDate::parse)
                .filter(each -> each.isAfter(today) && !each.isAfter(today.plusDays(Hold.LONGEST.toDays())))
                .orElseThrow(() -> new Failed(new Failure.Invalid(
                        "value",
                        "day",
                        "Write the day on which the patient sees it, within " + Hold.LONGEST.toDays()
                                + " days, as t+3d or 30/11/26.")));
        return day.atStartOfDay(clock.getZone()).toInstant();
    }
}
