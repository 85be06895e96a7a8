package org.throughline.care.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A care team as a form holds it.
 *
 * @param name empty for the one that needs none
 * @param status a code of {@link #STATUSES}
 * @param start since when: a FHIR date; empty when unknown
 * @param end until when, the same way
 * @param note empty for none
 * @param members in the order in which they are listed
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-careteam.html">US Core CareTeam</a>
 */
public record TeamEntry(String name, String status, String start, String end, String note, List<Member> members) {
    public static final List<Choice> STATUSES = List.of(
            new Choice("active", "Cares for the patient"),
            new Choice("proposed", "Planned"),
            new Choice("suspended", "Paused"),
            new Choice("inactive", "Ended"));
    public static final TeamEntry NEW = new TeamEntry("", "active", "", "", "", List.of());

    public TeamEntry {
        members = List.copyOf(members);
    }

    /**
     * Somebody of a care team.
     *
     * @param reference who it is in the record: {@code Practitioner/1}, {@code RelatedPerson/2}; empty for somebody outside
     * @param name as a person reads it
     * @param role what they do for the patient
     * @param until the last day; empty for no end
     */
    public record Member(String reference, String name, Concept role, String until) {
        private static Optional<Member> of(JsonObject participant) {
            JsonObject who = participant.object("member");
            if (who == null) {
                return Optional.empty();
            }
            String reference = Concept.text(who, "reference");
            String display = Concept.text(who, "display");
            JsonObject period = participant.object("period");
            return Optional.of(new Member(
                    reference,
                    display.isEmpty() ? reference : display,
                    participant.objects("role").stream()
                            .findFirst()
                            .map(Concept::of)
                            .orElse(Concept.NONE),
                    period == null ? "" : Concept.text(period, "end")));
        }

        private boolean is(Member other) {
            return reference.isEmpty()
                    ? name.equals(other.name) && other.reference.isEmpty()
                    : reference.equals(other.reference);
        }

        /** The participant with what is said here in place of what it said of that. */
        private JsonObject change(JsonObject participant) {
            JsonObject told = participant;
            if (participant.object("member") == null) {
                told = told.with(
                        "member",
                        reference.isEmpty()
                                ? JsonObject.of("display", new JsonString(name))
                                : Author.reference(reference, name));
            }
            if (!role.equals(of(told).map(Member::role).orElse(Concept.NONE))) {
                told = told.with("role", JsonArray.of(role.json()));
            }
            JsonObject period = told.object("period");
            String start = period == null ? "" : Concept.text(period, "start");
            return Elements.setPeriod(told, start, until);
        }
    }

    /** What the resource says, as far as the form knows it. */
    public static TeamEntry of(JsonObject team) {
        JsonObject period = team.object("period");
        return new TeamEntry(
                Concept.text(team, "name"),
                Concept.text(team, "status"),
                period == null ? "" : Concept.text(period, "start"),
                period == null ? "" : Concept.text(period, "end"),
                Elements.note(team),
                team.objects("participant").stream()
                        .flatMap(participant -> Member.of(participant).stream())
                        .toList());
    }

    /**
     * What is wrong with it, by field: {@code status}, {@code end}, and {@code who-0}, {@code role-0} for the first member.
     *
     * @param kept as it was: who was in the team without a role may stay so
     */
    public Map<String, String> faults(TeamEntry kept) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (STATUSES.stream().noneMatch(choice -> choice.code().equals(status))) {
            faults.put("status", "Choose a status.");
        }
        if (!start.isEmpty() && !end.isEmpty() && end.compareTo(start) < 0) {
            faults.put("end", "It ends before it begins.");
        }
        if (members.isEmpty()) {
            faults.put("who-0", "Say who is in the team.");
        }
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (member.role().isEmpty() && kept.members().stream().noneMatch(member::is)) {
                faults.put("role-" + i, "Say what they do for the patient.");
            }
        }
        return faults;
    }

    /** A new resource. */
    public JsonObject create(String patient) {
        return change(JsonObject.builder()
                .add("resourceType", "CareTeam")
                .add("subject", Author.reference("Patient/" + patient, ""))
                .build());
    }

    /** The resource with what the form holds in place of what it said of that. */
    public JsonObject change(JsonObject team) {
        List<JsonObject> present = new ArrayList<>(team.objects("participant"));
        List<Json> participants = new ArrayList<>();
        for (Member member : members) {
            JsonObject same = present.stream()
                    .filter(each -> Member.of(each).filter(member::is).isPresent())
                    .findFirst()
                    .orElse(JsonObject.EMPTY);
            present.remove(same);
            participants.add(member.change(same));
        }
        // Of whom the form knows nothing, nothing is taken away.
        present.stream().filter(each -> each.object("member") == null).forEach(participants::add);
        JsonObject told = Elements.setText(team, "name", name).with("status", new JsonString(status));
        JsonObject joined = participants.isEmpty()
                ? told.without("participant")
                : told.with("participant", new JsonArray(participants));
        return Elements.setNote(Elements.setPeriod(joined, start, end), note);
    }
}
