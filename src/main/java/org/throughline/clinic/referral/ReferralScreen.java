package org.throughline.clinic.referral;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Choice;
import org.throughline.care.referral.Deadlines;
import org.throughline.care.referral.Move;
import org.throughline.care.referral.Referral;
import org.throughline.care.referral.Side;
import org.throughline.care.referral.Wish;
import org.throughline.care.schedule.Booking;
import org.throughline.care.summary.DocumentText;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.PatientList;
import org.throughline.clinic.PatientNames;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.referral.Packet;
import org.throughline.ui.Dates;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/**
 * {@code /referrals}: those to us, and with {@code ?of=ours} those to others. {@code /referrals/TASK}: what has become of one, and
 * what can be done next; {@code /referrals/TASK/packet} is the paper for who is not reached otherwise.
 */
public final class ReferralScreen implements Screen {
    /** How long a FHIR date of a day is. */
    private static final int DAY = 10;

    private final ReferralDesk desk;
    private final Identifying identifying;
    private final Deadlines deadlines = Deadlines.shipped();

    public ReferralScreen(ReferralDesk desk) {
        this.desk = desk;
        this.identifying = new Identifying(desk);
    }

    @Override
    public String what() {
        return "referrals";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        if (!visit.caller().may(Interaction.SEARCH, "Task")) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        List<String> path = visit.path();
        return switch (path.size()) {
            case 1 -> list(visit);
            case 2 -> one(visit, desk.referrals().read(visit.caller(), path.get(1)));
            case 3 -> {
                if (!path.get(2).equals("packet")) {
                    throw none();
                }
                yield new PacketPrinting(desk).print(visit, desk.referrals().read(visit.caller(), path.get(1)));
            }
            default -> throw none();
        };
    }

    static Failed none() {
        return new Failed(new Failure.NotFound("There is no such page."));
    }

    private Answer list(Visit visit) {
        if (visit.posts()) {
            return Answer.of(405);
        }
        Caller caller = visit.caller();
        boolean ours = visit.request().parameter("of").orElse("").equals("ours");
        boolean all = visit.request().parameter("all").isPresent();
        Side side = ours ? Side.REQUESTER : Side.RECEIVER;
        List<Referral> found =
                all ? desk.referrals().all(caller, side) : desk.referrals().open(caller, side);
        Set<Long> addresses = found.stream()
                .filter(each -> !each.patient().isEmpty())
                .map(each -> Address.of("Patient", each.patient()))
                .collect(Collectors.toSet());
        Map<Long, Person> people = desk.charts().people(caller, addresses);
        desk.audit()
                .record(Access.of(desk.clock().instant(), caller, Action.VIEW, 0, "referrals", 200, people.keySet()));
        ReferralViews views = new ReferralViews(new Dates(desk.clock().getZone()));
        PatientNames names = new PatientNames(desk.clock());
        List<ReferralView.Row> rows = found.stream()
                .filter(each -> each.patient().isEmpty() || people.containsKey(Address.of("Patient", each.patient())))
                .map(each ->
                        views.row(each, row(names, people.get(Address.of("Patient", each.patient()))), silence(each)))
                .toList();
        return desk.pages()
                .page(
                        200,
                        "clinic/referral/list.jte",
                        Map.of("frame", visit.frame("Referrals", Place.INBOX), "rows", rows, "ours", ours, "all", all));
    }

    /** What has not happened for too long; empty when all is in time. */
    private String silence(Referral referral) {
        LocalDate today = LocalDate.now(desk.clock());
        return referral.side() == Side.RECEIVER
                ? ""
                : deadlines
                        .silence(referral, today, desk.clock().getZone())
                        .map(Deadlines.Silence::words)
                        .orElse("");
    }

    private static PatientList.@Nullable Row row(PatientNames names, @Nullable Person person) {
        return person == null ? null : names.row(person);
    }

    private Answer one(Visit visit, Referral referral) {
        if (referral.patient().isEmpty()) {
            Packet packet = desk.arrivals().packet(referral.id()).orElseThrow(ReferralScreen::none);
            return visit.posts() ? post(visit, referral, packet) : arrival(visit, referral, packet, 200, "");
        }
        if (visit.posts()) {
            visit.requireSame(referral.patient());
            return desk.chartPages().open(visit, wanted(referral), view -> move(visit, referral));
        }
        return page(visit, referral, 200, "");
    }

    private static ChartPages.Wanted wanted(Referral referral) {
        return new ChartPages.Wanted(referral.patient(), "orders", Set.of(), false);
    }

    private Answer post(Visit visit, Referral referral, Packet packet) {
        try {
            if (visit.form().value("act").equals("identify")) {
                identifying.identify(visit, packet);
                return Answer.redirect("/referrals/" + referral.id() + "?moved=identified");
            }
            act(visit, referral);
            return Answer.redirect("/referrals/" + referral.id() + "?moved=done");
        } catch (Failed e) {
            return arrival(visit, referral, packet, status(e), e.failure().message());
        }
    }

    private Answer move(Visit visit, Referral referral) {
        try {
            act(visit, referral);
            return Answer.redirect("/referrals/" + referral.id() + "?moved=done");
        } catch (Failed e) {
            return page(visit, referral, status(e), e.failure().message());
        }
    }

    /** What can be said beside the form; anything else is for the guard. */
    private static int status(Failed e) {
        return switch (e.failure()) {
            case Failure.Invalid ignored -> 422;
            case Failure.Conflict ignored -> 409;
            default -> throw e;
        };
    }

    private void act(Visit visit, Referral referral) {
        if (!visit.caller().may(Interaction.UPDATE, "Task")) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        String code = visit.form().value("act");
        Move move = java.util.Arrays.stream(Move.values())
                .filter(each -> each.name().equals(code))
                .findFirst()
                .orElseThrow(ReferralScreen::none);
        String note = visit.form().value("note");
        if (!note.isEmpty()
                && NotesToSend.of(desk.notes(), visit.caller(), referral.patient()).stream()
                        .noneMatch(each -> each.code().equals(note))) {
            throw new Failed(new Failure.Invalid("value", "note", "This note cannot be sent back."));
        }
        desk.referrals()
                .move(
                        visit.caller(),
                        referral,
                        new Wish(version(visit), move, visit.form().value("words"), day(visit, move), note));
    }

    private static int version(Visit visit) {
        String version = visit.form().value("version");
        if (!version.matches("[0-9]{1,9}")) {
            throw new Failed(new Failure.Malformed("value", "version", "This is not a number."));
        }
        return Integer.parseInt(version);
    }

    private @Nullable LocalDate day(Visit visit, Move move) {
        String written = visit.form().value("day").strip();
        String typed = written.isEmpty() ? visit.form().value("booked") : written;
        if (typed.isEmpty() || (move != Move.SCHEDULED && move != Move.SEEN)) {
            return null;
        }
        LocalDate today = LocalDate.now(desk.clock());
        LocalDate day = TypedDate.read(typed, today)
                .filter(date -> date.length() == DAY)
                .map(LocalDate::parse)
                .orElseThrow(() -> new Failed(new Failure.Invalid("value", "day", "Write a day, as 14/7/26 or t+3w.")));
        if (move == Move.SEEN && day.isAfter(today)) {
            throw new Failed(new Failure.Invalid("value", "day", "This day has not come yet."));
        }
        return day;
    }

    private Answer page(Visit visit, Referral referral, int status, String failure) {
        return desk.chartPages().page(visit, wanted(referral), status, "clinic/referral/referral.jte", chart -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("view", view(visit, referral, chart.name(), failure));
            return parameters;
        });
    }

    private ReferralView view(Visit visit, Referral referral, String name, String failure) {
        ReferralViews views = new ReferralViews(new Dates(desk.clock().getZone()));
        boolean acts = visit.caller().may(Interaction.UPDATE, "Task");
        return views.view(
                referral,
                name,
                desk.referrals().isConnected(referral),
                acts ? desk.referrals().hands(referral) : List.of(),
                desk.messages().sent(referral),
                titles(visit.caller(), referral),
                referral.patient().isEmpty() || referral.side() == Side.REQUESTER
                        ? List.of()
                        : NotesToSend.of(desk.notes(), visit.caller(), referral.patient()),
                appointments(visit.caller(), referral),
                new ReferralViews.Typed(
                        failure,
                        visit.posts() ? visit.form().value("act") : "",
                        visit.posts() ? visit.form().value("words") : "",
                        visit.posts() ? visit.form().value("day") : "",
                        visit.request().parameter("moved").orElse("")));
    }

    /** The appointments of the patient here that are to come, when a day can be said. */
    private List<Choice> appointments(Caller caller, Referral referral) {
        if (referral.patient().isEmpty()
                || referral.side() == Side.REQUESTER
                || !referral.course().open(Side.RECEIVER).contains(Move.SCHEDULED)
                || !caller.may(Interaction.SEARCH, "Appointment")) {
            return List.of();
        }
        Dates dates = new Dates(desk.clock().getZone());
        return desk.schedule().of(caller, referral.patient(), desk.clock().instant()).stream()
                .filter(Booking::stands)
                .map(each -> new Choice(
                        each.time()
                                .from()
                                .atZone(desk.clock().getZone())
                                .toLocalDate()
                                .toString(),
                        dates.moment(each.time().from()) + " · " + each.typeName()))
                .toList();
    }

    /** What the documents that go with it are called, those that the visitor may see. */
    private Map<String, String> titles(Caller caller, Referral referral) {
        Map<String, String> titles = new HashMap<>();
        for (List<String> ids : List.of(referral.enclosed(), referral.reports())) {
            for (String id : ids) {
                title(caller, referral.patient(), id).ifPresent(title -> titles.put(id, title));
            }
        }
        return titles;
    }

    private Optional<String> title(Caller caller, String patient, String id) {
        try {
            String type = desk.documents().find(caller, patient, id).type();
            return Optional.of(type.isEmpty() ? "Document" : type);
        } catch (Failed e) {
            return Optional.empty();
        }
    }

    private Answer arrival(Visit visit, Referral referral, Packet packet, int status, String failure) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Referral", Place.INBOX));
        parameters.put("view", view(visit, referral, referral.who(), failure));
        boolean knows = visit.caller().may(Interaction.UPDATE, "Patient");
        parameters.put("summary", knows ? DocumentText.of(packet.summary()) : List.of());
        if (knows) {
            parameters.put("arrival", identifying.arrival(visit, packet));
        }
        return desk.pages().page(status, "clinic/referral/arrival.jte", parameters);
    }
}
