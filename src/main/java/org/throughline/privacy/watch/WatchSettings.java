package org.throughline.privacy.watch;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;

/** The thresholds as they are set. */
public final class WatchSettings {
    private static final int MOST = 10_000;

    private final Settings settings;

    public WatchSettings(Settings settings) {
        this.settings = settings;
    }

    public Thresholds present() {
        String[] hours = settings.of(Setting.WATCH_HOURS).split("-", 2);
        String zone = settings.of(Setting.WATCH_ZONE);
        Set<String> without = Set.of(settings.of(Setting.WATCH_WITHOUT).split(" ", -1));
        return new Thresholds(
                Arrays.stream(Kind.values())
                        .filter(kind -> without.contains(kind.name()))
                        .collect(Collectors.toSet()),
                settings.number(Setting.WATCH_DAYS),
                settings.number(Setting.WATCH_HOUSES),
                settings.number(Setting.WATCH_PATIENTS),
                settings.number(Setting.WATCH_TIMES),
                settings.number(Setting.WATCH_OPENED),
                Integer.parseInt(hours[0]),
                Integer.parseInt(hours[1]),
                zone.isEmpty() ? settings.zone() : ZoneId.of(zone));
    }

    /**
     * Sets them, as they were typed.
     *
     * @throws Failed with {@link Failure.Forbidden} for whoever is not the privacy officer, or {@link Failure.Invalid}
     *     when one makes no sense
     */
    public void set(Caller caller, Map<Setting, String> typed) {
        if (!caller.may(Duty.PRIVACY)) {
            throw new Failed(new Failure.Forbidden("Only the privacy officer sets this."));
        }
        typed.forEach(WatchSettings::check);
        settings.set(caller, typed);
    }

    private static void check(Setting setting, String value) {
        boolean fits = switch (setting) {
            case WATCH_DAYS, WATCH_PATIENTS, WATCH_TIMES -> isNumber(value) && Integer.parseInt(value) > 0;
            case WATCH_HOUSES, WATCH_OPENED -> isNumber(value);
            case WATCH_HOURS -> value.matches("([01]?[0-9]|2[0-3])-([01]?[0-9]|2[0-4])");
            case WATCH_ZONE -> value.isEmpty() || isZone(value);
            case WATCH_WITHOUT ->
                Stream.of(value.split(" ", -1))
                        .allMatch(name -> name.isEmpty()
                                || Arrays.stream(Kind.values())
                                        .anyMatch(kind -> kind.name().equals(name)));
            default -> false;
        };
        if (!fits) {
            throw new Failed(new Failure.Invalid("value", setting.name(), "“" + value + "” cannot be set here."));
        }
    }

    private static boolean isNumber(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= MOST;
    }

    private static boolean isZone(String value) {
        try {
            ZoneId.of(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
