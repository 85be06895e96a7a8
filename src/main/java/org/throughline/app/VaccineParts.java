package org.throughline.app;

import org.throughline.care.immunization.Immunizations;
import org.throughline.care.immunization.Knowing;
import org.throughline.care.immunization.Schedules;
import org.throughline.care.immunization.Stock;
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
}
