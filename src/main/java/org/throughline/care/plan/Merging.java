package org.throughline.care.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Elements;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What becomes of a plan or goal by a change that was made on an earlier version of it. What the change does not name stays as it
 * is; whatever contradicts what others have said meanwhile is a {@link Failure.Conflict} that says what it is now. Pure.
 */
final class Merging {
    /** The extension of a note of a plan that is a review. */
    static final String REVIEW = "urn:throughline:plan-review";

    /** A plan has no more activities, goals, notes, and notes of an activity. */
    static final int MOST = 200;

    private static final Set<String> PLAN_GOES_ON = Set.of("active", "on-hold", "draft");
    private static final Set<String> GOAL_OVER = Set.of("completed", "cancelled", "rejected", "entered-in-error");

    private Merging() {}

    /** Sees whether a change contradicts a copy of what it changes already. */
    static void require(JsonObject copy, Change change, By by) {
        switch (change) {
            case Change.Add add -> add(copy, add, JsonObject.EMPTY, "", by);
            case Change.Step step -> step(copy, step, by);
            case Change.Aim aim -> aimed(copy, "", aim.what());
            case Change.Standing standing -> standing(copy, standing, by);
            case Change.Review review -> review(copy, review, by);
            // Who is in a team is told by references, which a copy has otherwise than its original.
            case Change.Join ignored -> {}
            case Change.Leave ignored -> {}
        }
    }

    /**
     * The plan with an activity added.
     *
     * @param id of the new element
     * @param performer as the plan is to refer to whoever does it; empty for nobody
     */
    static JsonObject add(JsonObject plan, Change.Add add, JsonObject performer, String id, By by) {
        JsonObject detail = JsonObject.builder()
                .add("status", "not-started")
                .addIfPresent(
                        "scheduledPeriod", add.by().isEmpty() ? null : JsonObject.of("end", new JsonString(add.by())))
                .addIfPresent("performer", performer.size() == 0 ? null : JsonArray.of(performer))
                .add("description", add.what().strip())
                .build();
        // FHIR has no author of an activity: that it was planned is the first that is noted of it.
        JsonObject activity = JsonObject.builder()
                .add("id", id)
                .add("progress", JsonArray.of(by.annotation("Planned")))
                .add("detail", detail)
                .build();
        return appended(goingOn(plan), "activity", activity);
    }

    /** The plan with an activity brought on. */
    static JsonObject step(JsonObject plan, Change.Step step, By by) {
        int place = Activity.place(goingOn(plan), step.activity());
        if (place < 0) {
            throw conflict("This activity was changed or taken out of the plan meanwhile.");
        }
        JsonObject activity = plan.objects("activity").get(place);
        JsonObject moved = step.moves() ? moved(activity, step) : activity;
        String words = step.said(step.moves() ? Statuses.ofActivity(step.status()) : "");
        List<Json> activities = new ArrayList<>(plan.list("activity"));
        activities.set(place, appended(moved, "progress", by.annotation(words)));
        return plan.with("activity", new JsonArray(activities));
    }

    private static JsonObject moved(JsonObject activity, Change.Step step) {
        JsonObject detail = activity.object("detail");
        if (detail == null) {
            throw conflict("This activity is an order: its status follows the order.");
        }
        String now = Parts.text(detail, "status");
        if (!now.equals(step.was()) && !now.equals(step.status())) {
            throw conflict("It is “" + Statuses.ofActivity(now) + "” meanwhile" + lastBy(activity, "progress") + ".");
        }
        return activity.with(
                "detail", detail.with("status", new JsonString(step.status())).without("statusReason"));
    }

    /** The plan with a goal that is stored beside it. */
    static JsonObject aimed(JsonObject plan, String goal, String what) {
        return appended(goingOn(plan), "goal", Author.reference(goal, what));
    }

    /**
     * A new goal.
     *
     * @param labels with what the plan is marked: its goals are no less sensitive
     */
    static JsonObject goal(String id, String patient, List<JsonObject> labels, Change.Aim aim, By by) {
        return JsonObject.builder()
                .add("resourceType", "Goal")
                .add("id", id)
                .addIfPresent(
                        "meta", labels.isEmpty() ? null : JsonObject.of("security", new JsonArray(List.copyOf(labels))))
                .add("lifecycleStatus", "active")
                .add(
                        "description",
                        JsonObject.of("text", new JsonString(aim.what().strip())))
                .add("subject", Author.reference("Patient/" + patient, ""))
                .add("startDate", by.day())
                .addIfPresent(
                        "target",
                        aim.due().isEmpty() ? null : JsonArray.of(JsonObject.of("dueDate", new JsonString(aim.due()))))
                .add("expressedBy", by.json())
                .build();
    }

    /** The goal with how it stands. */
    static JsonObject standing(JsonObject goal, Change.Standing standing, By by) {
        if (GOAL_OVER.contains(Parts.text(goal, "lifecycleStatus"))) {
            throw conflict("This goal is over.");
        }
        JsonObject moved = goal;
        if (standing.moves()) {
            String now = stands(goal);
            if (!now.equals(standing.was()) && !now.equals(standing.stands())) {
                throw conflict("It is “" + Choice.words(Statuses.ACHIEVEMENT, now) + "” meanwhile"
                        + lastBy(goal, "note") + ".");
            }
            moved = standing.stands().equals("none")
                    ? goal.without("achievementStatus")
                    : goal.with(
                            "achievementStatus",
                            Parts.concept(
                                    Statuses.ACHIEVEMENTS, standing.stands(), Statuses.ofGoal(standing.stands())));
            moved = moved.with("statusDate", new JsonString(by.day()));
        }
        return appended(moved, "note", by.annotation(standing.words()));
    }

    /** How a goal stands: a code of {@link Statuses#ACHIEVEMENT}, or another one of that system. */
    static String stands(JsonObject goal) {
        String code = Parts.code(goal.object("achievementStatus"), Statuses.ACHIEVEMENTS);
        return code.isEmpty() ? "none" : code;
    }

    /** The plan with a review. */
    static JsonObject review(JsonObject plan, Change.Review review, By by) {
        JsonObject note = by.annotation(review.text())
                .with(
                        "extension",
                        JsonArray.of(JsonObject.builder()
                                .add("url", REVIEW)
                                .add("valueBoolean", JsonBoolean.TRUE)
                                .build()));
        return appended(goingOn(plan), "note", note);
    }

    /** The team with somebody who joins it. */
    static JsonObject joined(JsonObject team, Change.Join join, JsonObject role, By by) {
        if (!Parts.text(team, "status").equals("active")) {
            throw conflict("This team does not care for the patient any more.");
        }
        if (by.reference().isEmpty()) {
            throw conflict("Whoever joins a team must be in the directory of the staff.");
        }
        if (team.objects("participant").stream().anyMatch(each -> isNow(each, by))) {
            throw conflict(by.name() + " is in this team already.");
        }
        JsonObject member = JsonObject.builder()
                .add("reference", by.reference())
                .addIfPresent(
                        "identifier",
                        by.npi().isEmpty()
                                ? null
                                : JsonObject.builder()
                                        .add("system", Teammate.NPI)
                                        .add("value", by.npi())
                                        .build())
                .add("display", by.name())
                .build();
        return appended(
                team,
                "participant",
                JsonObject.builder()
                        .add("role", JsonArray.of(role))
                        .add("member", member)
                        // Its name and no more: a reference would say that the organization treats the patient, by its
                        // own word.
                        .addIfPresent(
                                "onBehalfOf",
                                by.organization().isEmpty()
                                        ? null
                                        : JsonObject.of("display", new JsonString(by.organization())))
                        .add("period", JsonObject.of("start", new JsonString(by.day())))
                        .build());
    }

    /** The team that somebody leaves. */
    static JsonObject left(JsonObject team, By by) {
        List<Json> participants = new ArrayList<>(team.list("participant"));
        boolean found = false;
        for (int i = 0; i < participants.size(); i++) {
            if (participants.get(i) instanceof JsonObject each && isNow(each, by)) {
                JsonObject period = Objects.requireNonNullElse(each.object("period"), JsonObject.EMPTY);
                participants.set(i, Elements.setPeriod(each, Parts.text(period, "start"), by.day()));
                found = true;
            }
        }
        if (!found) {
            throw conflict(by.name() + " is not in this team.");
        }
        return team.with("participant", new JsonArray(participants));
    }

    private static boolean isNow(JsonObject participant, By by) {
        JsonObject member = Objects.requireNonNullElse(participant.object("member"), JsonObject.EMPTY);
        JsonObject period = Objects.requireNonNullElse(participant.object("period"), JsonObject.EMPTY);
        String end = Parts.text(period, "end");
        return !by.reference().isEmpty()
                && Parts.text(member, "reference").equals(by.reference())
                && (end.isEmpty() || end.compareTo(by.day()) > 0);
    }

    private static JsonObject goingOn(JsonObject plan) {
        String status = Parts.text(plan, "status");
        if (!PLAN_GOES_ON.contains(status)) {
            throw conflict("This plan is over: “" + Statuses.ofPlan(status) + "”.");
        }
        return plan;
    }

    private static JsonObject appended(JsonObject resource, String member, JsonObject element) {
        List<Json> all = new ArrayList<>(resource.list(member));
        if (all.size() >= MOST) {
            throw conflict("It holds " + MOST + " of these already. Begin a new plan.");
        }
        all.add(element);
        return resource.with(member, new JsonArray(all));
    }

    /** Who has noted something last. */
    private static String lastBy(JsonObject resource, String member) {
        List<Noted> notes = Noted.all(resource, member);
        String author = notes.isEmpty() ? "" : notes.getLast().author();
        return author.isEmpty() ? "" : " (" + author + ")";
    }

    private static Failed conflict(String why) {
        return new Failed(new Failure.Conflict(why));
    }
}
