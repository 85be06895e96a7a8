package org.throughline.care.chart;

import java.util.List;

/**
 * An entry of a chart as one line of a list.
 *
 * @param type the resource's type
 * @param id the resource's id
 * @param title what it is, in the words of the clinic; never empty
 * @param detail more about it; empty for nothing
 * @param date when it was or began, as FHIR has it; empty when that is not recorded
 * @param status in a word where it is not the usual one ({@code stopped}, {@code planned}); else empty
 * @param remarks what is to be said of it beside
 * @param measures what it has numbers of, which can be followed over the years
 */
public record Item(
        String type,
        String id,
        String title,
        String detail,
        String date,
        String status,
        Remarks remarks,
        List<Measure> measures) {
    public Item {
        measures = List.copyOf(measures);
    }

    Item with(Remarks other) {
        return new Item(type, id, title, detail, date, status, other, measures);
    }
}
