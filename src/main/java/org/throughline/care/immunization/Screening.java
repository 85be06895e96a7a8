package org.throughline.care.immunization;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.immunization.patient.Sex;

/**
 * What is asked before a vaccine is given, in our own words. The topics are those of the CDC's general best practice
 * guidelines and of Immunize.org's screening questionnaires. The answers are a QuestionnaireResponse and hold for the day.
 *
 * @see <a href="https://www.cdc.gov/vaccines/hcp/imz-best-practices/contraindications-precautions.html">CDC</a>
 * @param answers what was answered, by the question
 * @param on the day
 */
public record Screening(Map<Question, Answer> answers, LocalDate on) {
    /** The questionnaire that it answers. */
    static final String QUESTIONNAIRE = "urn:throughline:questionnaire:before-vaccines";

    private static final String YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0532";
    private static final int CHILDBEARING_FROM = 11;
    private static final int CHILDBEARING_UNTIL = 55;

    public Screening {
        answers = Map.copyOf(answers);
    }

    /** What can be answered. */
    public enum Answer {
        YES("Y", "Yes"),
        NO("N", "No"),
        UNKNOWN("UNK", "Not known");

        private final String code;
        private final String words;

        Answer(String code, String words) {
            this.code = code;
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** What follows from a yes. */
    enum Effect {
        /** Something that is certain from then on: what the schedule forbids is forbidden. */
        HOLDS,
        /** It must be found out what it is: live vaccines wait. */
        UNSURE,
        /** It speaks against some vaccines today; whoever gives them says why. */
        CAUTION
    }

    /** The questions. */
    public enum Question {
        ILL("Ill today, with more than a cold?", Effect.CAUTION, "029", "030"),
        ALLERGY("A severe allergy to a part of a vaccine, a medicine, food or latex?", Effect.HOLDS, "080"),
        REACTION("A severe reaction after a vaccine before?", Effect.HOLDS, "080"),
        IMMUNE(
                "Cancer, leukemia, HIV, tuberculosis, a transplant, no spleen, or another disease of the immune system?",
                Effect.UNSURE,
                "003",
                "145",
                "146",
                "147",
                "148",
                "150",
                "152",
                "153",
                "154",
                "155",
                "156",
                "157",
                "178",
                "179",
                "180",
                "181",
                "186",
                "246",
                "013",
                "031",
                "160",
                "161",
                "004",
                "016"),
        MEDICINE(
                "In the last 3 months: cortisone by mouth, medicines that weaken immunity, chemotherapy, radiation?",
                Effect.UNSURE,
                "003",
                "158",
                "159",
                "168",
                "216",
                "246"),
        FAMILY("A parent, brother or sister with an inborn weakness of immunity?", Effect.UNSURE, "012"),
        BLOOD(
                "In the last year: blood, plasma or immune globulin?",
                Effect.UNSURE,
                "125",
                "126",
                "127",
                "128",
                "129",
                "130",
                "131",
                "132",
                "133",
                "134",
                "135",
                "136",
                "137",
                "138",
                "139",
                "140",
                "141"),
        RECENT("A vaccine in the last 4 weeks that is not in this chart?", Effect.UNSURE),
        NERVES("A seizure, or a disease of the brain or the nerves?", Effect.CAUTION, "076", "079"),
        CHEST(
                "Asthma or wheezing, daily aspirin, a medicine against flu in the last 2 days, or a cochlear implant?",
                Effect.UNSURE,
                "010",
                "011",
                "027",
                "033",
                "034"),
        BOWEL("A bowel that slid into itself (intussusception), or a malformed bowel?", Effect.UNSURE, "028"),
        PREGNANT("Pregnant, or perhaps within the next month?", Effect.HOLDS, "007");

        private final String words;
        private final Effect effect;
        // Never changed.
        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> codes;

        Question(String words, Effect effect, String... codes) {
            this.words = words;
            this.effect = effect;
            this.codes = List.of(codes);
        }

        /** As it is asked. */
        public String words() {
            return words;
        }

        Effect effect() {
            return effect;
        }

        /** The observations of the schedule that it asks about. */
        List<String> codes() {
            return codes;
        }

        /** As it is named in a form and in the resource. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What is asked of somebody. */
    public static List<Question> questions(@Nullable LocalDate birth, Sex sex, LocalDate on) {
        return Arrays.stream(Question.values())
                .filter(each -> switch (each) {
                    case PREGNANT -> mayBePregnant(birth, sex, on);
                    case BOWEL -> birth == null || birth.plusYears(1).isAfter(on);
                    case CHEST -> birth == null || !birth.plusYears(1).isAfter(on);
                    default -> true;
                })
                .toList();
    }

    /** Whether somebody is of an age and sex to be pregnant, as far as that is known. */
    static boolean mayBePregnant(@Nullable LocalDate birth, Sex sex, LocalDate on) {
        int years =
                birth == null ? CHILDBEARING_FROM : Period.between(birth, on).getYears();
        return sex != Sex.MALE && years >= CHILDBEARING_FROM && years <= CHILDBEARING_UNTIL;
    }

    /** The resource. */
    JsonObject resource(String patient, @Nullable Author author, Instant now, ZoneId zone) {
        List<Json> items = new ArrayList<>();
        for (Question question : Question.values()) {
            Answer answer = answers.get(question);
            if (answer != null) {
                items.add(JsonObject.builder()
                        .add("linkId", question.id())
                        .add("text", question.words())
                        .add(
                                "answer",
                                JsonArray.of(JsonObject.of(
                                        "valueCoding", Parts.coding(YES_NO, answer.code, answer.words()))))
                        .build());
            }
        }
        return JsonObject.builder()
                .add("resourceType", "QuestionnaireResponse")
                .add("questionnaire", QUESTIONNAIRE)
                .add("status", "completed")
                .add("subject", Parts.reference("Patient", patient, ""))
                .add("authored", Parts.moment(now, zone))
                .addIfPresent("author", author == null ? null : author.json())
                .add("item", new JsonArray(items))
                .build();
    }

    /** Whether a resource is one of these. */
    static boolean is(JsonObject resource) {
        return "QuestionnaireResponse".equals(resource.text("resourceType"))
                && Parts.text(resource, "questionnaire").startsWith(QUESTIONNAIRE)
                && "completed".equals(resource.text("status"));
    }

    /** What was answered on a day; empty when it was on another. */
    static Optional<Screening> read(JsonObject resource, LocalDate on) {
        if (!is(resource) || !Parts.text(resource, "authored").startsWith(on.toString())) {
            return Optional.empty();
        }
        Map<Question, Answer> answers = new LinkedHashMap<>();
        for (JsonObject item : resource.objects("item")) {
            Arrays.stream(Question.values())
                    .filter(each -> each.id().equals(item.text("linkId")))
                    .findFirst()
                    .ifPresent(question -> answer(item).ifPresent(each -> answers.put(question, each)));
        }
        return Optional.of(new Screening(answers, on));
    }

    private static Optional<Answer> answer(JsonObject item) {
        return item.objects("answer").stream()
                .map(each -> Parts.text(each.object("valueCoding"), "code"))
                .flatMap(code -> Arrays.stream(Answer.values()).filter(each -> each.code.equals(code)))
                .findFirst();
    }

    /** The last of several that answer the same, each question's own. */
    static Screening merged(List<Screening> oldestFirst, LocalDate on) {
        Map<Question, Answer> answers = new LinkedHashMap<>();
        oldestFirst.forEach(each -> answers.putAll(each.answers()));
        return new Screening(answers, on);
    }
}
