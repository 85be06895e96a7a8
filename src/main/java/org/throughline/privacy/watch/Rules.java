package org.throughline.privacy.watch;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** When an access to one patient is odd, and why in plain words. Whoever treats the patient is where they belong. */
record Rules(Thresholds thresholds) {

    /** What is odd about it. */
    Map<Kind, String> odd(Sighting sighting) {
        Map<Kind, String> odd = new EnumMap<>(Kind.class);
        if (sighting.staff().charts().contains(sighting.patient())) {
            odd.put(Kind.OWN_CHART, "It is their own chart.");
        } else if (!sighting.treats()) {
            family(sighting).ifPresent(reason -> odd.put(Kind.FAMILY, reason));
            address(sighting).ifPresent(reason -> odd.put(Kind.ADDRESS, reason));
            if (sighting.person().employee()) {
                odd.put(Kind.COLLEAGUE, "The patient works here, and they do not treat the patient.");
            }
            hours(sighting).ifPresent(reason -> odd.put(Kind.HOURS, reason));
        }
        odd.keySet().removeAll(thresholds.without());
        return odd;
    }

    private static Optional<String> family(Sighting sighting) {
        TreeSet<String> common = new TreeSet<>(sighting.staff().names());
        common.retainAll(sighting.person().names());
        return common.isEmpty()
                ? Optional.empty()
                : Optional.of("Both have the family name " + capital(common.first())
                        + ", and they do not treat the patient.");
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    }

    private Optional<String> address(Sighting sighting) {
        OptionalInt nearest = sighting.staff().homes().stream()
                .flatMap(own -> sighting.person().homes().stream().map(own::apart))
                .flatMapToInt(OptionalInt::stream)
                .min();
        if (nearest.isEmpty() || nearest.getAsInt() > thresholds.houses()) {
            return Optional.empty();
        }
        return Optional.of(
                nearest.getAsInt() == 0
                        ? "Both have the same address, and they do not treat the patient."
                        : "The patient lives in the same street, " + nearest.getAsInt()
                                + " house numbers away, and they do not treat the patient.");
    }

    private Optional<String> hours(Sighting sighting) {
        int hour = sighting.at().atZone(thresholds.zone()).getHour();
        return thresholds.isOdd(hour)
                ? Optional.of("It was " + hour + " o'clock, and they do not treat the patient.")
                : Optional.empty();
    }
}
