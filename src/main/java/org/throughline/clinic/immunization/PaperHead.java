package org.throughline.clinic.immunization;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.chart.Remarks;
import org.throughline.clinic.ChartView;
import org.throughline.ui.paper.Paper;

/**
 * How papers about a patient's immunizations begin.
 *
 * @param practice its name; empty when it has none
 * @param today the day it is made
 * @param by who makes it
 */
record PaperHead(ChartView chart, String practice, String today, String by) {
    Paper begin(String title) {
        Paper paper = new Paper(
                title + ": " + chart.name(),
                Stream.of(chart.name(), "born " + chart.born(), practice, today)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining(" · ")));
        paper.title(title);
        paper.paragraph(chart.name() + " · born " + chart.born() + chart.age() + " · " + chart.sex()
                + (chart.number().isEmpty() ? "" : " · No. " + chart.number()));
        paper.paragraph((practice.isEmpty() ? "" : practice + " · ") + today);
        return paper;
    }

    /** Who holds a dose that is not ours; empty for one that is. */
    static String recordedBy(Remarks remarks) {
        return remarks.ours() ? "" : " (recorded by " + String.join(", ", remarks.holders()) + ")";
    }
}
