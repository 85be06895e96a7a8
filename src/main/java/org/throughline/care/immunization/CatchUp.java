package org.throughline.care.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.throughline.immunization.Forecaster;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.NextDose;
import org.throughline.immunization.patient.History;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.SupportingData;

/**
 * Every dose that is still to come, with the first day on which it counts when each is given on its first day: the schedule
 * is asked again after each. Pure.
 */
final class CatchUp {
    private static final int MOST_DOSES = 6;
    private static final int YEARS = 6;

    private final Forecaster forecaster;
    private final LocalDate today;

    private CatchUp(SupportingData data, LocalDate today) {
        this.forecaster = new Forecaster(data);
        this.today = today;
    }

    /** The doses of the next years, of each group of vaccines for itself; what comes again and again once only. */
    static List<Planned> of(SupportingData data, History history, LocalDate today) {
        CatchUp plan = new CatchUp(data, today);
        List<Planned> planned = new ArrayList<>();
        plan.answers(history, today).forEach(answer -> plan.add(answer, history, planned));
        planned.sort(Comparator.comparing(Planned::earliest).thenComparing(Planned::vaccine));
        return List.copyOf(planned);
    }

    private void add(GroupAnswer first, History history, List<Planned> planned) {
        History then = history;
        GroupAnswer answer = first;
        int last = 0;
        for (int i = 0; i < MOST_DOSES; i++) {
            NextDose next = answer.next().orElse(null);
            if (next == null || next.vaccines().isEmpty() || next.number() <= last) {
                return;
            }
            LocalDate day = next.earliest().isBefore(today) ? today : next.earliest();
            if (day.isAfter(today.plusYears(YEARS))) {
                return;
            }
            planned.add(new Planned(
                    answer.group(),
                    next.number(),
                    day,
                    next.recommended().isBefore(day) ? day : next.recommended(),
                    List.copyOf(next.vaccines().values())));
            last = next.number();
            then = with(
                    then,
                    new Shot(
                            "planned/" + i,
                            day,
                            next.vaccines().keySet().iterator().next(),
                            null,
                            null,
                            null));
            Optional<GroupAnswer> after = answers(then, day).stream()
                    .filter(each -> each.group().equals(first.group()) && each.type() == first.type())
                    .findFirst();
            if (after.isEmpty()) {
                return;
            }
            answer = after.get();
        }
    }

    private List<GroupAnswer> answers(History history, LocalDate on) {
        return forecaster.assess(history, on) instanceof Assessment.Forecast forecast ? forecast.groups() : List.of();
    }

    private static History with(History history, Shot shot) {
        List<Shot> shots = new ArrayList<>(history.shots());
        shots.add(shot);
        return new History(
                history.birth(),
                history.sex(),
                history.birthCountry(),
                shots,
                history.observations(),
                history.notEvaluated());
    }
}
