package org.throughline.care.referral;

import java.time.Instant;
import java.util.List;
import org.throughline.care.Parts;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.fhir.json.JsonObject;

/**
 * A referral as this side has it.
 *
 * @param id of the Task
 * @param number by which both sides know it
 * @param side which one we are
 * @param patient the id of the Patient; empty while nobody has said who it is here
 * @param who whom it is about, as the other side says it; empty when it is known
 * @param order the id of the ServiceRequest here; empty while nobody has said who it is
 * @param what for what: {@code Cardiology}
 * @param why reasons and question, in words; empty for none
 * @param requester who asks: a reference and a name
 * @param organization the id of the Organization here that is the other side; empty for none of the directory
 * @param other what the other side is called
 * @param enclosed the ids of documents in the chart that came with it
 * @param reports the ids of the consult notes in the chart
 */
public record Referral(
        String id,
        int version,
        String number,
        Side side,
        String patient,
        String who,
        String order,
        String what,
        String why,
        Priority urgency,
        Destination requester,
        String organization,
        String other,
        Instant since,
        Course course,
        List<String> enclosed,
        List<String> reports) {
    public Referral {
        enclosed = List.copyOf(enclosed);
        reports = List.copyOf(reports);
    }

    /** What a Task says. */
    static Referral of(JsonObject task) {
        boolean incoming = ReferralTask.isIncoming(task);
        JsonObject requester = task.object("requester");
        JsonObject other = incoming ? requester : task.object("owner");
        String version = Parts.text(task.object("meta"), "versionId");
        return new Referral(
                Parts.text(task, "id"),
                version.isEmpty() ? 1 : Integer.parseInt(version),
                ReferralTask.number(task),
                incoming ? Side.RECEIVER : Side.REQUESTER,
                Parts.idOf(task.object("for"), "Patient"),
                Parts.text(task.object("for"), "display"),
                Parts.idOf(task.object("focus"), "ServiceRequest"),
                Parts.text(task, "description"),
                Parts.words(task.object("reasonCode")),
                Priority.of(task.text("priority")),
                new Destination(Parts.text(requester, "reference"), Parts.text(requester, "display")),
                Parts.idOf(other, "Organization"),
                other == null ? "" : Parts.text(other, "display"),
                Parts.instant(task, "authoredOn").orElse(Instant.EPOCH),
                ReferralTask.course(task),
                ReferralTask.inputs(task),
                ReferralTask.outputs(task));
    }

    public State state() {
        return course.state();
    }
}
