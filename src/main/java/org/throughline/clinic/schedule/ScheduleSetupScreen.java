package org.throughline.clinic.schedule;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.throughline.access.Duty;
import org.throughline.care.entry.Choice;
import org.throughline.care.schedule.Hours;
import org.throughline.care.schedule.House;
import org.throughline.care.schedule.Post;
import org.throughline.care.schedule.PracticeSetup;
import org.throughline.care.schedule.Provider;
import org.throughline.care.schedule.Site;
import org.throughline.care.schedule.Tone;
import org.throughline.care.schedule.VisitType;
import org.throughline.care.schedule.VisitTypes;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /schedule/setup}: who can be booked and when, what for, and in which rooms patients are seen. */
public final class ScheduleSetupScreen implements Screen {
    private static final String HOME = "/schedule/setup";
    private static final int LONGEST = 480;
    private static final int LONGEST_NAME = 60;

    private final ScheduleParts parts;
    private final PracticeSetup setup;

    public ScheduleSetupScreen(ScheduleParts parts, PracticeSetup setup) {
        this.parts = parts;
        this.setup = setup;
    }

    @Override
    public String what() {
        return "how the schedule is set up";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SCHEDULE);
        visit.require(Duty.SETTINGS);
        House house = parts.house(visit);
        List<String> path = visit.path();
        String what = path.size() > 2 ? path.get(2) : "";
        if (what.equals("provider") && path.size() == 4) {
            Provider provider = house.provider(path.get(3)).orElseThrow(ScheduleSetupScreen::none);
            return visit.posts()
                    ? change(visit, house, provider)
                    : provider(visit, 200, house, provider, saved(provider), "");
        }
        if (!visit.posts()) {
            return what.isEmpty() ? page(visit, 200, house, "") : Answer.of(404);
        }
        try {
            act(visit, house, what);
            return Answer.redirect(HOME);
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Invalid invalid -> page(visit, 422, house, invalid.message());
                case Failure.PreconditionFailed ignored ->
                    page(visit, 409, house, "Somebody else has changed this meanwhile. Nothing was saved: look again.");
                default -> throw e;
            };
        }
    }

    private static Failed none() {
        return new Failed(new Failure.NotFound("There is no such page."));
    }

    private static Failed invalid(String message) {
        return new Failed(new Failure.Invalid("value", "", message));
    }

    private void act(Visit visit, House house, String what) {
        Form form = visit.form();
        switch (what) {
            case "open" -> open(visit, house, form.value("post"));
            case "types" -> setup.keep(visit.caller(), types(form));
            case "room" -> setup.addRoom(visit.caller(), name(form.value("name")), house.site(form.value("site")));
            case "close-room" -> setup.closeRoom(visit.caller(), form.value("room"));
            case "zone" -> setup.setZone(visit.caller(), house.site(form.value("site")), zone(form.value("zone")));
            default -> throw none();
        }
    }

    private static String name(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw invalid("It needs a name of at most " + LONGEST_NAME + " letters.");
        }
        return name;
    }

    private static String zone(String typed) {
        String zone = typed.strip();
        if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw invalid("There is no such time zone. Write it as America/New_York, or nothing for the practice's.");
        }
        return zone;
    }

    private void open(Visit visit, House house, String id) {
        Post post = parts.reader().posts(visit.caller()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> invalid("Choose who can be booked."));
        setup.open(visit.caller(), post.practitioner(), post.name(), post.id(), site(house, post), Hours.USUAL);
    }

    private static Site site(House house, Post post) {
        return house.sites().stream()
                .filter(site -> site.organization().equals(post.organization()))
                .findFirst()
                .orElseGet(() -> house.sites().getFirst());
    }

    private VisitTypes types(Form form) {
        List<String> codes = form.values("code");
        List<String> names = form.values("name");
        List<String> minutes = form.values("minutes");
        List<String> tones = form.values("tone");
        Set<String> beside = new HashSet<>(form.values("beside"));
        Set<String> offered = new HashSet<>(form.values("offered"));
        if (names.size() != codes.size() || minutes.size() != codes.size() || tones.size() != codes.size()) {
            throw invalid("The form was not complete. Nothing was saved.");
        }
        List<VisitType> types = new ArrayList<>();
        Set<String> taken = new HashSet<>(codes);
        for (int i = 0; i < codes.size(); i++) {
            String row = Integer.toString(i);
            if (!names.get(i).isBlank()) {
                String code = codes.get(i).isEmpty() ? fresh(names.get(i), taken) : codes.get(i);
                boolean isNew = codes.get(i).isEmpty();
                types.add(new VisitType(
                        code,
                        name(names.get(i)),
                        minutes(minutes.get(i)),
                        Tone.of(tones.get(i)),
                        beside.contains(row),
                        isNew || offered.contains(row)));
            } else if (!codes.get(i).isEmpty()) {
                throw invalid("A kind of visit needs a name. Take away the tick of what is not offered any more.");
            }
        }
        String version = form.value("version");
        return new VisitTypes(version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0, types);
    }

    /** A code that stays, made of the name. */
    private static String fresh(String name, Set<String> taken) {
        String base = name.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String code = base.isEmpty() ? "visit" : base;
        for (int i = 2; !taken.add(code); i++) {
            code = base + "-" + i;
        }
        return code;
    }

    private static int minutes(String typed) {
        String text = typed.strip();
        int minutes = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (minutes < 5 || minutes > LONGEST) {
            throw invalid("A visit takes 5 to " + LONGEST + " minutes.");
        }
        return minutes;
    }

    private Answer page(Visit visit, int status, House house, String failure) {
        Set<String> opened = new HashSet<>();
        house.providers().forEach(provider -> opened.add(provider.post()));
        SetupView view = new SetupView(
                house.providers().stream().map(provider -> row(house, provider)).toList(),
                parts.reader().posts(visit.caller()).stream()
                        .filter(post -> !opened.contains(post.id()))
                        .map(post ->
                                new Choice(post.id(), post.name() + (post.role().isEmpty() ? "" : ", " + post.role())))
                        .toList(),
                house.types().version(),
                house.types().all(),
                Arrays.stream(Tone.values())
                        .map(tone -> new Choice(tone.code(), tone.code()))
                        .toList(),
                house.sites().stream().map(site -> row(house, site)).toList());
        return parts.pages()
                .page(
                        status,
                        "clinic/schedule/setup.jte",
                        Map.of(
                                "frame",
                                visit.frame("Set up the schedule", Place.SCHEDULE),
                                "view",
                                view,
                                "failure",
                                failure));
    }

    private static SetupView.ProviderRow row(House house, Provider provider) {
        return new SetupView.ProviderRow(
                HOME + "/provider/" + provider.id(),
                provider.name(),
                house.sites().size() < 2 ? "" : house.site(provider.site()).name(),
                HoursText.brief(provider.hours()),
                provider.atOnce(),
                provider.active());
    }

    private SetupView.SiteRow row(House house, Site site) {
        return new SetupView.SiteRow(
                site.id(),
                site.name(),
                site.zone().equals(parts.clock().getZone()) ? "" : site.zone().getId(),
                house.rooms().stream()
                        .filter(room -> room.site().equals(site.id()))
                        .map(room -> new Choice(room.id(), room.name()))
                        .toList());
    }

    private static List<ProviderView.DayField> saved(Provider provider) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> new ProviderView.DayField(HoursText.name(day), HoursText.of(provider.hours(), day), ""))
                .toList();
    }

    private Answer change(Visit visit, House house, Provider provider) {
        Form form = visit.form();
        Map<DayOfWeek, String> typed = new EnumMap<>(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values()).forEach(day -> typed.put(day, form.value(HoursText.name(day))));
        Map<String, String> faults = new LinkedHashMap<>();
        Hours hours = HoursText.read(typed, faults);
        String atOnce = form.value("at-once");
        if (!faults.isEmpty() || !atOnce.matches("[1-9]")) {
            List<ProviderView.DayField> fields = typed.entrySet().stream()
                    .map(day -> new ProviderView.DayField(
                            HoursText.name(day.getKey()),
                            day.getValue(),
                            faults.getOrDefault(HoursText.name(day.getKey()), "")))
                    .toList();
            return provider(visit, 422, house, provider, fields, "Not saved. Look at the hours again.");
        }
        String version = form.value("version");
        Provider seen = new Provider(
                provider.id(),
                version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0,
                provider.practitioner(),
                provider.name(),
                provider.post(),
                provider.site(),
                provider.hours(),
                provider.atOnce(),
                provider.active());
        try {
            setup.change(visit.caller(), seen, hours, Integer.parseInt(atOnce), form.has("active"));
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.PreconditionFailed)) {
                throw e;
            }
            return provider(
                    visit,
                    409,
                    house,
                    provider,
                    saved(provider),
                    "Somebody else has changed this meanwhile. Nothing was saved: this is how it is now.");
        }
        return Answer.redirect(HOME);
    }

    private Answer provider(
            Visit visit, int status, House house, Provider provider, List<ProviderView.DayField> days, String failure) {
        ProviderView view = new ProviderView(
                HOME + "/provider/" + provider.id(),
                provider.name(),
                house.sites().size() < 2 ? "" : house.site(provider.site()).name(),
                provider.version(),
                days,
                Integer.toString(provider.atOnce()),
                provider.active());
        return parts.pages()
                .page(
                        status,
                        "clinic/schedule/provider.jte",
                        Map.of(
                                "frame",
                                visit.frame(provider.name(), Place.SCHEDULE),
                                "view",
                                view,
                                "failure",
                                failure));
    }
}
