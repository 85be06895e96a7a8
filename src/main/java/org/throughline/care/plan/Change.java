package org.throughline.care.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.throughline.care.entry.Choice;

/**
 * What somebody does to a plan, a goal or a care team, wherever that has its home. What another change could contradict names the
 * state that it was made on.
 */
public sealed interface Change {
    /** The longest text. */
    int LONGEST = 2_000;

    /** The longest name of an activity, a goal or a role. */
    int LONGEST_NAME = 300;

    /** The FHIR type of what it changes. */
    String type();

    /** Its parts by name, without those that are empty, so that {@link Changes#of} makes the same of them. */
    Map<String, String> parts();

    /** What is wrong with it, by field. */
    Map<String, String> faults();

    /** What it says, in words. */
    String words();

    /**
     * An activity is added to a plan.
     *
     * @param by the day until which it is to be done; empty for none
     */
    record Add(String what, Performer who, String by) implements Change {
        @Override
        public String type() {
            return "CarePlan";
        }

        @Override
        public Map<String, String> parts() {
            return Changes.parts("add", "what", what, "who", who.reference(), "name", who.name(), "by", by);
        }

        @Override
        public Map<String, String> faults() {
            Map<String, String> faults = new LinkedHashMap<>();
            Changes.requireName(faults, "what", what, "Say what is to be done.");
            Changes.requireDay(faults, "by", by);
            Changes.limit(faults, "who", who.name(), LONGEST_NAME);
            return faults;
        }

        @Override
        public String words() {
            return "New activity: " + what;
        }
    }

    /**
     * An activity is at another status, or somebody says how it goes.
     *
     * @param activity the {@link Activity#key}
     * @param was its status when this was said
     * @param status the same for how it goes only
     * @param text empty for nothing more to say
     */
    record Step(String activity, String was, String status, String text) implements Change {
        /** Whether it sets another status. */
        public boolean moves() {
            return !status.equals(was);
        }

        @Override
        public String type() {
            return "CarePlan";
        }

        @Override
        public Map<String, String> parts() {
            return Changes.parts("step", "activity", activity, "was", was, "status", status, "text", text);
        }

        @Override
        public Map<String, String> faults() {
            Map<String, String> faults = new LinkedHashMap<>();
            if (moves()) {
                Changes.requireChoice(faults, "status", status, Statuses.ACTIVITY);
            } else if (text.isBlank()) {
                faults.put("text", "Say how it goes, or choose another status.");
            }
            Changes.limit(faults, "text", text, LONGEST);
            Changes.limit(faults, "activity", activity, LONGEST_NAME);
            return faults;
        }

        @Override
        public String words() {
            return said(moves() ? Choice.words(Statuses.ACTIVITY, status) : "");
        }

        /** What is noted of it. */
        String said(String moved) {
            return moved.isEmpty() ? text : text.isBlank() ? moved : moved + ": " + text;
        }
    }

    /**
     * A goal is added to a plan.
     *
     * @param due empty for no day
     */
    record Aim(String what, String due) implements Change {
        @Override
        public String type() {
            return "CarePlan";
        }

        @Override
        public Map<String, String> parts() {
            return Changes.parts("aim", "what", what, "due", due);
        }

        @Override
        public Map<String, String> faults() {
            Map<String, String> faults = new LinkedHashMap<>();
            Changes.requireName(faults, "what", what, "Say what is to be reached.");
            Changes.requireDay(faults, "due", due);
            return faults;
        }

        @Override
        public String words() {
            return "New goal: " + what;
        }
    }

    /**
     * How a goal stands.
     *
     * @param was what was said of it before
     * @param stands the same for a note only
     * @param text empty for nothing more to say
     */
    record Standing(String was, String stands, String text) implements Change {
        /** Whether it says another thing than before. */
        public boolean moves() {
            return !stands.equals(was);
        }

        @Override
        public String type() {
            return "Goal";
        }

        @Override
        public Map<String, String> parts() {
            return Changes.parts("standing", "was", was, "stands", stands, "text", text);
        }

        @Override
        public Map<String, String> faults() {
            Map<String, String> faults = new LinkedHashMap<>();
            if (moves()) {
                Changes.requireChoice(faults, "stands", stands, Statuses.ACHIEVEMENT);
            } else if (text.isBlank()) {
                faults.put("text", "Say how the goal stands.");
            }
            Changes.limit(faults, "text", text, LONGEST);
            return faults;
        }

        @Override
        public String words() {
            String moved = moves() ? Choice.words(Statuses.ACHIEVEMENT, stands) : "";
            return moved.isEmpty() ? text : text.isBlank() ? moved : moved + ": " + text;
        }
    }

    /** Somebody has gone through a plan with the patient or the team. */
    record Review(String text) implements Change {
        @Override
        public String type() {
            return "CarePlan";
        }

        @Override
        public Map<String, String> parts() {
            return Changes.parts("review", "text", text);
        }

        @Override
        public Map<String, String> faults() {
            Map<String, String> faults = new LinkedHashMap<>();
            if (text.isBlank()) {
                faults.put("text", "Say what came of it.");
            }
            Changes.limit(faults, "text", text, LONGEST);
            return faults;
        }

        @Override
        public String words() {
            return "Reviewed: " + text;
        }
    }

    /** Whoever says so is in a team from now on. */
    record Join(String role) implements Change {
        @Override
        public String type() {
            return "CareTeam";
        }

        @Override
        public Map<String, String> parts() {
            return Changes.parts("join", "role", role);
        }

        @Override
        public Map<String, String> faults() {
            Map<String, String> faults = new LinkedHashMap<>();
            Changes.requireName(faults, "role", role, "Say what you do for the patient.");
            return faults;
        }

        @Override
        public String words() {
            return "Joins the care team: " + role;
        }
    }

    /** Whoever says so is in a team no more after today. */
    record Leave() implements Change {
        @Override
        public String type() {
            return "CareTeam";
        }

        @Override
        public Map<String, String> parts() {
            return Changes.parts("leave");
        }

        @Override
        public Map<String, String> faults() {
            return Map.of();
        }

        @Override
        public String words() {
            return "Leaves the care team";
        }
    }

    /**
     * Who is to do an activity.
     *
     * @param reference the address of the resource where it is held, or of ours as the record refers to it; {@link #PATIENT} for the
     *     patient; empty for whoever has only a name
     * @param name empty for nobody in particular
     */
    record Performer(String reference, String name) {
        public static final Performer NOBODY = new Performer("", "");

        /** Stands for the patient, whose id differs from organization to organization. */
        public static final String PATIENT = "Patient";
    }

    /** Reads and checks the parts of changes. */
    final class Changes {
        private static final Pattern DAY = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

        private Changes() {}

        /** The change of which these are the parts; empty when it is none that is known here. */
        public static Optional<Change> of(Map<String, String> parts) {
            return switch (part(parts, "kind")) {
                case "add" ->
                    Optional.of(new Add(
                            part(parts, "what"),
                            new Performer(part(parts, "who"), part(parts, "name")),
                            part(parts, "by")));
                case "step" ->
                    Optional.of(new Step(
                            part(parts, "activity"), part(parts, "was"), part(parts, "status"), part(parts, "text")));
                case "aim" -> Optional.of(new Aim(part(parts, "what"), part(parts, "due")));
                case "standing" ->
                    Optional.of(new Standing(part(parts, "was"), part(parts, "stands"), part(parts, "text")));
                case "review" -> Optional.of(new Review(part(parts, "text")));
                case "join" -> Optional.of(new Join(part(parts, "role")));
                case "leave" -> Optional.of(new Leave());
                default -> Optional.empty();
            };
        }

        private static String part(Map<String, String> parts, String name) {
            return parts.getOrDefault(name, "");
        }

        static Map<String, String> parts(String kind, String... namesAndValues) {
            Map<String, String> parts = new LinkedHashMap<>();
            parts.put("kind", kind);
            for (int i = 0; i < namesAndValues.length; i += 2) {
                if (!namesAndValues[i + 1].isEmpty()) {
                    parts.put(namesAndValues[i], namesAndValues[i + 1]);
                }
            }
            return parts;
        }

        static void requireName(Map<String, String> faults, String field, String value, String missing) {
            if (value.isBlank()) {
                faults.put(field, missing);
            }
            limit(faults, field, value, LONGEST_NAME);
        }

        static void limit(Map<String, String> faults, String field, String value, int longest) {
            if (value.length() > longest) {
                faults.put(field, "Write " + longest + " letters at most.");
            }
        }

        static void requireDay(Map<String, String> faults, String field, String day) {
            if (!day.isEmpty() && !DAY.matcher(day).matches()) {
                faults.put(field, "This is not a day.");
            }
        }

        static void requireChoice(Map<String, String> faults, String field, String code, List<Choice> choices) {
            if (choices.stream().noneMatch(choice -> choice.code().equals(code))) {
                faults.put(field, "Choose one.");
            }
        }
    }
}
