package org.throughline.clinic.inbox;

import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Who;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.message.MessagePost;
import org.throughline.ui.Visit;

/** What can be done to something that waits, by the name of the button. */
final class InboxActs {
    private InboxActs() {}

    /**
     * Does it.
     *
     * @param hidden whether what it says is hidden from the visitor, who can only hand it on
     * @return what was done, in words; empty when it stays where it is
     */
    static String run(Tasks tasks, MessagePost talks, Team.Present team, Visit visit, Waiting open, boolean hidden) {
        Form form = visit.form();
        Who who = hidden ? Team.who(visit).unseeing() : Team.who(visit);
        int version = version(form);
        String text = form.value("text");
        String act = form.value("act");
        if (hidden && !act.equals("hand-on")) {
            throw new Failed(new Failure.Forbidden("Your roles do not show you what this says."));
        }
        return switch (open.type() + " " + act) {
            case "Task done" -> {
                tasks.done(who, open.id(), version, text);
                yield "Done: " + open.what();
            }
            case "Task take" -> {
                tasks.take(who, open.id(), version);
                yield "";
            }
            case "Task decline" -> {
                tasks.decline(who, open.id(), version, form.value("reason"));
                yield "Declined: " + open.what();
            }
            case "Task hand-on" -> {
                Recipient to = to(team, form);
                tasks.handOn(who, open.id(), version, to, form.value("note"));
                yield "Handed on to " + to.display();
            }
            case "Communication hand-on" -> {
                Recipient to = to(team, form);
                tasks.forward(who, open.id(), version, to);
                yield "Handed on to " + to.display();
            }
            case "Communication answer" -> {
                if (open.isFromElsewhere()) {
                    talks.answer(who, open, version, text);
                } else {
                    tasks.answer(who, open.id(), version, text);
                }
                yield "Answered: " + open.from();
            }
            case "Communication read" -> {
                tasks.read(who, open.id(), version);
                yield "Read: " + open.what();
            }
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    private static Recipient to(Team.Present team, Form form) {
        return team.chosen(form.value("to"))
                .orElseThrow(() -> new Failed(new Failure.Invalid("required", "to", "Say who is to do it.")));
    }

    private static int version(Form form) {
        try {
            return Integer.parseInt(form.value("version"));
        } catch (NumberFormatException e) {
            throw new Failed(new Failure.Malformed("value", "version", "This is not a number."), e);
        }
    }
}
