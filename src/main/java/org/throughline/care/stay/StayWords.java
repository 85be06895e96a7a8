package org.throughline.care.stay;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has happened, in a line: {@code Admitted to City Hospital, 27-Nov 14:02, for chest pain; Dr Ana Ruiz}. Pure.
 *
 * @param zone of the practice
 * @param reasons whether it says why
 */
record StayWords(ZoneId zone, boolean reasons) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd-MMM HH:mm", Locale.US);
    private static final int LONGEST = 300;

    String of(Happening happening) {
        String what = switch (happening.kind()) {
            case EMERGENCY -> "In the emergency department" + of(" of ", happening.where());
            case ADMITTED -> "Admitted" + of(" to ", happening.where());
            case MOVED -> "Moved" + of(" to ", happening.where().isEmpty() ? "another place" : happening.where());
            case DISCHARGED -> "Discharged" + of(" from ", happening.where());
            case DIED -> "Died" + of(" at ", happening.where());
            case WITHDRAWN -> "Entered in error" + of(" at ", happening.where()) + ": the stay was taken back";
        };
        String why = switch (happening.kind()) {
            case EMERGENCY, ADMITTED -> reasons ? of("for ", happening.more()) : "";
            case DISCHARGED -> of("", happening.more());
            default -> "";
        };
        String line = Stream.of(what, moment(happening.at()), why)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
        String whole = line + of("; ", happening.who());
        return whole.length() > LONGEST ? whole.substring(0, LONGEST - 1) + "…" : whole;
    }

    private String moment(@Nullable Instant at) {
        return at == null ? "" : MOMENT.format(at.atZone(zone));
    }

    private static String of(String before, String word) {
        return word.isEmpty() ? "" : before + word;
    }
}
