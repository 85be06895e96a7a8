package org.throughline.clinic.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.Person;
import org.throughline.care.chart.PersonReader;
import org.throughline.care.registration.Matching.Match;
import org.throughline.care.registration.Registry;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.PatientList;
import org.throughline.clinic.PatientNames;
import org.throughline.clinic.registration.RegistrationScreen;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.transfer.Closing;
import org.throughline.network.transfer.Contents;
import org.throughline.network.transfer.Decisions;
import org.throughline.network.transfer.OpenEnd;
import org.throughline.network.transfer.State;
import org.throughline.network.transfer.Transfer;
import org.throughline.network.transfer.Transfers;
import org.throughline.network.transfer.Wish;
import org.throughline.ui.Dates;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /transfers}: charts that move away and that come. {@code /transfers/new/PATIENT}: the patient asks for it. {@code
 * /transfers/ID}: what goes and what does not, the signature, and at the new practice who it is, taking and confirming it.
 */
public final class TransferScreen implements Screen {
    private static final String NEW = "new";
    private static final int MOST = 8;

    private final TransferDesk desk;
    private final TransferForm form;

    public TransferScreen(TransferDesk desk) {
        this.desk = desk;
        this.form = new TransferForm(desk);
    }

    @Override
    public String what() {
        return "charts that move";
    }

    @Override
    public Answer answer(Visit visit) {
        if (!Closing.opens(visit.caller())) {
            visit.require(Duty.CHART);
        }
        List<String> path = visit.path();
        return switch (path.size()) {
            case 1 -> list(visit);
            case 2 -> one(visit, desk.transfers().one(path.get(1)));
            case 3 -> {
                if (path.get(1).equals(NEW)) {
                    yield form.answer(visit, path.get(2));
                }
                if (!path.get(2).equals("package")) {
                    throw none();
                }
                yield new HandedPackage(desk).answer(visit, desk.transfers().one(path.get(1)));
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
        List<Transfer> all = desk.transfers().all();
        Map<Long, Person> people = desk.charts()
                .people(
                        visit.caller(),
                        all.stream()
                                .filter(each -> !each.patient().isEmpty())
                                .map(each -> Address.of("Patient", each.patient()))
                                .collect(Collectors.toSet()));
        desk.audit()
                .record(Access.of(
                        desk.clock().instant(), visit.caller(), Action.VIEW, 0, "transfers", 200, people.keySet()));
        PatientNames names = new PatientNames(desk.clock());
        Dates dates = new Dates(desk.clock().getZone());
        boolean registers = visit.caller().may(Interaction.UPDATE, "Patient");
        List<TransferView.Row> rows = all.stream()
                .filter(each -> each.patient().isEmpty()
                        ? registers
                        : people.containsKey(Address.of("Patient", each.patient())))
                .map(each -> new TransferView.Row(
                        each.id(),
                        each.patient().isEmpty()
                                ? names.row(PersonReader.read(Transfers.person(each)))
                                        .name()
                                : names.row(Objects.requireNonNull(people.get(Address.of("Patient", each.patient()))))
                                        .name(),
                        each.receiver(),
                        each.giving(),
                        TransferViews.state(each),
                        dates.moment(each.changed()),
                        each.trouble()))
                .toList();
        return desk.pages()
                .page(
                        200,
                        "clinic/transfer/list.jte",
                        Map.of("frame", visit.frame("Charts that move", Place.INBOX), "rows", rows));
    }

    private Answer one(Visit visit, Transfer transfer) {
        if (transfer.patient().isEmpty()) {
            if (!visit.caller().may(Interaction.UPDATE, "Patient")) {
                throw new Failed(new Failure.Forbidden("Your roles do not include this."));
            }
            return visit.posts() ? act(visit, transfer) : arrival(visit, transfer, 200, "");
        }
        if (visit.posts()) {
            visit.requireSame(transfer.patient());
            return desk.chartPages().open(visit, wanted(transfer), view -> act(visit, transfer));
        }
        return page(visit, transfer, 200, "");
    }

    private static ChartPages.Wanted wanted(Transfer transfer) {
        return new ChartPages.Wanted(transfer.patient(), "sharing", Set.of(), false);
    }

    private Answer act(Visit visit, Transfer transfer) {
        Transfers transfers = desk.transfers();
        String reason = visit.form().value("reason");
        try {
            switch (visit.form().value("act")) {
                case "sign" -> transfers.decisions().sign(visit.caller(), transfer.id());
                case "withdraw" -> transfers.decisions().withdraw(visit.caller(), transfer.id(), reason);
                case "refuse" -> transfers.decisions().refuse(visit.caller(), transfer.id(), reason);
                case "accept" -> accept(visit, transfer);
                case "handed" -> transfers.byHand().handed(visit.caller(), transfer.id(), reason);
                case "receipt" -> transfers.byHand().receipt(visit.caller(), transfer.id(), reason);
                case "confirm" -> transfers.decisions().confirm(visit.caller(), transfer.id());
                case "open" -> transfers.closing().open(visit.caller(), transfer, reason);
                default -> throw none();
            }
            return Answer.redirect("/transfers/" + transfer.id());
        } catch (Failed e) {
            int status = switch (e.failure()) {
                case Failure.Invalid ignored -> 422;
                case Failure.Conflict ignored -> 409;
                default -> throw e;
            };
            return transfer.patient().isEmpty()
                    ? arrival(visit, transfer, status, e.failure().message())
                    : page(visit, transfer, status, e.failure().message());
        }
    }

    private void accept(Visit visit, Transfer transfer) {
        String who = visit.form().value("who");
        if (who.equals(NEW)) {
            RegistrationScreen.Belonging belonging = desk.belonging().apply(visit);
            String patient = desk.registry()
                    .register(
                            visit.caller(),
                            Registry.described(Transfers.person(transfer)),
                            belonging.organization(),
                            belonging.site());
            desk.transfers().decisions().accept(visit.caller(), transfer.id(), patient);
            return;
        }
        boolean offered = candidates(visit, transfer).stream()
                .anyMatch(each -> each.stored().id().equals(who));
        if (!offered
                || desk.charts()
                        .people(visit.caller(), Set.of(Address.of("Patient", who)))
                        .isEmpty()) {
            throw new Failed(new Failure.Invalid("required", "who", "Choose who it is, or that it is a new patient."));
        }
        desk.transfers().decisions().accept(visit.caller(), transfer.id(), who);
    }

    private List<Match> candidates(Visit visit, Transfer transfer) {
        try {
            return desk
                    .matching()
                    .find(visit.caller(), Transfers.person(transfer).without("id"))
                    .stream()
                    .limit(MOST)
                    .toList();
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid) {
                return List.of(); // too little is said to look for anybody
            }
            throw e;
        }
    }

    private Answer arrival(Visit visit, Transfer transfer, int status, String failure) {
        PatientNames names = new PatientNames(desk.clock());
        List<Match> candidates = transfer.state() == State.OFFERED ? candidates(visit, transfer) : List.of();
        desk.audit()
                .record(Access.of(
                        desk.clock().instant(),
                        visit.caller(),
                        Action.VIEW,
                        0,
                        "transfer/" + transfer.id(),
                        200,
                        candidates.stream().map(each -> each.stored().address()).collect(Collectors.toSet())));
        PatientList.Row them = names.row(PersonReader.read(Transfers.person(transfer)));
        List<PatientList.Row> ours = candidates.stream()
                .map(each -> names.row(PersonReader.read(each.patient())))
                .toList();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("A chart from " + transfer.receiver(), Place.INBOX));
        parameters.put("view", view(visit, transfer, them.name(), failure));
        parameters.put("them", them);
        parameters.put("ours", ours);
        parameters.put("certain", desk.transfers().recognized(transfer).orElse(""));
        parameters.put("asks", transfer.state() == State.OFFERED);
        return desk.pages().page(status, "clinic/transfer/arrival.jte", parameters);
    }

    private Answer page(Visit visit, Transfer transfer, int status, String failure) {
        return desk.chartPages()
                .page(
                        visit,
                        wanted(transfer),
                        status,
                        "clinic/transfer/transfer.jte",
                        view -> Map.of("view", view(visit, transfer, view.name(), failure)));
    }

    private TransferView view(Visit visit, Transfer transfer, String who, String failure) {
        TransferViews views = new TransferViews(new Dates(desk.clock().getZone()));
        Wish wish = transfer.wish();
        boolean looks = transfer.giving()
                && (transfer.state() == State.PREPARED || (transfer.isByHand() && transfer.state() == State.OFFERED));
        Contents contents = looks ? desk.transfers().contents(transfer) : null;
        return new TransferView(
                transfer.id(),
                transfer.patient(),
                who,
                transfer.receiver(),
                TransferViews.title(transfer),
                transfer.giving(),
                TransferViews.state(transfer),
                TransferViews.trouble(transfer, desk.transfers().sent(transfer)),
                wish == null ? List.of() : views.asked(wish, Kinds.NAMES),
                TransferViews.goes(contents == null ? desk.transfers().counts(transfer) : contents.goes()),
                contents == null ? List.of() : TransferViews.held(contents, visit.caller()),
                contents == null ? List.of() : open(visit, contents.open()),
                new PlaceWords(desk, new Dates(desk.clock().getZone())).of(visit, transfer),
                wish != null && wish.handOver(),
                transfer.isByHand() && transfer.state() == State.OFFERED && Decisions.signs(visit.caller()),
                views.steps(transfer),
                TransferViews.acts(
                        transfer,
                        visit.caller(),
                        who,
                        desk.transfers().closed(transfer).isPresent()),
                failure,
                visit.posts() ? visit.form().value("reason") : "");
    }

    /** What is open, as far as the visitor may see it. */
    private List<String> open(Visit visit, List<OpenEnd> open) {
        Set<Long> seen = desk.visible()
                .apply(visit.caller(), open.stream().map(OpenEnd::address).collect(Collectors.toSet()));
        return TransferViews.open(open, seen);
    }
}
