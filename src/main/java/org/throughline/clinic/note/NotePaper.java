package org.throughline.clinic.note;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.clinic.ChartView;
import org.throughline.ui.paper.Paper;

/** A visit's note as paper for the patient and for other clinicians: who it is, what was written, what holds now. */
record NotePaper(ChartView chart, String practice) {

    byte[] of(NoteView note) {
        String name = chart.name();
        Paper paper = new Paper(note.title() + ": " + name, name + ", born " + chart.born() + " · " + practice);
        paper.title(note.title());
        paper.paragraph(name + " · born " + chart.born() + chart.age() + " · " + chart.sex()
                + (chart.number().isEmpty() ? "" : " · No. " + chart.number()));
        paper.paragraph("Allergies: "
                + chart.allergyTags().stream().map(ChartView.Tag::text).collect(Collectors.joining("; ")));
        paper.paragraph("Signed " + note.signed()
                + (note.author().isEmpty() ? "" : " by " + note.author())
                + (note.cosigner().isEmpty() ? "" : ", cosigned by " + note.cosigner()));
        if (note.isRetracted()) {
            paper.heading("ENTERED IN ERROR: " + note.retraction());
        }
        if (note.broken()) {
            paper.heading("THIS IS NOT WHAT WAS SIGNED. DO NOT RELY ON IT.");
        }
        body(paper, note);
        for (NoteView addendum : note.addenda()) {
            paper.heading("Addendum, " + addendum.signed() + ", " + addendum.author());
            body(paper, addendum);
        }
        now(
                paper,
                "Problems now",
                chart.problems().stream().filter(ChartView.Row::current),
                row -> Stream.of(row.name(), row.detail(), row.from()));
        now(
                paper,
                "Medications now",
                chart.medications().stream().filter(ChartView.MedicationRow::current),
                row -> Stream.of(row.name(), row.detail(), row.said(), row.from()));
        return paper.bytes();
    }

    private static void body(Paper paper, NoteView note) {
        if (!note.plain().isEmpty()) {
            paper.paragraph(note.plain());
        }
        for (NoteView.Part part : note.parts()) {
            paper.heading(part.title());
            for (NoteView.Said said : part.fields()) {
                if (said.isLong()) {
                    paper.subheading(said.label());
                    said.texts().forEach(paper::paragraph);
                } else {
                    String text = String.join("; ", said.texts());
                    paper.paragraph(said.label() + ":" + (text.isEmpty() ? "" : " " + text));
                }
                said.pulled().forEach(pull -> paper.item(line(pull.line())));
            }
        }
    }

    private static String line(PulledView line) {
        return Stream.of(line.what(), line.detail(), line.flag(), line.date(), line.since())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static <T> void now(Paper paper, String heading, Stream<T> rows, Function<T, Stream<String>> parts) {
        List<String> lines = rows.map(
                        row -> parts.apply(row).filter(text -> !text.isEmpty()).collect(Collectors.joining(" · ")))
                .toList();
        if (!lines.isEmpty()) {
            paper.heading(heading);
            lines.forEach(paper::item);
        }
    }
}
