package org.throughline.app;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.care.charge.Charges;
import org.throughline.care.charge.Fee;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.form.Answers;
import org.throughline.care.form.Filled;
import org.throughline.care.form.Template;
import org.throughline.care.form.Terms;
import org.throughline.care.note.Chartbook;
import org.throughline.care.note.Written;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.task.Member;
import org.throughline.care.visit.OpenVisit;
import org.throughline.clinic.inbox.Team;
import org.throughline.http.Form;
import org.throughline.http.Parameter;
import org.throughline.terminology.Catalogues;
import org.throughline.ui.draft.Drafts;

/**
 * The notes and charges of the demonstration, for visits of the days before: signed by several people, one with scores and
 * measurements, one that waits for a second signature, one with an addendum, and some that are begun. They are written by what
 * the screens use too, at the times at which it would have been done.
 */
final class DemoNotes {
    private static final int DAYS_BEFORE = 2;
    private static final int WRITTEN = 8;
    private static final int ADDED_TO = 1;
    private static final int BEGUN = 3;
    private static final String SHORT = "Short note";

    /** What a visit comes to, for the notes of the demonstration. */
    private record Said(String history, String exam, String plan) {}

    private static final List<Said> SAID = List.of(
            new Said(
                    "Feels well. Took the tablets every day but two. No dizziness, no swelling of the ankles.",
                    "Heart regular, no murmur. Lungs clear. No oedema.",
                    "Goes on as before. Blood pressure at home twice a week. Again in three months."),
            new Said(
                    "Dry cough for five days, no fever, sleeps well. Nobody ill at home.",
                    "Throat slightly red. Lungs clear, no wheeze.",
                    "Viral. Fluids, rest. Comes back with fever, breathlessness, or after ten days."),
            new Said(
                    "Knee hurts going downstairs, not at night. No injury.",
                    "No effusion. Full movement with some crackling. Stable.",
                    "Exercises shown. Paracetamol when needed. Weight talked about. Again in six weeks."),
            new Said(
                    "Came for the results. Knows about the sugar; eats late in the evening.",
                    "Feet: pulses there, feels the monofilament everywhere.",
                    "HbA1c again in three months. Walks after dinner, as agreed. Eye check is due."));

    private static final List<Fee> FEES = List.of(
            fee("OV15", "Office visit, 15 minutes", "95.00"),
            fee("OV30", "Office visit, 30 minutes", "140.00"),
            fee("NEW", "First visit of a new patient", "190.00"),
            fee("TEL", "Telephone visit", "45.00"),
            fee("G0439", "Yearly wellness visit", "132.00"),
            fee("G0008", "Influenza vaccine, giving it", "25.00"),
            fee("BLOOD", "Taking blood", "12.00"),
            fee("ECG", "Electrocardiogram with report", "40.00"));

    private final Wiring wiring;
    private final Caller operator = Installation.operator();
    private final ScheduleReader schedule;
    private final Map<String, Member> staff;
    private final List<Template> templates;
    private final Terms terms =
            new Terms(Catalogues.shipped().problems(), Catalogues.shipped().allergens());
    private final ZoneId zone;
    private final Instant now;

    DemoNotes(Wiring wiring, ZoneId zone, Instant now) {
        this.wiring = wiring;
        this.schedule = wiring.care().schedule();
        this.templates = wiring.care().templates().active(operator);
        this.zone = zone;
        this.now = now;
        this.staff = new Team(wiring.login())
                .present().roster().members().stream().collect(Collectors.toMap(Member::name, Function.identity()));
    }

    private static Fee fee(String code, String words, String amount) {
        return new Fee("", 0, "", code, words, new BigDecimal(amount), true);
    }

    /** Makes them for the visits of the days before; the list of fees once. */
    void make() {
        if (wiring.care().fees().all(operator).isEmpty()) {
            FEES.forEach(fee -> wiring.care().fees().save(operator, fee));
        }
        List<Past> past = past();
        String waits = "";
        for (int i = 0; i < Math.min(WRITTEN, past.size()); i++) {
            Past visit = past.get(i);
            boolean asks =
                    waits.isEmpty() && i != ADDED_TO && author(visit).name().equals("Noa Lindqvist");
            String note = written(visit, i, asks ? reference("Alex Rivera") : "");
            waits = asks ? note : waits;
            charge(visit, i);
            if (i == ADDED_TO) {
                addendum(visit, note);
            }
        }
        past.stream().skip(WRITTEN).limit(BEGUN).forEach(this::begin);
    }

    /** A visit that is over. */
    private record Past(Booking booking, OpenVisit visit) {}

    /** Those of the days before, of several clinicians in turn. */
    private List<Past> past() {
        LocalDate today = LocalDate.ofInstant(now, zone);
        List<Past> past = new ArrayList<>();
        for (int before = 1; before <= DAYS_BEFORE; before++) {
            List<Booking> done = schedule.bookings(operator, LocalTimes.day(today.minusDays(before), zone)).stream()
                    .filter(booking -> booking.status() == Booking.Status.DONE)
                    .limit(WRITTEN)
                    .toList();
            Map<String, OpenVisit> visits =
                    wiring
                            .care()
                            .visits()
                            .of(operator, done.stream().map(Booking::id).toList())
                            .stream()
                            .collect(
                                    Collectors.toMap(OpenVisit::appointment, Function.identity(), (one, other) -> one));
            done.stream()
                    .filter(booking -> visits.containsKey(booking.id()))
                    .map(booking -> new Past(booking, Objects.requireNonNull(visits.get(booking.id()))))
                    .forEach(past::add);
        }
        return past;
    }

    /** One with scores and measurements, one that waits for a second signature, the others short; the note's id. */
    private String written(Past visit, int number, String cosigner) {
        Said said = SAID.get(number % SAID.size());
        boolean scored = number == 0;
        Map<String, List<String>> typed = scored
                ? Map.of(
                        "reason", List.of(visit.booking().reason()),
                        "hpi", List.of(said.history()),
                        "systolic", List.of("138"),
                        "diastolic", List.of("84"),
                        "pulse", List.of("72"),
                        "phq_interest", List.of("LA6569-3"),
                        "phq_down", List.of("LA6568-5"))
                : Map.of(
                        "reason", List.of(visit.booking().reason()),
                        "history", List.of(said.history()),
                        "exam", List.of(said.exam()),
                        "plan", List.of(said.plan()));
        return sign(
                visit,
                scored ? "Family medicine visit" : SHORT,
                typed,
                "",
                cosigner,
                visit.visit().since().plus(Duration.ofMinutes(10)));
    }

    private void addendum(Past visit, String note) {
        sign(
                visit,
                "Addendum",
                Map.of(
                        "addendum",
                        List.of("The patient rang: the pharmacy had another brand. Told that it is the same.")),
                note,
                "",
                now.minus(Duration.ofHours(2)));
    }

    private String sign(
            Past visit, String template, Map<String, List<String>> typed, String appends, String cosigner, Instant at) {
        Filled filled = Filled.of(template(template), new Answers(typed, Map.of()), terms);
        Written written = new Written(
                UUID.randomUUID().toString(),
                filled,
                "Encounter/" + visit.visit().id(),
                appends,
                cosigner);
        return wiring.care().at(Clock.fixed(at, ZoneOffset.UTC)).signing(terms).sign(chart(visit), written);
    }

    private Template template(String title) {
        return templates.stream()
                .filter(template -> template.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private void charge(Past visit, int number) {
        List<Fee> fees = wiring.care().fees().all(operator);
        Fee fee = fees.get(number % fees.size());
        Concept reason =
                wiring
                        .care()
                        .chartbook()
                        .resources(operator, visit.booking().patient(), Chartbook.Shelf.PROBLEMS)
                        .stream()
                        .map(problem -> Concept.of(problem.object("code")))
                        .filter(code -> !code.text().isEmpty())
                        .findFirst()
                        .orElse(new Concept(visit.booking().reason(), List.of()));
        Charges charges = wiring.care()
                .at(Clock.fixed(visit.visit().since(), ZoneOffset.UTC))
                .charges();
        charges.add(chart(visit), visit.visit().id(), new Charges.Wanted(fee.id(), 1, null, List.of(reason)));
    }

    /** A note that was begun at the end of a visit and is not signed yet: a draft of its author. */
    private void begin(Past visit) {
        Said said = SAID.getFirst();
        String address = "/notes/" + visit.booking().patient() + "/write/"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 18);
        new Drafts(wiring.database(), InstantSource.fixed(visit.visit().since()))
                .keep(
                        author(visit).account(),
                        address,
                        0,
                        new Form(List.of(
                                new Parameter("template", template(SHORT).id()),
                                new Parameter("title", SHORT),
                                new Parameter("f-reason", visit.booking().reason()),
                                new Parameter("f-history", said.history()))));
    }

    private Entries.Chart chart(Past visit) {
        Member author = author(visit);
        return new Entries.Chart(
                operator,
                visit.booking().patient(),
                new Author(Objects.requireNonNull(author.reference()), author.name()));
    }

    private Member author(Past visit) {
        String practitioner = "Practitioner/" + visit.booking().practitioner();
        return staff.values().stream()
                .filter(member -> practitioner.equals(member.reference()))
                .findFirst()
                .orElseGet(() -> member("Alex Rivera"));
    }

    private String reference(String name) {
        return Objects.requireNonNull(member(name).reference());
    }

    private Member member(String name) {
        return Optional.ofNullable(staff.get(name)).orElseThrow();
    }
}
