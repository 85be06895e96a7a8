package org.throughline.clinic.inbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Choice;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.message.MessagePost;
import org.throughline.network.peer.Peer;
import org.throughline.ui.TypedDate;

/**
 * The form of a new task or message, as it was typed.
 *
 * @param kind {@code task} or {@code message}
 * @param to one of the {@code recipients}
 * @param person the name of somebody of another organization, when it goes there; empty for nobody in particular
 * @param elsewhere whether other organizations are among the recipients
 */
public record TaskForm(
        String kind,
        String what,
        String to,
        String person,
        String due,
        String priority,
        List<Choice> recipients,
        boolean elsewhere) {
    private static final String MEMBER = "member:";

    public static final List<Choice> KINDS = List.of(
            new Choice("task", "A task: it is to be done"), new Choice("message", "A message: it is to be read"));
    public static final List<Choice> PRIORITIES = Arrays.stream(Priority.values())
            .map(each -> new Choice(each.code(), each.words()))
            .toList();

    public TaskForm {
        recipients = List.copyOf(recipients);
    }

    /**
     * An empty form.
     *
     * @param members other organizations to which one can write about the patient
     */
    public static TaskForm blank(Team.Present team, List<Peer> members) {
        return new TaskForm(
                "task", "", "", "", "", Priority.ROUTINE.code(), choices(team, members), !members.isEmpty());
    }

    /** What was typed. */
    public static TaskForm typed(Team.Present team, List<Peer> members, Form form) {
        return new TaskForm(
                form.value("kind").equals("message") ? "message" : "task",
                form.value("what"),
                form.value("to"),
                form.value("person"),
                form.value("due").strip(),
                form.value("priority"),
                choices(team, members),
                !members.isEmpty());
    }

    private static List<Choice> choices(Team.Present team, List<Peer> members) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", "Choose"));
        choices.addAll(team.choices());
        members.forEach(
                each -> choices.add(new Choice(MEMBER + each.number(), each.name() + " (another organization)")));
        return choices;
    }

    /**
     * Gives the task or sends the message, unless something is wrong with it.
     *
     * @param patient the id of the Patient whom it is about; empty for nobody
     * @param faults where what is wrong is put, by field
     */
    public void save(
            Tasks tasks, Team.Present team, Who who, String patient, LocalDate today, Map<String, String> faults) {
        Recipient recipient = team.chosen(to).orElse(null);
        LocalDate day = day(today, faults);
        NewTask task = new NewTask(patient, what, recipient, day, Priority.of(priority), "");
        task.faults().forEach(faults::putIfAbsent);
        if (recipient == null || !faults.isEmpty()) {
            return;
        }
        if (kind.equals("task")) {
            tasks.give(who, task);
        } else {
            tasks.send(who, new Tasks.NewMessage(patient, "", what, List.of(recipient), Priority.of(priority)));
        }
    }

    /** Whether it is for another organization. */
    public boolean isForElsewhere() {
        return to.startsWith(MEMBER);
    }

    /** Sends the message to another organization, unless something is wrong with it. */
    public void sendElsewhere(MessagePost talks, Who who, String patient, Map<String, String> faults) {
        if (kind.equals("task")) {
            faults.put("to", "Another organization is given no tasks: send a message, or refer the patient.");
            return;
        }
        int member = recipients.stream().anyMatch(each -> each.code().equals(to))
                ? Integer.parseInt(to.substring(MEMBER.length()))
                : 0;
        try {
            talks.send(who, patient, member, person, what, Priority.of(priority));
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.Invalid invalid)) {
                throw e;
            }
            invalid.issues()
                    .forEach(each ->
                            faults.put(each.element().equals("text") ? "what" : each.element(), each.message()));
        }
    }

    private @Nullable LocalDate day(LocalDate today, Map<String, String> faults) {
        if (due.isEmpty()) {
            return null;
        }
        Optional<String> date = TypedDate.read(due, today).filter(read -> read.length() == 10);
        if (date.isEmpty()) {
            faults.put("due", "Write a day as 30-Nov-2026, 30/11/26, or t+3d for in three days.");
            return null;
        }
        return LocalDate.parse(date.get());
    }
}
