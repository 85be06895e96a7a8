package org.throughline.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.Ban;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.SeriesStatus;
import org.throughline.immunization.answer.Standing;
import org.throughline.immunization.patient.History;
import org.throughline.immunization.patient.Shot;
import org.throughline.immunization.schedule.NoSchedule;
import org.throughline.immunization.schedule.Schedule;
import org.throughline.immunization.schedule.Series;
import org.throughline.immunization.schedule.SupportingData;
import org.throughline.immunization.schedule.VaccineGroup;

/**
 * Evaluates immunizations and forecasts the next ones by the CDC's CDSi logic specification (processing model: chapter
 * 4). The same history, schedule and day always give the same answer.
 *
 * @see <a href="https://www.cdc.gov/iis/cdsi/index.html">CDSi resources</a>
 */
public final class Forecaster {

    private final SupportingData data;

    /** A forecaster over what is loaded. */
    public Forecaster(SupportingData data) {
        this.data = data;
    }

    /** Where the patient stands on that day; {@link Assessment.NoForecast} when no schedule is loaded. */
    public Assessment assess(History history, LocalDate on) {
        return switch (data) {
            case NoSchedule none -> new Assessment.NoForecast(none.why());
            case Schedule schedule -> forecast(new Case(history, schedule, on));
        };
    }

    /**
     * What speaks against giving a vaccine on that day, whether it is due or not.
     *
     * @param cvx its CVX code
     */
    public Ban ban(History history, LocalDate on, String cvx) {
        if (!(data instanceof Schedule schedule)) {
            return Ban.NONE;
        }
        Forbidden forbidden = Forbidden.of(new Case(history, schedule, on));
        return new Ban(forbidden.against(cvx, ""), forbidden.withholds(cvx, ""));
    }

    private static Assessment forecast(Case patient) {
        Schedule schedule = patient.schedule();
        Forbidden forbidden = Forbidden.of(patient);
        return new Assessment.Forecast(
                patient.on(),
                schedule.digest(),
                schedule.groups().stream()
                        .flatMap(group -> answers(group, patient, forbidden).stream())
                        .toList(),
                patient.history().shots().stream()
                        .filter(shot -> !schedule.contents().containsKey(shot.cvx()))
                        .toList());
    }

    private static List<GroupAnswer> answers(VaccineGroup group, Case patient, Forbidden forbidden) {
        List<AntigenForecast> antigens = group.antigens().stream()
                .map(name -> AntigenForecast.of(patient.schedule().antigen(name).orElseThrow(), patient, forbidden))
                .toList();
        Set<String> toCheck = new LinkedHashSet<>();
        antigens.forEach(antigen -> toCheck.addAll(antigen.toCheck()));
        List<GroupBlend> blends = blends(group, antigens, patient);
        List<GroupAnswer> answers = blends.stream()
                .map(blend -> blend.answer(number(blend, blends, antigens), List.copyOf(toCheck)))
                .toList();
        return answers.isEmpty() ? List.of(none(group, List.copyOf(toCheck))) : answers;
    }

    /**
     * The number of the next dose when the group has several answers: the patient counts all doses. Those of a round that
     * began anew, with the same vaccines and no dose of the round that was completed, are counted alone.
     */
    private static Optional<Integer> number(GroupBlend blend, List<GroupBlend> blends, List<AntigenForecast> antigens) {
        if (blends.size() < 2) {
            return Optional.empty();
        }
        Set<Shot> own = blend.counted();
        boolean anew = blends.stream()
                .filter(GroupBlend::isComplete)
                .map(GroupBlend::counted)
                .anyMatch(done -> Collections.disjoint(done, own) && !Collections.disjoint(cvx(done), cvx(own)));
        return Optional.of(1 + (anew ? own.size() : counted(antigens)));
    }

    private static Set<String> cvx(Set<Shot> shots) {
        return shots.stream().map(Shot::cvx).collect(Collectors.toSet());
    }

    /** How many shots count in at least one best series of the antigen of which most count. */
    private static int counted(List<AntigenForecast> antigens) {
        return antigens.stream()
                .mapToInt(antigen -> (int) antigen.best().stream()
                        .flatMap(SeriesForecast::counted)
                        .distinct()
                        .count())
                .max()
                .orElse(0);
    }

    /**
     * One answer per series group (rule FORECASTVG-1). When each antigen has one best series they are blended, whatever
     * their group is.
     */
    private static List<GroupBlend> blends(VaccineGroup group, List<AntigenForecast> antigens, Case patient) {
        List<SeriesForecast> all =
                antigens.stream().flatMap(antigen -> antigen.best().stream()).toList();
        if (antigens.stream().allMatch(antigen -> antigen.best().size() == 1)) {
            return List.of(new GroupBlend(patient, group, all));
        }
        Map<String, List<SeriesForecast>> groups = new LinkedHashMap<>();
        all.forEach(best -> groups.computeIfAbsent(best.series().seriesGroup(), name -> new ArrayList<>())
                .add(best));
        return groups.values().stream()
                .map(best -> new GroupBlend(patient, group, best))
                .toList();
    }

    private static GroupAnswer none(VaccineGroup group, List<String> toCheck) {
        return new GroupAnswer(
                group.name(),
                Series.Type.RISK,
                SeriesStatus.NOT_RECOMMENDED,
                new Standing.NotRecommended(List.of("Nothing known asks for it.")),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                toCheck);
    }
}
