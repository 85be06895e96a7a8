package org.throughline.app;

import java.time.Clock;
import org.throughline.care.immunization.Immunizations;
import org.throughline.care.immunization.Knowing;
import org.throughline.care.immunization.Schedules;
import org.throughline.care.immunization.ShotGate;
import org.throughline.care.immunization.Stock;
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

    /** The practice's lots. */
    Stock stock(CareParts care) {
        return new Stock(care.records(), care.searches(), vaccines, care.types());
    }

    /** What a vaccine passes when it is recorded as given. */
    ShotGate gate(Search search, Bodies bodies, Clock clock) {
        return new ShotGate(knowing, schedules, vaccines, search, bodies, clock);
    }
}
