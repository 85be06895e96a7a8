package org.throughline.clinic.privacy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.privacy.question.Question;
import org.throughline.privacy.question.Questions;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /privacy/questions}: what patients asked about who looked, to answer. */
public final class AnswersScreen implements Screen {
    private static final String HOME = "/privacy/questions";
    private static final int MOST_ANSWERED = 50;

    private final PrivacyDesk desk;
    private final Questions questions;
    private final Pages pages;

    public AnswersScreen(PrivacyDesk desk, Questions questions, Pages pages) {
        this.desk = desk;
        this.questions = questions;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "the questions of patients";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.PRIVACY);
        String id = PrivacyDesk.sentFor(visit);
        String text = visit.form().value("text");
        return id.isEmpty()
                ? page(visit, "", "", "")
                : PrivacyDesk.done(
                        () -> questions.answer(visit.caller(), id, text),
                        HOME,
                        failure -> page(visit, id, text, failure));
    }

    private Answer page(Visit visit, String id, String text, String failure) {
        List<Question> open = questions.open(visit.caller());
        List<Question> answered =
                questions.answered(visit.caller()).stream().limit(MOST_ANSWERED).toList();
        Set<Long> patients = new HashSet<>();
        Stream.concat(open.stream(), answered.stream())
                .forEach(question -> patients.add(Address.of("Patient", question.patient())));
        Map<Long, PatientPick> people = desk.people(visit.caller(), patients);
        desk.note(visit.caller(), "questions", patients);
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "clinic/privacy/questions.jte",
                Map.of(
                        "frame",
                        visit.frame("Questions", Place.PRIVACY),
                        "tabs",
                        desk.tabs(visit.caller(), HOME),
                        "open",
                        open.stream()
                                .map(each -> row(each, people, id, text, failure))
                                .toList(),
                        "answered",
                        answered.stream()
                                .map(each -> row(each, people, "", "", ""))
                                .toList()));
    }

    private QuestionRow row(Question question, Map<Long, PatientPick> people, String id, String text, String failure) {
        PatientPick patient = people.getOrDefault(
                Address.of("Patient", question.patient()), new PatientPick(question.patient(), question.patient(), ""));
        Question.Answer answer = question.answer();
        boolean typed = question.id().equals(id);
        return new QuestionRow(
                question.id(),
                patient,
                question.asker(),
                desk.dates().moment(question.sent()),
                question.about(),
                question.text(),
                answer == null ? "" : answer.text(),
                answer == null ? "" : answer.by() + ", " + desk.dates().moment(answer.sent()),
                typed ? text : "",
                typed ? failure : "");
    }
}
