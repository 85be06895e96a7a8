package org.throughline.clinic.wrong;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Member;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.care.wrong.WrongChart;
import org.throughline.record.Intent;

/**
 * Tells what was on the wrong patient: those who have looked, by a message about that patient; those of them who may open the
 * right chart, by a message about its patient too. Neither message says who the other patient is: each is part of one record.
 * What left the practice, and who has looked and has no inbox, becomes a task of who takes it out.
 *
 * @param callers who acts with an account at this moment
 */
record Telling(Tasks tasks, ChartReader charts, LongFunction<Optional<Caller>> callers, Clock clock) {
    private static final String TOPIC = "Was on the wrong patient";
    private static final int LONGEST_LIST = 1_200;

    /**
     * What was done.
     *
     * @param to the id of the right patient; empty when nobody knows
     * @param reason as it was typed
     */
    record Done(Entries.Chart chart, WrongChart.Found found, String to, String reason) {
        String what() {
            return cut(String.join(", ", found.names()));
        }
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_LIST ? words : words.substring(0, LONGEST_LIST) + " …";
    }

    /** The messages to those who have looked. */
    List<Intent> lookers(Done done, List<Looks.Looker> lookers) {
        List<Member> members =
                lookers.stream().flatMap(looker -> looker.member().stream()).toList();
        List<Member> treating = done.to().isEmpty()
                ? List.of()
                : members.stream().filter(member -> opens(member, done.to())).toList();
        List<Member> others =
                members.stream().filter(member -> !treating.contains(member)).toList();
        String taken = "This was entered on the wrong patient and is taken out of the chart: " + done.what()
                + ". You have looked at the chart meanwhile. Reason: " + done.reason() + ".";
        return Stream.of(
                        message(
                                done,
                                done.chart().patient(),
                                treating,
                                taken + " It is entered in the right chart: a message there tells you."),
                        message(
                                done,
                                done.chart().patient(),
                                others,
                                taken
                                        + (done.to().isEmpty()
                                                ? " Whose it is, is not known yet."
                                                : " It is entered in the right chart, of a patient whom you do not treat.")),
                        message(
                                done,
                                done.to(),
                                treating,
                                "This was entered on another patient by mistake, where you may have seen it, and belongs to this one: "
                                        + done.what() + "."))
                .flatMap(List::stream)
                .toList();
    }

    private List<Intent> message(Done done, String patient, List<Member> members, String text) {
        return members.isEmpty()
                ? List.of()
                : tasks.sending(
                        who(done.chart()),
                        new Tasks.NewMessage(
                                patient,
                                TOPIC,
                                text,
                                members.stream().map(Telling::recipient).toList(),
                                Priority.URGENT));
    }

    private static Recipient recipient(Member member) {
        return new Recipient(new Addressee.Person(Objects.requireNonNull(member.reference())), member.name());
    }

    private static Who who(Entries.Chart chart) {
        return new Who(chart.caller(), chart.author());
    }

    /** Whether somebody may open a chart. */
    boolean opens(Member member, String patient) {
        return callers.apply(member.account())
                .filter(caller -> charts.opens(caller, patient))
                .isPresent();
    }

    /**
     * The task to recall what was sent, and to tell who has no inbox.
     *
     * @param otherwise who gets it when who acts is nobody in the directory; null for nobody
     */
    Optional<Intent> recall(
            Done done, List<String> sent, List<String> without, List<String> unwritten, Optional<Recipient> otherwise) {
        Author author = done.chart().author();
        Optional<Recipient> to = author == null
                ? otherwise
                : Optional.of(new Recipient(new Addressee.Person(author.reference()), author.display()));
        String text = Stream.of(
                        sent.isEmpty() ? "" : "Recall what left the practice: " + cut(String.join("; ", sent)) + ".",
                        without.isEmpty()
                                ? ""
                                : "Tell who has looked and has no inbox: " + cut(String.join(", ", without)) + ".",
                        unwritten.isEmpty()
                                ? ""
                                : "Have these notes written anew in the right chart: "
                                        + cut(String.join(", ", unwritten)) + ".")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return text.isEmpty()
                ? Optional.empty()
                : to.map(recipient -> tasks.giving(
                        who(done.chart()),
                        new NewTask(
                                done.chart().patient(),
                                fitting(TOPIC + ": " + done.found().names().getFirst() + ". " + text),
                                recipient,
                                LocalDate.now(clock),
                                Priority.URGENT,
                                done.found().references().getFirst())));
    }

    private static String fitting(String text) {
        return text.length() <= 2_000 ? text : text.substring(0, 1_998) + " …";
    }
}
