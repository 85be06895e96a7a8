package org.throughline.clinic.practice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.imaging.ReadingFigures;
import org.throughline.care.practice.Elsewhere;
import org.throughline.care.practice.Kept;
import org.throughline.care.practice.MixUps;
import org.throughline.care.practice.OpenWork;
import org.throughline.care.practice.Seen;
import org.throughline.care.practice.SignedNotes;
import org.throughline.care.practice.Today;
import org.throughline.care.practice.VisitTimes;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.task.Worklist;
import org.throughline.care.visit.Visits;
import org.throughline.clinic.inbox.Team;
import org.throughline.events.repeat.Repeats;
import org.throughline.record.Records;
import org.throughline.search.Searches;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/** What the pages about the practice share. The figures that take longer are counted once for all who look. */
public final class PracticeParts {
    /** How many days back the times of visits and orders are counted. */
    static final int DAYS = 90;

    private static final Caller PRODUCT = new Caller("practice", "Figures of the practice", Rights.EVERYTHING);
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST_TIMES = 50;
    private static final Duration KEPT_LONGER = Duration.ofMinutes(30);

    private final ScheduleReader schedule;
    private final Visits visits;
    private final Worklist worklist;
    private final Records records;
    private final ChartReader charts;
    private final AuditTrail audit;
    private final Team team;
    private final Repeats repeats;
    private final Supplier<String> organization;
    private final Supplier<List<Elsewhere.Holder>> holders;
    private final Elsewhere elsewhere;

    /** The one that was asked for longest ago first. */
    private final Map<Elsewhere.Time, Kept<Elsewhere.Figures>> seenElsewhere = new LinkedHashMap<>(16, 0.75f, true);

    private final Clock clock;
    private final SignedNotes notes;
    private final Kept<List<Seen>> times;
    private final Kept<SignedNotes.Figures> signed;
    private final Kept<MixUps.Figures> mixUps;
    private final ReadingFigures figures;
    private final Kept<List<ReadingFigures.Count>> readings;

    /**
     * @param organization the id of the Organization that is the practice; empty until it is set up
     * @param holders whoever shares records with us or sends them
     */
    public PracticeParts(
            ScheduleReader schedule,
            Visits visits,
            Worklist worklist,
            Records records,
            Searches searches,
            ChartReader charts,
            AuditTrail audit,
            Team team,
            Repeats repeats,
            Supplier<String> organization,
            Supplier<List<Elsewhere.Holder>> holders,
            Clock clock) {
        this.schedule = schedule;
        this.visits = visits;
        this.worklist = worklist;
        this.records = records;
        this.charts = charts;
        this.audit = audit;
        this.team = team;
        this.repeats = repeats;
        this.organization = organization;
        this.holders = holders;
        this.elsewhere = new Elsewhere(records, searches);
        this.clock = clock;
        this.notes = new SignedNotes(records, searches);
        this.figures = new ReadingFigures(records, searches);
        this.readings = new Kept<>(() -> figures.count(PRODUCT, people(), now(), clock.getZone()), KEPT, clock);
        this.times = new Kept<>(this::readTimes, KEPT, clock);
        this.signed = new Kept<>(this::countNotes, KEPT, clock);
        this.mixUps = new Kept<>(
                () -> new MixUps(records, searches).find(PRODUCT, now().minus(Duration.ofDays(DAYS))),
                KEPT_LONGER,
                clock);
    }

    private List<Seen> readTimes() {
        return new VisitTimes(schedule, visits).read(PRODUCT, clock.getZone(), organization.get(), now(), DAYS);
    }

    private SignedNotes.Figures countNotes() {
        return notes.count(PRODUCT, people(), now(), clock.getZone());
    }

    /** Who works here, by how the record refers to them. */
    private Map<String, String> people() {
        Map<String, String> authors = new TreeMap<>();
        team.present()
                .roster()
                .members()
                .forEach(member -> member.references().stream()
                        .filter(reference -> reference.startsWith("Practitioner/"))
                        .forEach(reference -> authors.put(reference, member.name())));
        return authors;
    }

    Today todays() {
        return Today.read(schedule, visits, PRODUCT, clock.getZone(), organization.get(), now());
    }

    OpenWork work(Team.Present present) {
        return OpenWork.read(worklist, present.roster(), now(), today());
    }

    List<SignedNotes.Addendum> addenda(String key) {
        return notes.addenda(PRODUCT, key, now(), clock.getZone());
    }

    Kept<List<Seen>> times() {
        return times;
    }

    Kept<SignedNotes.Figures> signed() {
        return signed;
    }

    Kept<List<ReadingFigures.Count>> readings() {
        return readings;
    }

    Kept<MixUps.Figures> mixUps() {
        return mixUps;
    }

    /** Who was seen elsewhere too, from a day until another, both included; kept for each such time that was asked for lately. */
    Kept<Elsewhere.Figures> elsewhere(LocalDate first, LocalDate last) {
        Elsewhere.Time time = new Elsewhere.Time(
                first.atStartOfDay(clock.getZone()).toInstant(),
                last.plusDays(1).atStartOfDay(clock.getZone()).toInstant());
        synchronized (seenElsewhere) {
            Kept<Elsewhere.Figures> kept = seenElsewhere.get(time);
            if (kept == null) {
                kept = new Kept<>(() -> elsewhere.count(PRODUCT, holders.get(), time), KEPT, clock);
                seenElsewhere.put(time, kept);
                if (seenElsewhere.size() > MOST_TIMES) {
                    seenElsewhere.remove(seenElsewhere.keySet().iterator().next());
                }
            }
            return kept;
        }
    }

    Repeats repeats() {
        return repeats;
    }

    Team team() {
        return team;
    }

    Shown shown(Visit visit, Collection<Shown.Entry> entries) {
        return Shown.of(visit.caller(), records, charts, entries);
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    Dates dates() {
        return new Dates(clock.getZone());
    }

    /** Enters in the trail what somebody looked at, and whose names they were told. */
    void note(Visit visit, String target, Set<Long> patients) {
        audit.record(Access.of(now(), visit.caller(), Action.VIEW, 0, target, 200, patients));
    }
}
