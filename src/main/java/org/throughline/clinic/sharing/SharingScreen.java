package org.throughline.clinic.sharing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Interaction;
import org.throughline.clinic.ChartPages;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.link.Aftermath;
import org.throughline.network.link.Ended;
import org.throughline.network.link.Link;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Permissions;
import org.throughline.network.link.Request;
import org.throughline.network.locate.Locating;
import org.throughline.network.outside.Outside;
import org.throughline.network.outside.Server;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;
import org.throughline.privacy.place.PlaceLaw;
import org.throughline.ui.Dates;
import org.throughline.ui.Screen;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/**
 * {@code /sharing/PATIENT}: which members of the network share the patient's record, each way; asking one for it once the
 * patient agrees, taking a permission back, ending a link between two who are not one person.
 */
public final class SharingScreen implements Screen {
    private static final int LONGEST = 500;

    /** How long a FHIR date of a day is. */
    private static final int DAY = 10;

    private final ChartPages chartPages;
    private final EndedPage endedPage;
    private final Linking linking;
    private final Permissions permissions;
    private final Locating locating;
    private final Peers peers;
    private final Outside outside;
    private final ServerRows servers;
    private final PlaceLaw law;
    private final Clock clock;

    public SharingScreen(
            ChartPages chartPages,
            Linking linking,
            Permissions permissions,
            Locating locating,
            Aftermath aftermath,
            Peers peers,
            Outside outside,
            PlaceLaw law,
            Clock clock) {
        this.chartPages = chartPages;
        this.endedPage = new EndedPage(chartPages, aftermath, clock);
        this.linking = linking;
        this.permissions = permissions;
        this.locating = locating;
        this.peers = peers;
        this.outside = outside;
        this.servers = new ServerRows(linking, outside, clock);
        this.law = law;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "what of a patient's record is shared";
    }

    /**
     * A member, and how it stands with the patient.
     *
     * @param links why both are taken for one person, one for each link
     * @param ended those that turned out to be two persons
     * @param given what the patient permits it to be given
     * @param asked what became of asking it; empty when it was not asked, or is linked
     * @param withheld what the law lets go to it only when the patient names it in writing
     */
    public record Row(
            int number,
            String name,
            String kind,
            List<Linked> links,
            List<Linked> ended,
            List<Given> given,
            String asked,
            List<Withheld> withheld) {
        public Row {
            withheld = List.copyOf(withheld);
            ended = List.copyOf(ended);
            links = List.copyOf(links);
            given = List.copyOf(given);
        }
    }

    /** A link, in words. */
    public record Linked(int number, String words) {}

    /** A permission, in words. */
    public record Given(String consent, int version, String words) {}

    @Override
    public Answer answer(Visit visit) {
        boolean ended = visit.path().size() == 4 && visit.path().get(2).equals("ended");
        if (!ended && visit.path().size() != 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = visit.path().get(1);
        Optional<Answer> moved = chartPages.moved(visit, patient);
        if (moved.isPresent()) {
            return moved.get();
        }
        if (ended) {
            return ended(visit, patient, number(visit.path().get(3)));
        }
        if (!visit.posts()) {
            return page(visit, patient, 200, "");
        }
        visit.requireSame(patient);
        return chartPages.open(visit, wanted(patient), view -> act(visit, patient));
    }

    private Answer ended(Visit visit, String patient, int link) {
        Ended which = linking.ended(patient).stream()
                .filter(each -> each.link().number() == link)
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such page.")));
        return endedPage.page(
                visit,
                which,
                peers.name(which.link().peer()),
                peers.of(which.link().peer()).isPresent());
    }

    private static ChartPages.Wanted wanted(String patient) {
        return new ChartPages.Wanted(patient, "sharing", Set.of(), false);
    }

    private Answer act(Visit visit, String patient) {
        try {
            switch (visit.form().value("act")) {
                case "ask" -> ask(visit, patient);
                case "ask-server" -> askServer(visit, patient);
                case "look" ->
                    servers.server(visit).ifPresent(server -> outside.polling().lookAgain(server, patient));
                case "name" -> name(visit, patient);
                case "stop" -> stop(visit, patient);
                case "unlink" -> unlink(visit, patient);
                case "locate" -> {
                    return page(visit, patient, 200, "");
                }
                default -> throw new Failed(new Failure.NotFound("There is no such page."));
            }
            return Answer.redirect("/sharing/" + patient);
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Malformed malformed -> page(visit, patient, 422, malformed.message());
                case Failure.Conflict conflict -> page(visit, patient, 409, conflict.message());
                case Failure.PreconditionFailed ignored ->
                    page(visit, patient, 409, "Somebody has changed this meanwhile. Look again.");
                default -> throw e;
            };
        }
    }

    private void ask(Visit visit, String patient) {
        require(visit, Interaction.CREATE, "Consent");
        Peer peer = peer(visit);
        requireAgreed(visit);
        linking.ask(
                visit.caller(),
                peer,
                patient,
                until(visit),
                visit.form().value("gives").equals("yes"),
                Withheld.ticked(visit));
    }

    private Peer peer(Visit visit) {
        return peers.members().stream()
                .filter(each ->
                        Integer.toString(each.number()).equals(visit.form().value("peer")))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Conflict("It is no member any more.")));
    }

    private void name(Visit visit, String patient) {
        require(visit, Interaction.CREATE, "Consent");
        Peer peer = peer(visit);
        if (!visit.form().value("signed").equals("yes")) {
            throw new Failed(new Failure.Malformed(
                    "required", "signed", "Such a consent is in writing: the patient has to sign it first."));
        }
        Set<String> names = Withheld.ticked(visit);
        if (names.isEmpty()) {
            throw new Failed(new Failure.Malformed("required", "names", "Tick what the patient has named in writing."));
        }
        linking.name(visit.caller(), peer, patient, until(visit), names);
    }

    private static void requireAgreed(Visit visit) {
        if (!visit.form().value("agrees").equals("yes")) {
            throw new Failed(new Failure.Malformed(
                    "required", "agrees", "Ask the patient first: the record is given only when the patient agrees."));
        }
    }

    private void askServer(Visit visit, String patient) {
        require(visit, Interaction.CREATE, "Consent");
        Server server = servers.server(visit)
                .orElseThrow(() -> new Failed(new Failure.Conflict("This server is not asked any more.")));
        requireAgreed(visit);
        outside.finding().ask(visit.caller(), server, patient, until(visit));
    }

    private @Nullable LocalDate until(Visit visit) {
        String typed = visit.form().value("until").strip();
        if (typed.isEmpty()) {
            return null;
        }
        LocalDate today = LocalDate.now(clock);
        return TypedDate.read(typed, today)
                .filter(date -> date.length() == DAY)
                .map(LocalDate::parse)
                .filter(day -> !day.isBefore(today))
                .orElseThrow(() -> new Failed(new Failure.Malformed(
                        "value", "until", "The day until which it holds is not understood, or is over.")));
    }

    private void stop(Visit visit, String patient) {
        require(visit, Interaction.UPDATE, "Consent");
        permissions.takeBack(
                visit.caller(),
                visit.form().value("consent"),
                number(visit.form().value("version")));
        outside.servers().open().forEach(server -> outside.polling().lookAgain(server, patient));
    }

    private void unlink(Visit visit, String patient) {
        require(visit, Interaction.UPDATE, "Patient");
        String reason = visit.form().value("reason").strip();
        if (reason.isEmpty() || reason.length() > LONGEST) {
            throw new Failed(new Failure.Malformed("required", "reason", "Say why they are not one person."));
        }
        int number = number(visit.form().value("link"));
        Link link = linking.links(patient).stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Conflict("This link was ended already.")));
        linking.end(visit.caller(), link, reason);
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static void require(Visit visit, Interaction interaction, String type) {
        if (!visit.caller().may(interaction, type)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    private Answer page(Visit visit, String patient, int status, String failure) {
        return chartPages.page(visit, wanted(patient), status, "clinic/sharing/sharing.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            List<Permissions.Permitted> permitted = visit.caller().may(Interaction.SEARCH, "Consent")
                    ? permissions.of(visit.caller(), patient)
                    : List.of();
            parameters.put("rows", rows(patient, permitted));
            parameters.put("servers", servers.of(patient, permitted));
            parameters.put("failure", failure);
            parameters.put("locates", locating.possible());
            parameters.put("located", located(visit, patient));
            parameters.put("asks", visit.caller().may(Interaction.CREATE, "Consent"));
            parameters.put("stops", visit.caller().may(Interaction.UPDATE, "Consent"));
            parameters.put("unlinks", visit.caller().may(Interaction.UPDATE, "Patient"));
            parameters.put("until", visit.posts() ? visit.form().value("until") : "");
            return parameters;
        });
    }

    /** Who may have a record, in words; none unless it was asked for. */
    private List<String> located(Visit visit, String patient) {
        if (!visit.posts() || !visit.form().value("act").equals("locate")) {
            return List.of();
        }
        Locating.Found found = locating.find(visit.caller(), patient);
        List<String> words = new ArrayList<>();
        found.holders()
                .forEach(each -> words.add(
                        each.member() == null
                                ? each.name() + " may have a record; it has not joined with us (" + each.address()
                                        + ")."
                                : each.name() + " may have a record: ask it below."));
        found.silent().forEach(each -> words.add(each + " does not answer now."));
        if (words.isEmpty()) {
            words.add("No other organization is known to have a record that the patient lets be found.");
        }
        return words;
    }

    private List<Row> rows(String patient, List<Permissions.Permitted> permitted) {
        List<Link> links = linking.links(patient);
        List<Ended> ended = linking.ended(patient);
        Map<Integer, Request> requests = new HashMap<>();
        linking.requests(patient).forEach(each -> requests.put(each.peer(), each));
        return peers.members().stream()
                .filter(peer -> peer.kind().holdsRecords())
                .map(peer -> row(
                        peer,
                        links.stream()
                                .filter(link -> link.peer() == peer.number())
                                .toList(),
                        ended.stream()
                                .filter(each -> each.link().peer() == peer.number())
                                .toList(),
                        permitted.stream().filter(each -> each.names(peer)).toList(),
                        requests.get(peer.number())))
                .toList();
    }

    private Row row(
            Peer peer,
            List<Link> links,
            List<Ended> ended,
            List<Permissions.Permitted> given,
            @Nullable Request request) {
        Dates dates = new Dates(clock.getZone());
        return new Row(
                peer.number(),
                peer.name(),
                peer.kind().words(),
                links.stream()
                        .map(link -> new Linked(
                                link.number(),
                                dates.moment(link.since()) + ", by " + link.byName() + ": " + link.reason()))
                        .toList(),
                ended.stream()
                        .map(each -> new Linked(
                                each.link().number(),
                                dates.moment(each.at()) + " by " + each.by() + ": " + each.reason()))
                        .toList(),
                given.stream()
                        .map(each -> new Given(
                                each.consent(),
                                each.version(),
                                (each.until().isEmpty() ? "" : "until " + dates.date(each.until()) + " · ")
                                        + (each.kinds().isEmpty()
                                                ? ""
                                                : "names " + Withheld.words(each.kinds()) + " · ")
                                        + each.title()))
                        .toList(),
                request == null ? "" : asked(request, dates),
                Withheld.of(law, peer, given));
    }

    private static String asked(Request request, Dates dates) {
        String words = switch (Objects.requireNonNull(request.state())) {
            case WAITING -> "It does not answer; it is asked again until it does";
            case ASKED -> "Somebody there looks who it is";
            case NONE -> "It has no record that it may give";
            case REFUSED -> "It refuses: " + request.words();
        };
        return "Asked " + dates.moment(request.since()) + ". " + words + ".";
    }
}
