package org.throughline.clinic.practice;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Csv;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /practice}: how the practice does. Each number leads to the list behind it, each table is had as a file too. */
public final class PracticeScreen implements Screen {
    private final PracticeParts parts;
    private final Pages pages;

    public PracticeScreen(PracticeParts parts, Pages pages) {
        this.parts = parts;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "the figures of the practice";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.PRACTICE);
        if (visit.posts()) {
            return Answer.of(405);
        }
        PracticeView view = view(visit);
        Optional<String> csv = visit.request().parameter("csv");
        if (csv.isPresent()) {
            return view.tables().stream()
                    .filter(table -> table.key().equals(csv.get()))
                    .findFirst()
                    .map(table -> Csv.file("practice-" + view.tab() + "-" + table.key(), table.lines()))
                    .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such table.")));
        }
        PracticeView.Period period = view.period();
        return pages.page(
                period == null || period.fault().isEmpty() ? 200 : 422,
                "clinic/practice/practice.jte",
                Map.of("frame", visit.frame(view.title(), Place.PRACTICE), "view", view));
    }

    private PracticeView view(Visit visit) {
        return switch (String.join("/", visit.path())) {
            case "practice" -> noted(visit, new TodayPages(parts).page());
            case "practice/today" -> new TodayPages(parts).list(visit);
            case "practice/work" -> noted(visit, WorkPages.of(parts).page());
            case "practice/work/list" -> WorkPages.of(parts).list(visit);
            case "practice/times" -> noted(visit, new TimesPages(parts).page(visit));
            case "practice/times/list" -> new TimesPages(parts).list(visit);
            case "practice/notes" -> noted(visit, new NotesPages(parts).page());
            case "practice/notes/list" -> new NotesPages(parts).list(visit);
            case "practice/reading" -> noted(visit, new ReadingPages(parts).page());
            case "practice/repeats" -> noted(visit, new RepeatPages(parts).page());
            case "practice/elsewhere" -> noted(visit, new ElsewherePages(parts).page(visit));
            case "practice/mixups" -> new MixUpPages(parts).page(visit);
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    /** Figures tell nobody's name; that they were looked at is noted all the same. */
    private PracticeView noted(Visit visit, PracticeView view) {
        parts.note(visit, "practice/" + view.tab(), Set.of());
        return view;
    }
}
