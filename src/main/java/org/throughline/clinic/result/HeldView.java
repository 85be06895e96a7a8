package org.throughline.clinic.result;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.throughline.care.entry.Choice;
import org.throughline.care.hold.Hold;
import org.throughline.care.hold.Holding;
import org.throughline.care.hold.Reason;
import org.throughline.care.result.Report;
import org.throughline.http.Form;
import org.throughline.ui.Dates;

/**
 * What of a report is held from the patient, and the form that holds it.
 *
 * @param held what is held of it now; none when the patient sees all of it
 * @param may whether the visitor may hold results and show them again
 * @param what the report and its values, to choose from
 */
public record HeldView(List<Row> held, boolean may, List<Choice> what, Typed typed) {
    public HeldView {
        held = List.copyOf(held);
        what = List.copyOf(what);
    }

    /** What can be said of why, in the order in which it is offered. */
    public static final List<Choice> REASONS = Stream.concat(
                    Stream.of(new Choice("", "Choose")),
                    Arrays.stream(Reason.values())
                            .filter(each -> each != Reason.SOURCE)
                            .map(each -> new Choice(each.code(), each.words())))
            .toList();

    /**
     * Something that is held.
     *
     * @param reference of the report or the value
     * @param until when the patient sees it
     */
    public record Row(String reference, String title, String why, String by, String until) {}

    /** What was typed into the form. */
    public record Typed(String what, String reason, String words, String day) {
        static Typed of(Form form) {
            String day = form.value("day");
            return new Typed(
                    form.value("what"), form.value("reason"), form.value("words"), day.isEmpty() ? "t+3d" : day);
        }
    }

    /** @param held what is held of the patient */
    static HeldView of(Report report, List<Holding.Item> held, boolean may, Form form, Dates dates) {
        List<Choice> what = Stream.concat(
                        Stream.of(new Choice("DiagnosticReport/" + report.id(), "All of this report")),
                        report.lines().stream()
                                .map(line -> new Choice("Observation/" + line.id(), "Only " + line.test()))
                                .distinct())
                .toList();
        return new HeldView(
                held.stream()
                        .filter(each ->
                                what.stream().anyMatch(choice -> choice.code().equals(each.reference())))
                        .map(each -> row(each, dates))
                        .toList(),
                may,
                report.lines().size() > 1 ? what : what.subList(0, 1),
                Typed.of(form));
    }

    static Row row(Holding.Item item, Dates dates) {
        Hold hold = item.hold();
        return new Row(
                item.reference(),
                item.title().isEmpty() ? "Result" : item.title(),
                hold.reason().words() + (hold.words().isEmpty() ? "" : ": " + hold.words()),
                hold.by(),
                dates.moment(hold.until()));
    }
}
