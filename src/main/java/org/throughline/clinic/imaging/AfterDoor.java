package org.throughline.clinic.imaging;

import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.entry.Entries;
import org.throughline.care.imaging.Reading;
import org.throughline.care.imaging.Verdict;
import org.throughline.care.task.ToAcknowledge.Urgency;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Drafts;

/** Takes what is added to a signed report, a second reading, and that one is asked for. */
record AfterDoor(Reading reading, Drafts drafts) {
    Answer take(Visit visit, String patient, String report) {
        Form form = visit.form();
        Entries.Chart chart = EntryDesk.chart(visit, patient);
        switch (form.value("act")) {
            case "add" -> {
                visit.require(Duty.READ_IMAGES);
                Urgency weight = form.value("weight").equals("critical") ? Urgency.CRITICAL : Urgency.ABNORMAL;
                reading.add(chart, report, version(form), form.value("words"), weight);
            }
            case "second" -> {
                visit.require(Duty.READ_IMAGES);
                reading.second(chart, report, version(form), Verdict.of(form.value("verdict")), form.value("words"));
            }
            case "ask" -> {
                if (!visit.caller().may(Interaction.CREATE, "ServiceRequest")) {
                    throw new Failed(new Failure.Forbidden("Your roles do not include this."));
                }
                reading.ask(chart, report, form.value("words"));
            }
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        }
        drafts.drop(visit.session().account().number(), Beside.address(patient, report, form.value("act")));
        return Answer.redirect("/results/" + patient + "/" + report);
    }

    private static int version(Form form) {
        String typed = form.value("version");
        if (!typed.matches("[0-9]{1,9}")) {
            throw new Failed(new Failure.Malformed("value", "version", "This is not a number."));
        }
        return Integer.parseInt(typed);
    }
}
