package org.throughline.clinic.inbox;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.care.task.Tasks;
import org.throughline.http.Answer;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;
import org.throughline.ui.draft.Drafts;

/** {@code /inbox/new}: a task or message that is about no patient. */
public final class NewScreen implements Screen {
    private static final String ADDRESS = "/inbox/new";

    private final Team team;
    private final Tasks tasks;
    private final Drafts drafts;
    private final Pages pages;
    private final Clock clock;

    public NewScreen(Team team, Tasks tasks, Drafts drafts, Pages pages, Clock clock) {
        this.team = team;
        this.tasks = tasks;
        this.drafts = drafts;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "an inbox";
    }

    @Override
    public Answer answer(Visit visit) {
        InboxScreen.requireStaff(visit);
        Team.Present present = team.present();
        long author = visit.session().account().number();
        if (!visit.posts()) {
            Draft draft = drafts.find(author, ADDRESS).orElse(null);
            return draft == null
                    ? page(visit, 200, TaskForm.blank(present, List.of()), 0, Map.of())
                    : page(visit, 200, TaskForm.typed(present, List.of(), draft.form()), draft.revision(), Map.of());
        }
        TaskForm form = TaskForm.typed(present, List.of(), visit.form());
        Map<String, String> faults = new LinkedHashMap<>();
        form.save(tasks, present, Team.who(visit), "", LocalDate.now(clock), faults);
        if (!faults.isEmpty()) {
            return page(visit, 422, form, revision(visit), faults);
        }
        drafts.drop(author, ADDRESS);
        return Answer.redirect("/inbox?done=" + (form.kind().equals("task") ? "Task+given" : "Message+sent"));
    }

    private static int revision(Visit visit) {
        String typed = visit.form().value("draft-revision");
        return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : 0;
    }

    private Answer page(Visit visit, int status, TaskForm form, int revision, Map<String, String> faults) {
        return pages.page(
                status,
                "clinic/inbox/new.jte",
                Map.of(
                        "frame",
                        visit.frame("New task or message", Place.INBOX),
                        "form",
                        form,
                        "revision",
                        revision,
                        "faults",
                        faults));
    }
}
