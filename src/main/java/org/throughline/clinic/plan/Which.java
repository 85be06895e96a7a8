package org.throughline.clinic.plan;

import java.util.Arrays;
import java.util.Locale;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Which form of the plan it is, as its address says it: {@code add~PLAN}, {@code step~PLAN~ACTIVITY}.
 *
 * @param id of the plan, goal or team
 * @param activity the key of the activity; empty for none
 */
record Which(What what, String id, String activity) {
    private static final char BETWEEN = '~';

    /** What is done by it. */
    enum What {
        ADD("CarePlan"),
        STEP("CarePlan"),
        AIM("CarePlan"),
        REVIEW("CarePlan"),
        STANDING("Goal"),
        JOIN("CareTeam"),
        LEAVE("CareTeam");

        private final String type;

        What(String type) {
            this.type = type;
        }

        /** The FHIR type of what is changed by it. */
        String type() {
            return type;
        }
    }

    static Which of(What what, String id) {
        return new Which(what, id, "");
    }

    /** @throws Failed with {@link Failure.NotFound} when it is none */
    static Which parse(String text) {
        String[] parts = text.split(String.valueOf(BETWEEN), -1);
        return Arrays.stream(What.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(parts[0]))
                .findFirst()
                .filter(each -> parts.length == (each == What.STEP ? 3 : 2))
                .map(each -> new Which(each, parts[1], parts.length == 3 ? parts[2] : ""))
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such page.")));
    }

    /** Where it is. */
    String address(String patient) {
        return "/patients/" + patient + "/plan/" + what.name().toLowerCase(Locale.ROOT) + BETWEEN + id
                + (activity.isEmpty() ? "" : BETWEEN + activity);
    }
}
