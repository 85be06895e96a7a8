package org.throughline.clinic.immunization;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Interaction;
import org.throughline.care.Parts;
import org.throughline.care.entry.Choice;
import org.throughline.care.immunization.AfterDoses;
import org.throughline.care.immunization.Happened;
import org.throughline.care.immunization.Immunizations;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/** A dose, what happened after it, and taking it back: {@code /immunizations/PATIENT/DOSE}. */
public final class DosePage {
    private static final Pattern TIME = Pattern.compile("([01]?\\d|2[0-3]):[0-5]\\d");

    private final ShotDesk desk;

    DosePage(ShotDesk desk) {
        this.desk = desk;
    }

    Answer page(Visit visit, String patient, String id, int status, String failure) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "immunizations", Set.of(), false);
        return desk.pages().page(visit, wanted, status, "clinic/immunization/dose.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            Dates dates = new Dates(desk.clock().getZone());
            parameters.put("dose", desk.immunizations().dose(EntryDesk.chart(visit, patient), id));
            parameters.put("events", events(visit, patient, id, dates));
            parameters.put("kinds", desk.after().kinds());
            parameters.put("outcomes", List.of(Happened.Outcome.values()));
            parameters.put("dates", dates);
            parameters.put("gives", Immunizations.mayGive(visit.caller()));
            parameters.put("failure", failure);
            parameters.put("form", visit.form());
            return parameters;
        });
    }

    /**
     * What happened after the dose.
     *
     * @param led what it led to, in words
     * @param allergy whether it is an allergy that is not listed yet
     */
    public record Event(
            String id, String when, String kind, String words, boolean serious, String led, boolean allergy) {}

    private List<Event> events(Visit visit, String patient, String dose, Dates dates) {
        if (!visit.caller().may(Interaction.SEARCH, "AdverseEvent")) {
            return List.of();
        }
        return desk.after().of(visit.caller(), patient).stream()
                .filter(each -> each.dose().equals(dose))
                .map(each -> new Event(
                        each.id(),
                        dates.time(each.began()),
                        desk.after().kinds().stream()
                                .filter(kind -> kind.code().equals(each.kind()))
                                .map(Choice::words)
                                .findFirst()
                                .orElse(""),
                        each.words(),
                        each.serious(),
                        each.outcomes().stream().map(Happened.Outcome::words).collect(Collectors.joining(", ")),
                        AfterDoses.isAllergy(each) && !desk.after().isListed(visit.caller(), patient, each)))
                .toList();
    }

    Answer act(Visit visit, String patient, String id) {
        String version = visit.form().value("version");
        if (!version.matches("[0-9]{1,9}")) {
            throw new Failed(new Failure.Malformed("value", "version", "This is not a number."));
        }
        try {
            String event = visit.form().value("event");
            switch (visit.form().value("act")) {
                case "reaction" -> {
                    return react(visit, patient, id, Integer.parseInt(version));
                }
                case "allergy" -> {
                    desk.after().allergy(EntryDesk.chart(visit, patient), event);
                    return Answer.redirect("/immunizations/" + patient + "/" + id);
                }
                case "withdraw" -> {
                    desk.after().withdraw(EntryDesk.chart(visit, patient), event);
                    return Answer.redirect("/immunizations/" + patient + "/" + id);
                }
                default -> {}
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
        Form form = visit.form();
        Optional<String> began = began(form);
        if (began.isEmpty()) {
            return page(
                    visit,
                    patient,
                    id,
                    422,
                    "Write the day on which it began, as 14/7/2025 or t-1d, and the time as 15:30 or not at all.");
        }
        desk.after()
                .record(
                        EntryDesk.chart(visit, patient),
                        id,
                        version,
                        new Happened.New(
                                form.value("kind"),
                                form.value("what"),
                                began.get(),
                                Stream.of(Happened.Outcome.values())
                                        .filter(each -> form.has("o-" + each.name()))
                                        .toList(),
                                form.value("recovered").matches("resolved|ongoing|unknown|fatal")
                                        ? form.value("recovered")
                                        : ""));
        return Answer.redirect("/immunizations/" + patient + "/" + id);
    }

    /** The day, with the time when one was written. */
    private Optional<String> began(Form form) {
        LocalDate today = LocalDate.now(desk.clock());
        Optional<LocalDate> day = TypedDate.read(form.value("day"), today)
                .filter(each -> each.length() == 10)
                .map(LocalDate::parse)
                .filter(each -> !each.isAfter(today));
        String time = form.value("time").strip();
        if (time.isEmpty()) {
            return day.map(LocalDate::toString);
        }
        return TIME.matcher(time).matches()
                ? day.map(each -> Parts.moment(
                        each.atTime(LocalTime.parse(time.length() == 4 ? "0" + time : time))
                                .atZone(desk.clock().getZone())
                                .toInstant(),
                        desk.clock().getZone()))
                : Optional.empty();
    }
}
