package org.throughline.portal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.question.Question;
import org.throughline.privacy.question.Questions;
import org.throughline.privacy.trail.PatientTrail;
import org.throughline.privacy.trail.PlainWords;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /questions}: what the patient asked about who looked, with the answers; and the form that asks. */
public final class QuestionsScreen implements Screen {
    private final Family family;
    private final PatientTrail trail;
    private final Questions questions;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    public QuestionsScreen(
            ChartReader charts, PatientTrail trail, Questions questions, AuditTrail audit, Pages pages, Clock clock) {
        this.family = new Family(charts);
        this.trail = trail;
        this.questions = questions;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "questions about a record";
    }

    @Override
    public Answer answer(Visit visit) {
        List<String> path = visit.path();
        List<Person> people = family.of(visit.caller());
        if (path.size() == 1 && !people.isEmpty()) {
            return Answer.redirect("/questions/" + people.getFirst().id());
        }
        if (path.size() != 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        Person person = family.one(visit.caller(), path.get(1));
        if (visit.posts()) {
            return ask(visit, people, person);
        }
        String entry = visit.request().parameter("entry").orElse("");
        return page(visit, people, person, entry, "", "");
    }

    private Answer ask(Visit visit, List<Person> people, Person person) {
        String entry = visit.form().value("entry");
        String text = visit.form().value("text");
        try {
            questions.ask(visit.caller(), person, number(entry), text);
            return Answer.redirect("/questions/" + person.id());
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid invalid) {
                return page(visit, people, person, entry, text, invalid.message());
            }
            throw e;
        }
    }

    private static long number(String entry) {
        if (!entry.matches("[0-9]{1,18}")) {
            throw new Failed(new Failure.NotFound("There is no such entry."));
        }
        return Long.parseLong(entry);
    }

    private Answer page(Visit visit, List<Person> people, Person person, String entry, String text, String failure) {
        Caller caller = visit.caller();
        String about = entry.isEmpty() ? "" : about(trail.entry(caller, person.id(), number(entry)));
        QuestionsView view = new QuestionsView(
                Whose.of(caller, people, person, "/questions"),
                new QuestionsView.Asking(entry, about, text, failure),
                questions.of(caller, person.id()).stream().map(this::row).toList());
        audit.record(Access.of(
                clock.instant(),
                caller,
                Action.VIEW,
                0,
                "questions/" + person.id(),
                200,
                Set.of(Address.of("Patient", person.id()))));
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "portal/questions.jte",
                Map.of("frame", visit.frame("Questions", Place.QUESTIONS), "view", view));
    }

    private String about(AuditEntry entry) {
        return entry.agent().display() + " " + PlainWords.what(entry) + ", " + dates().longMoment(entry.at());
    }

    private QuestionsView.Row row(Question question) {
        Question.Answer answer = question.answer();
        return new QuestionsView.Row(
                dates().longMoment(question.sent()),
                question.asker(),
                question.about().replaceFirst(", [^,]*$", ""),
                question.text(),
                answer == null ? "" : answer.text(),
                answer == null ? "" : answer.by() + ", " + dates().longMoment(answer.sent()));
    }

    private Dates dates() {
        return new Dates(clock.getZone());
    }
}
