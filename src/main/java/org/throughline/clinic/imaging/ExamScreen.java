package org.throughline.clinic.imaging;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.imaging.ExamOrder;
import org.throughline.care.imaging.ImagingHistory;
import org.throughline.care.imaging.ReadingList;
import org.throughline.clinic.Done;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /imaging}: what is ordered and not done, of all patients; {@code /imaging/PATIENT/ORDER} one order with what whoever
 * does it must know, where it is said to be done.
 */
public final class ExamScreen implements Screen {
    private static final int MOST = 500;
    private static final int LONGEST_NOTE = 2_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");

    private final ImagingDesk desk;

    public ExamScreen(ImagingDesk desk) {
        this.desk = desk;
    }

    @Override
    public String what() {
        return "examinations that are to be done";
    }

    /** What was said with an order, by what it is: {@code Question}. */
    public record NoteView(String label, String words) {
        private static final int LONGEST_LABEL = 20;

        static NoteView of(String note) {
            int colon = note.indexOf(": ");
            return colon < 1 || colon > LONGEST_LABEL
                    ? new NoteView("Note", note)
                    : new NoteView(note.substring(0, colon), note.substring(colon + 2));
        }
    }

    /**
     * An order that is to be done.
     *
     * @param fault what is wrong with the time that was typed; empty for nothing
     */
    public record ExamView(
            Rows.Row row,
            List<String> reasons,
            List<NoteView> notes,
            List<FactView> facts,
            List<PriorView> priors,
            String at,
            String note,
            String fault) {
        public ExamView {
            reasons = List.copyOf(reasons);
            notes = List.copyOf(notes);
            facts = List.copyOf(facts);
            priors = List.copyOf(priors);
        }
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        if (!visit.caller().may(Interaction.CREATE, "Procedure")
                || !visit.caller().may(Interaction.SEARCH, "ServiceRequest")) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        List<String> path = visit.path();
        if (path.size() == 1 && !visit.posts()) {
            return list(visit);
        }
        if (path.size() != 3) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        ExamOrder order = desk.list().order(visit.caller(), path.get(1), path.get(2));
        return visit.posts() ? done(visit, order) : page(visit, order, 200, "");
    }

    private Answer list(Visit visit) {
        List<ExamOrder> open = desk.list().open(visit.caller(), MOST + 1);
        List<ExamOrder> toDo = open.stream()
                .filter(each -> each.done().isEmpty())
                .sorted(ReadingList.ORDER)
                .toList();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Imaging", Place.IMAGING));
        parameters.put("rows", new Rows(desk).of(visit, toDo, "imaging", Set.of()));
        parameters.put("more", open.size() > MOST);
        visit.request()
                .parameter("done")
                .ifPresent(
                        ignored -> parameters.put("done", new Done("Done. It is on the list of those to read.", "")));
        return desk.pages().page(200, "clinic/imaging/exams.jte", parameters);
    }

    private Answer done(Visit visit, ExamOrder order) {
        visit.requireSame(order.patient());
        Optional<Instant> at = moment(visit.form().value("at"));
        String note = visit.form().value("note");
        if (at.isEmpty() || note.length() > LONGEST_NOTE) {
            return page(
                    visit,
                    order,
                    422,
                    at.isEmpty()
                            ? "Write a time of today, as 14:05, or leave it empty for this moment."
                            : "The note is too long.");
        }
        if (!visit.form().value("version").equals(Integer.toString(order.version()))) {
            throw new Failed(new Failure.Conflict("This order has changed meanwhile. Look again."));
        }
        desk.list().done(EntryDesk.chart(visit, order.patient()), order, at.get(), note);
        return Answer.redirect("/imaging?done=1");
    }

    /** A time of today that is not yet to come; empty for anything else. */
    private Optional<Instant> moment(String typed) {
        ZonedDateTime now = ZonedDateTime.now(desk.clock());
        try {
            Instant moment = typed.isBlank()
                    ? now.toInstant()
                    : now.with(LocalTime.parse(typed.strip(), TIME)).toInstant();
            return moment.isAfter(now.toInstant().plusSeconds(60)) ? Optional.empty() : Optional.of(moment);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Answer page(Visit visit, ExamOrder order, int status, String fault) {
        ImagingHistory.Context context = desk.history()
                .known(visit.caller().withOutside(), order.patient())
                .of(order.what(), "");
        Rows.Row row = new Rows(desk)
                .of(visit, List.of(order), "imaging/" + order.id(), Set.of()).stream()
                        .findFirst()
                        .orElseThrow(() -> new Failed(new Failure.Forbidden("Your roles do not include this.")));
        ExamView view = new ExamView(
                row,
                order.reasons(),
                order.notes().stream().map(NoteView::of).toList(),
                FactView.of(context.facts(), desk.dates()),
                PriorView.of(order.patient(), context.priors(), desk.dates()),
                visit.form().value("at"),
                visit.form().value("note"),
                fault);
        return desk.pages()
                .page(
                        status,
                        "clinic/imaging/exam.jte",
                        Map.of("frame", visit.frame(row.patient(), Place.IMAGING), "view", view));
    }
}
