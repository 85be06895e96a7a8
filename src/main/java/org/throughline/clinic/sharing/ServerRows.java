package org.throughline.clinic.sharing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.throughline.clinic.sharing.SharingScreen.Given;
import org.throughline.clinic.sharing.SharingScreen.Linked;
import org.throughline.network.link.Ended;
import org.throughline.network.link.Link;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Permissions.Permitted;
import org.throughline.network.link.Request;
import org.throughline.network.outside.Outside;
import org.throughline.network.outside.Polling.Standing;
import org.throughline.network.outside.Server;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/** How a patient's record stands at servers that are no members of the network. */
public final class ServerRows {
    private final Linking linking;
    private final Outside outside;
    private final Clock clock;

    ServerRows(Linking linking, Outside outside, Clock clock) {
        this.linking = linking;
        this.outside = outside;
        this.clock = clock;
    }

    /**
     * A server, and how it stands with the patient.
     *
     * @param links why both are taken for one person, one for each link
     * @param ended those that were ended
     * @param given what the patient permits us to ask
     * @param asked what became of asking it; empty when it was not asked, or is linked
     * @param standing since when its record is here as it is there
     * @param note what of it is left out; empty for nothing
     * @param fault why it could not be had last time; empty when it could
     */
    public record ServerRow(
            int number,
            String name,
            String kind,
            List<Linked> links,
            List<Linked> ended,
            List<Given> given,
            String asked,
            String standing,
            String note,
            String fault) {
        public ServerRow {
            links = List.copyOf(links);
            ended = List.copyOf(ended);
            given = List.copyOf(given);
        }
    }

    /** The server that a form names; empty when it is not asked any more. */
    Optional<Server> server(Visit visit) {
        return outside.servers().open().stream()
                .filter(each ->
                        Integer.toString(each.number()).equals(visit.form().value("server")))
                .findFirst();
    }

    List<ServerRow> of(String patient, List<Permitted> permitted) {
        List<Server> servers = outside.servers().open();
        if (servers.isEmpty()) {
            return List.of();
        }
        List<Link> links = linking.links(patient);
        List<Ended> ended = linking.ended(patient);
        List<Request> requests = linking.requests(patient);
        return servers.stream()
                .map(server -> row(
                        server,
                        patient,
                        links.stream()
                                .filter(link -> link.peer() == server.number())
                                .toList(),
                        ended.stream()
                                .filter(each -> each.link().peer() == server.number())
                                .toList(),
                        permitted.stream()
                                .filter(each -> each.collectsFrom(server.organization()))
                                .toList(),
                        requests.stream()
                                .filter(each -> each.peer() == server.number())
                                .findFirst()))
                .toList();
    }

    private ServerRow row(
            Server server,
            String patient,
            List<Link> links,
            List<Ended> ended,
            List<Permitted> permitted,
            Optional<Request> request) {
        Dates dates = new Dates(clock.getZone());
        Optional<Standing> standing =
                links.isEmpty() ? Optional.empty() : outside.polling().standing(server, patient);
        Instant pulled = standing.map(Standing::pulled).orElse(null);
        return new ServerRow(
                server.number(),
                server.name(),
                server.kind().words(),
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
                permitted.stream()
                        .map(each -> new Given(
                                each.consent(),
                                each.version(),
                                (each.until().isEmpty() ? "" : "until " + dates.date(each.until()) + " · ")
                                        + each.title()))
                        .toList(),
                request.map(each -> asked(each, dates)).orElse(""),
                pulled == null ? "Nothing has come yet." : "All here as of " + dates.moment(pulled) + ".",
                standing.map(Standing::note).orElse(""),
                standing.map(Standing::fault).orElse(""));
    }

    private static String asked(Request request, Dates dates) {
        String words = switch (request.state()) {
            case WAITING -> request.words() + " It is asked again until it does";
            case ASKED -> "Somebody there may be the patient: it is to be decided at Inbox, Who is it?";
            case NONE -> request.words().isEmpty() ? "It knows nobody who may be the patient" : request.words();
            case REFUSED -> request.words();
        };
        String whole = "Asked " + dates.moment(request.since()) + ". " + words;
        return whole.endsWith(".") || whole.endsWith("?") ? whole : whole + ".";
    }
}
