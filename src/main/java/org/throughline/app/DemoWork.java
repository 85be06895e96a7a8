package org.throughline.app;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Author;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Member;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.clinic.inbox.Team;

/** What waits in the inboxes of the demonstration, relative to the day on which it is made. */
final class DemoWork {
    private final Wiring wiring;
    private final Caller operator = Installation.operator();
    private final Map<String, Member> staff;
    private final LocalDate today;

    DemoWork(Wiring wiring) {
        this.wiring = wiring;
        this.today = LocalDate.now(wiring.clock());
        this.staff = new Team(wiring.login())
                .present().roster().members().stream().collect(Collectors.toMap(Member::name, Function.identity()));
    }

    /** Makes it, about some patients. */
    void make(List<Person> patients) {
        Recipient rivera = person("Alex Rivera");
        Recipient kim = person("Jordan Kim");
        Recipient lee = person("Robin Lee");
        Recipient desk = new Recipient(new Addressee.Role("front-desk"), "Front desk");
        Recipient nurses = new Recipient(new Addressee.Role("nurse"), "Nurse");
        task("Jordan Kim", patients, 0, "Call back: dizzy since the dose was raised", rivera, today, Priority.URGENT);
        task("Robin Lee", patients, 1, "Form of the insurer to sign", rivera, today.plusDays(2), Priority.ROUTINE);
        task(
                "Alex Rivera",
                patients,
                2,
                "Blood pressure at home for a week: ring and note it",
                kim,
                today.minusDays(1),
                Priority.ROUTINE);
        task("Alex Rivera", patients, 3, "Teach the inhaler at the next visit", nurses, null, Priority.ROUTINE);
        task(
                "Alex Rivera",
                patients,
                4,
                "Ask for the discharge letter of Bayview Hospital",
                desk,
                today.plusDays(1),
                Priority.URGENT);
        task("Dana Novak", List.of(), 0, "Order printer paper", desk, today.plusDays(5), Priority.ROUTINE);
        task("Jordan Kim", patients, 5, "Book six weeks from now", lee, today, Priority.ROUTINE);
        message(
                "Robin Lee",
                patients,
                6,
                "Her daughter asks whether she may come along tomorrow. Is that all right with you?",
                rivera);
        message(
                "Jordan Kim",
                patients,
                2,
                "The dressing looks dry. I would leave it open from Monday; say if not.",
                rivera);
        message(
                "Alex Rivera",
                patients,
                7,
                "He would like the earliest appointment that there is, even at short notice.",
                lee);
        message("Dana Novak", List.of(), 0, "The vaccines come on Thursday before eight. Can you let them in?", kim);
    }

    private void task(
            String from,
            List<Person> patients,
            int patient,
            String what,
            Recipient to,
            @Nullable LocalDate due,
            Priority priority) {
        tasks().give(who(from), new NewTask(id(patients, patient), what, to, due, priority, ""));
    }

    private void message(String from, List<Person> patients, int patient, String text, Recipient to) {
        tasks().send(who(from), new Tasks.NewMessage(id(patients, patient), "", text, List.of(to), Priority.ROUTINE));
    }

    private Tasks tasks() {
        return wiring.care().tasks();
    }

    private static String id(List<Person> patients, int index) {
        return index < patients.size() ? patients.get(index).id() : "";
    }

    private Who who(String name) {
        return new Who(operator, new Author(Objects.requireNonNull(member(name).reference()), name));
    }

    private Recipient person(String name) {
        return new Recipient(
                new Addressee.Person(Objects.requireNonNull(member(name).reference())), name);
    }

    private Member member(String name) {
        return Objects.requireNonNull(staff.get(name), name);
    }
}
