package org.throughline.network.emergency;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.summary.HandedSummary;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** What is said between who asks in an emergency and who answers, as JSON. Pure. */
final class Words {
    private static final int LONGEST = 60;

    /** What of a Patient tells who it is. */
    private static final Set<String> WHO = Set.of(
            "resourceType", "name", "birthDate", "gender", "address", "telecom", "identifier", "multipleBirthInteger");

    private Words() {}

    /**
     * What is asked.
     *
     * @param from the id of the Patient of who asks, which a link may name
     * @param person who it is
     * @param reason why, in the words of who asks
     */
    record Question(String from, JsonObject person, String reason) {
        static Question of(JsonObject patient, String reason) {
            JsonObject.Builder who = JsonObject.builder();
            for (int i = 0; i < patient.size(); i++) {
                if (WHO.contains(patient.nameAt(i))) {
                    who.add(patient.nameAt(i), patient.valueAt(i));
                }
            }
            return new Question(String.valueOf(patient.text("id")), who.build(), reason);
        }

        /** @throws Failed with {@link Failure.Malformed} when something is missing */
        static Question read(JsonObject said) {
            JsonObject person = said.object("patient");
            if (person == null || !"Patient".equals(person.text("resourceType"))) {
                throw new Failed(new Failure.Malformed("required", "patient", "Who it is about is missing."));
            }
            return new Question(
                    Objects.requireNonNullElse(said.text("from"), ""),
                    person,
                    Objects.requireNonNullElse(said.text("reason"), ""));
        }

        JsonObject json() {
            return JsonObject.builder()
                    .add("from", from)
                    .add("patient", person)
                    .add("reason", reason)
                    .build();
        }
    }

    /** @param document the summary; null for none */
    static JsonObject answer(String answer, String call, @Nullable JsonObject document) {
        JsonObject.Builder json = JsonObject.builder().add("answer", answer).add("call", call);
        json.addIfPresent("document", document);
        return json.build();
    }

    /** @throws Failed with {@link Failure.Malformed} when it is not understood */
    static Told told(JsonObject answer) {
        return switch (Objects.requireNonNullElse(answer.text("answer"), "")) {
            case "known" ->
                new Told.Known(
                        HandedSummary.read(
                                Optional.ofNullable(answer.object("document")).orElse(JsonObject.EMPTY)),
                        "");
            case "perhaps" -> new Told.Perhaps(line(answer.text("call")));
            case "nobody" -> new Told.Nobody();
            default -> throw new Failed(new Failure.Malformed("value", "answer", "This is not understood here."));
        };
    }

    private static String line(@Nullable String text) {
        String line = text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
}
