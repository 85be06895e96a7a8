package org.throughline.clinic.admin;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.throughline.access.Duty;
import org.throughline.care.directory.Site;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.AccountKind;
import org.throughline.login.role.Role;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /admin/settings}: the organization and its sites, and how people log in. */
public final class SettingsScreen implements Screen {
    private static final String HOME = "/admin/settings";
    private static final int LONGEST_IDLE = 60;
    private static final int LONGEST_CRITICAL = 240;
    private static final int LONGEST_DAYS = 30;

    private final AdminParts parts;
    private final Settings settings;
    private final ProviderForm provider;
    private final Pages pages;
    private final Runnable zoneChanged;

    /** @param zoneChanged is told when the practice's time zone was changed */
    public SettingsScreen(AdminParts parts, Pages pages, Runnable zoneChanged) {
        this.parts = parts;
        this.settings = parts.login().settings();
        this.provider = new ProviderForm(parts.login().outside());
        this.pages = pages;
        this.zoneChanged = zoneChanged;
    }

    @Override
    public String what() {
        return "the settings";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SETTINGS);
        String act = String.join("/", visit.path().subList(2, visit.path().size()));
        if (!visit.posts() && act.isEmpty()) {
            return page(visit, "", provider.saved());
        }
        if (visit.posts() && act.equals("provider")) {
            return provider(visit);
        }
        try {
            act(visit, act);
            return Answer.redirect(HOME);
        } catch (Failed e) {
            return page(visit, parts.told(e), provider.saved());
        }
    }

    private Answer provider(Visit visit) {
        ProviderView checked = provider.checked(visit.form());
        if (visit.form().has("check")) {
            return page(visit, "", checked);
        }
        if (!checked.good()) {
            return page(visit, "The identity provider was not saved: see below what is missing.", checked);
        }
        try {
            provider.save(visit.caller(), visit.form());
            return Answer.redirect(HOME);
        } catch (Failed e) {
            return page(visit, parts.told(e), checked);
        }
    }

    private void act(Visit visit, String act) {
        Form form = visit.form();
        switch (visit.request().method() + " " + act) {
            case "POST sites" ->
                parts.directory()
                        .addSite(
                                visit.caller(),
                                settings.of(Setting.ORGANIZATION),
                                form.value("name").strip());
            case "POST zone" -> {
                settings.set(visit.caller(), Map.of(Setting.ZONE, zone(form.value("zone"))));
                zoneChanged.run();
            }
            case "POST provider/remove" -> provider.remove(visit.caller());
            case "POST login" ->
                settings.set(
                        visit.caller(),
                        Map.of(
                                Setting.IDLE_MINUTES,
                                minutes(form.value("idle")),
                                Setting.SECOND_FACTOR,
                                form.has("second") ? "yes" : "no"));
            case "POST tasks" ->
                settings.set(
                        visit.caller(),
                        Map.of(
                                Setting.ESCALATE_DAYS,
                                days(form.value("days").strip()),
                                Setting.ESCALATE_TO,
                                role(form.value("role")),
                                Setting.ESCALATE_COPY,
                                form.has("copies") ? "yes" : "no"));
            case "POST results" -> settings.set(visit.caller(), pressed(form));
            case "POST orders" ->
                settings.set(
                        visit.caller(),
                        Map.of(Setting.STANDING_ORDERS, form.value("standing").strip()));
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        }
    }

    private static Map<Setting, String> pressed(Form form) {
        int covering = within(form, "covering", LONGEST_CRITICAL);
        int manager = within(form, "manager", LONGEST_CRITICAL);
        if (manager < covering) {
            throw new Failed(new Failure.Invalid(
                    "value", "manager", "The practice managers are told after whoever covers, not before."));
        }
        return Map.of(
                Setting.RESULT_CRITICAL_MINUTES,
                Integer.toString(covering),
                Setting.RESULT_MANAGER_MINUTES,
                Integer.toString(manager),
                Setting.RESULT_ABNORMAL_DAYS,
                Integer.toString(within(form, "abnormal", LONGEST_DAYS)),
                Setting.RESULT_ROUTINE_DAYS,
                Integer.toString(within(form, "routine", LONGEST_DAYS)));
    }

    private static int within(Form form, String field, int most) {
        String typed = form.value(field).strip();
        if (!typed.matches("[0-9]{1,4}") || Integer.parseInt(typed) < 1 || Integer.parseInt(typed) > most) {
            throw new Failed(new Failure.Invalid(
                    "value", field, "Write a number from 1 to " + most + ": others are always told in the end."));
        }
        return Integer.parseInt(typed);
    }

    private static String zone(String typed) {
        String name = typed.strip();
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new Failed(
                    new Failure.Invalid("value", "zone", "There is no such time zone. Write it as America/New_York."));
        }
        return name;
    }

    private static String minutes(String typed) {
        if (!typed.matches("[0-9]{1,2}") || Integer.parseInt(typed) < 1 || Integer.parseInt(typed) > LONGEST_IDLE) {
            throw new Failed(new Failure.Invalid(
                    "value", "idle", "Pages can be locked after 1 to " + LONGEST_IDLE + " minutes."));
        }
        return typed;
    }

    private static String days(String typed) {
        if (!typed.matches("[0-9]{0,2}")) {
            throw new Failed(new Failure.Invalid("value", "days", "Write a number of days, or nothing for never."));
        }
        return typed;
    }

    private String role(String code) {
        return parts.login().roles().all().stream()
                .map(Role::code)
                .filter(code::equals)
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Invalid("value", "role", "Choose a role.")));
    }

    private SettingsView.Escalated escalated() {
        String to = settings.of(Setting.ESCALATE_TO);
        return new SettingsView.Escalated(
                settings.of(Setting.ESCALATE_DAYS),
                parts.login().roles().all().stream()
                        .filter(role -> role.heldBy() == AccountKind.STAFF)
                        .map(role ->
                                new Choice(role.code(), role.name(), role.code().equals(to)))
                        .toList(),
                settings.isYes(Setting.ESCALATE_COPY));
    }

    private Answer page(Visit visit, String failure, ProviderView outside) {
        List<Site> sites = parts.directory().sites(visit.caller(), settings.of(Setting.ORGANIZATION));
        SettingsView view = new SettingsView(
                sites.isEmpty() ? "" : sites.getFirst().name(),
                sites.stream().skip(1).map(Site::name).toList(),
                settings.zone().getId(),
                settings.number(Setting.IDLE_MINUTES),
                settings.isYes(Setting.SECOND_FACTOR),
                escalated(),
                new SettingsView.Pressed(
                        settings.number(Setting.RESULT_CRITICAL_MINUTES),
                        settings.number(Setting.RESULT_MANAGER_MINUTES),
                        settings.number(Setting.RESULT_ABNORMAL_DAYS),
                        settings.number(Setting.RESULT_ROUTINE_DAYS)),
                settings.of(Setting.STANDING_ORDERS),
                outside);
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "clinic/admin/settings.jte",
                Map.of("frame", visit.frame("Settings", Place.ADMIN), "view", view, "failure", failure));
    }
}
