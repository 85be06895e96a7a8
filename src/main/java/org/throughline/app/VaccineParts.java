package org.throughline.app;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.throughline.care.immunization.AfterDoses;
import org.throughline.care.immunization.ForecastAnswers;
import org.throughline.care.immunization.Forecasts;
import org.throughline.care.immunization.Immunizations;
import org.throughline.care.immunization.Knowing;
import org.throughline.care.immunization.Schedules;
import org.throughline.care.immunization.ShotGate;
import org.throughline.care.immunization.Stock;
import org.throughline.database.Database;
import org.throughline.immunization.schedule.Schedule;
import org.throughline.immunization.schedule.VaccineGroup;
import org.throughline.record.Bodies;
import org.throughline.search.Search;
import org.throughline.terminology.vaccine.Vaccines;

/** What immunizations are made of, put together once: the catalogue and the schedule are read once. */
record VaccineParts(Vaccines vaccines, Schedules schedules, Knowing knowing) {

    /** Reads and records immunizations. */
    Immunizations immunizations(CareParts care) {
        return new Immunizations(
                care.records(), care.searches(), knowing, schedules, care.visits(), care.types(), care.clock());
    }

    /** What happens after doses. */
    AfterDoses after(CareParts care) {
        return new AfterDoses(immunizations(care), knowing, care.records(), care.entries(), care.clock());
    }

    /** Forecasts that are kept. */
    Forecasts forecasts(CareParts care) {
        return new Forecasts(knowing, schedules, care.records(), care.types(), care.clock());
    }

    /** The groups of vaccines of the schedule; none when there is none. */
    List<String> groups() {
        return schedules.current().data() instanceof Schedule schedule
                ? schedule.groups().stream().map(VaccineGroup::name).sorted().toList()
                : List.of();
    }

    /** What the API says is next. */
    ForecastAnswers answers(Clock clock) {
        return new ForecastAnswers(knowing, schedules, clock);
    }

    /** What is done behind: the list of who is due. */
    List<Chore> chores(CareParts care, Database database) {
        return List.of(new Chore("forecasting vaccines", Duration.ofSeconds(10), forecasting(care, database)::step));
    }

    /** What keeps the list of who is due. */
    Forecasting forecasting(CareParts care, Database database) {
        return new Forecasting(forecasts(care), database, care.records(), care.searches(), care.clock());
    }

    /** The practice's lots. */
    Stock stock(CareParts care) {
        return new Stock(care.records(), care.searches(), vaccines, care.types());
    }

    /** What a vaccine passes when it is recorded as given. */
    ShotGate gate(Search search, Bodies bodies, Clock clock) {
        return new ShotGate(knowing, schedules, vaccines, search, bodies, clock);
    }
}
