package org.throughline.clinic.privacy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.setting.Setting;
import org.throughline.privacy.watch.Kind;
import org.throughline.privacy.watch.WatchSettings;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /privacy/alerts/settings}: from when on an access is odd. */
public final class WatchScreen implements Screen {
    private static final String HOME = "/privacy/alerts";

    private final PrivacyDesk desk;
    private final WatchSettings settings;
    private final Pages pages;

    public WatchScreen(PrivacyDesk desk, WatchSettings settings, Pages pages) {
        this.desk = desk;
        this.settings = settings;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "the thresholds of alerts";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.PRIVACY);
        if (!visit.posts()) {
            desk.note(visit.caller(), "alerts/settings", java.util.Set.of());
            return page(visit, "");
        }
        try {
            settings.set(visit.caller(), typed(visit.form()));
            return Answer.redirect(HOME);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid invalid) {
                return page(visit, invalid.message());
            }
            throw e;
        }
    }

    private static Map<Setting, String> typed(Form form) {
        Map<Setting, String> typed = new EnumMap<>(Setting.class);
        typed.put(
                Setting.WATCH_WITHOUT,
                Arrays.stream(Kind.values())
                        .map(Kind::name)
                        .filter(name -> !form.has(name))
                        .collect(Collectors.joining(" ")));
        typed.put(Setting.WATCH_DAYS, form.value("days").strip());
        typed.put(Setting.WATCH_HOUSES, form.value("houses").strip());
        typed.put(Setting.WATCH_PATIENTS, form.value("patients").strip());
        typed.put(Setting.WATCH_TIMES, form.value("times").strip());
        typed.put(Setting.WATCH_OPENED, form.value("opened").strip());
        typed.put(Setting.WATCH_HOURS, form.value("hours").strip());
        typed.put(Setting.WATCH_ZONE, form.value("zone").strip());
        return typed;
    }

    private Answer page(Visit visit, String failure) {
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "clinic/privacy/watch.jte",
                Map.of(
                        "frame",
                        visit.frame("When an access is odd", Place.PRIVACY),
                        "tabs",
                        desk.tabs(visit.caller(), HOME),
                        "thresholds",
                        settings.present(),
                        "failure",
                        failure));
    }
}
