package org.throughline.care.stay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.stay.Happening.Kind;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Copy;

/**
 * Reads from an Encounter what has happened in a stay so far. All of it follows from the present version, with its
 * {@code statusHistory}, {@code classHistory} and {@code location}, so that a version that was passed over, or came late, is not
 * missed. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/encounter.html">Encounter</a>
 */
public final class StayReader {
    /** Codes of HL7's ActEncounterCode for a stay. */
    static final Set<String> STAYS = Set.of("IMP", "ACUTE", "NONAC", "OBSENC", "SS");

    static final String EMERGENCY = "EMER";

    /** All classes of which somebody is told, as a search wants them. */
    static final String CLASSES = "IMP,ACUTE,NONAC,OBSENC,SS,EMER";

    /** The code of HL7's discharge-disposition for who has died. */
    static final String EXPIRED = "exp";

    private static final Set<String> WITHDRAWN = Set.of("entered-in-error", "cancelled");
    private static final Set<String> BEFORE = Set.of("planned", "unknown", "");
    private static final Set<String> STAYING = Set.of("in-progress", "onleave", "finished");

    private StayReader() {}

    /**
     * What has happened, the first first; empty for what is no stay, or has not begun.
     *
     * @param ours what we are called, for an Encounter that names no organization
     */
    public static List<Happening> read(JsonObject encounter, String ours) {
        String status = Parts.text(encounter, "status");
        String kind = kind(encounter.object("class"));
        boolean stay = STAYS.contains(kind);
        String house = house(encounter, ours);
        if (WITHDRAWN.contains(status)) {
            return List.of(new Happening("withdrawn", Kind.WITHDRAWN, null, house, "", ""));
        }
        List<Happening> all = new ArrayList<>();
        if (BEFORE.contains(status)) {
            return all;
        }
        String why = why(encounter);
        String who = attending(encounter);
        Instant begun = moment(encounter.object("period"), "start");
        Optional<JsonObject> emergency = encounter.objects("classHistory").stream()
                .filter(each -> EMERGENCY.equals(kind(each.object("class"))))
                .findFirst();
        if (emergency.isPresent() || EMERGENCY.equals(kind)) {
            Instant came = emergency
                    .map(each -> moment(each.object("period"), "start"))
                    .orElse(begun);
            all.add(new Happening("emergency", Kind.EMERGENCY, came, house, why, who));
        }
        Instant admitted = emergency
                .map(each -> moment(each.object("period"), "end"))
                .or(() -> Optional.ofNullable(waited(encounter)))
                .orElse(begun);
        if (stay && STAYING.contains(status)) {
            all.add(new Happening("admitted", Kind.ADMITTED, admitted, house, why, who));
        }
        moves(encounter, admitted, all);
        if (status.equals("finished") && (stay || EMERGENCY.equals(kind))) {
            all.add(end(encounter, house, who));
        }
        return all;
    }

    /** Whether the stay was taken back. */
    static boolean isWithdrawn(JsonObject encounter) {
        return WITHDRAWN.contains(Parts.text(encounter, "status"));
    }

    /** Whether an Encounter began before a moment. */
    static boolean isBefore(JsonObject encounter, Instant at) {
        Instant start = moment(encounter.object("period"), "start");
        return start == null || start.isBefore(at);
    }

    private static Happening end(JsonObject encounter, String house, String who) {
        JsonObject stay = encounter.object("hospitalization");
        JsonObject whereto = stay == null ? null : stay.object("dischargeDisposition");
        Instant at = moment(encounter.object("period"), "end");
        boolean died = whereto != null
                && whereto.objects("coding").stream().anyMatch(each -> EXPIRED.equals(each.text("code")));
        return died
                ? new Happening("died", Kind.DIED, at, house, "", who)
                : new Happening("discharged", Kind.DISCHARGED, at, house, Parts.words(whereto), who);
    }

    /** When the waiting was over before somebody was admitted who came without an emergency; null when nobody waited. */
    private static @Nullable Instant waited(JsonObject encounter) {
        return encounter.objects("statusHistory").stream()
                .filter(each -> !STAYING.contains(Parts.text(each, "status")))
                .map(each -> moment(each.object("period"), "end"))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** The places after the first; one to which somebody came by being admitted is no other event. */
    private static void moves(JsonObject encounter, @Nullable Instant admitted, List<Happening> all) {
        boolean first = true;
        for (JsonObject each : encounter.objects("location")) {
            String status = Parts.text(each, "status");
            if (status.equals("planned") || status.equals("reserved")) {
                continue;
            }
            Instant at = moment(each.object("period"), "start");
            String place = Parts.text(each.object("location"), "display");
            if (!first && (at == null || !at.equals(admitted))) {
                String reference = Parts.text(each.object("location"), "reference");
                all.add(new Happening(
                        "moved " + (at == null ? "" : at) + " " + (place.isEmpty() ? reference : place),
                        Kind.MOVED,
                        at,
                        place,
                        "",
                        ""));
            }
            first = false;
        }
    }

    private static String house(JsonObject encounter, String ours) {
        String named = Parts.text(encounter.object("serviceProvider"), "display");
        return Copy.holder(encounter).orElse(named.isEmpty() ? ours : named);
    }

    private static String why(JsonObject encounter) {
        return Stream.concat(
                        encounter.objects("reasonCode").stream().map(Parts::words),
                        encounter.objects("reasonReference").stream().map(each -> Parts.text(each, "display")))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String attending(JsonObject encounter) {
        List<JsonObject> all = encounter.objects("participant");
        return Stream.concat(
                        all.stream()
                                .filter(each -> each.objects("type").stream()
                                        .flatMap(type -> type.objects("coding").stream())
                                        .anyMatch(coding -> "ATND".equals(coding.text("code")))),
                        all.stream())
                .map(each -> Parts.text(each.object("individual"), "display"))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String kind(@Nullable JsonObject coding) {
        return Parts.text(coding, "code");
    }

    static @Nullable Instant moment(@Nullable JsonObject object, String name) {
        return Parts.instant(object, name).orElseGet(() -> {
            LocalDate day = Parts.day(Parts.text(object, name));
            return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
        });
    }
}
