package org.throughline.clinic.network;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.outside.Outside;
import org.throughline.network.outside.Server;
import org.throughline.network.outside.Servers;
import org.throughline.network.peer.Kind;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /admin/network/servers}: FHIR servers of others that give us patients' records without being members: registering
 * one, how each stands, changing how it is asked, and ending it.
 */
public final class ServersScreen implements Screen {
    static final String HOME = "/admin/network/servers";

    /** After how many seconds a server can be asked again, in words. */
    private static final Map<Integer, String> TIMES = times();

    private final Outside outside;
    private final String home;
    private final Pages pages;
    private final Clock clock;

    /** @param home the address of this installation, without a slash at the end */
    public ServersScreen(Outside outside, String home, Pages pages, Clock clock) {
        this.outside = outside;
        this.home = home;
        this.pages = pages;
        this.clock = clock;
    }

    private static Map<Integer, String> times() {
        Map<Integer, String> times = new LinkedHashMap<>();
        times.put(60, "every minute");
        times.put(300, "every 5 minutes");
        times.put(900, "every 15 minutes");
        times.put(3600, "every hour");
        times.put(21_600, "every 6 hours");
        times.put(86_400, "every day");
        return times;
    }

    /** A server as it is listed. */
    public record Row(
            int number,
            String name,
            String about,
            String address,
            String state,
            String offers,
            String wrong,
            String client,
            String scopes,
            int every,
            boolean open,
            String key) {}

    /** What was typed to register one, and what is wrong with it by the name of the field. */
    public record Typed(
            String name,
            String kind,
            String npi,
            String address,
            String client,
            String scopes,
            int every,
            String faultAt,
            String fault) {
        static final Typed NOTHING = new Typed("", Kind.HOSPITAL.code(), "", "", "", "", 900, "", "");

        /** What is wrong with a field; empty for nothing. */
        public String faultOf(String field) {
            return field.equals(faultAt) ? fault : "";
        }
    }

    /**
     * The page.
     *
     * @param keys where our public keys are
     * @param published the keys themselves
     * @param times after how many seconds a server can be asked again, in words
     */
    public record View(
            List<Row> rows, String keys, String published, Map<Integer, String> times, Typed typed, String failure) {}

    @Override
    public String what() {
        return "the outside servers";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SETTINGS);
        String act = String.join("/", visit.path().subList(3, visit.path().size()));
        return switch (visit.request().method() + " " + act) {
            case "GET ", "HEAD " -> page(visit, 200, Typed.NOTHING, "");
            case "POST register" -> register(visit);
            case "POST change" -> with(visit, server -> change(visit, server));
            case "POST key" -> with(visit, server -> renewKey(visit, server));
            case "POST test" -> with(visit, server -> outside.servers().test(visit.caller(), server));
            case "POST end" -> with(visit, server -> outside.end(visit.caller(), server));
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    private Answer register(Visit visit) {
        Typed typed = new Typed(
                visit.form().value("name"),
                visit.form().value("kind"),
                visit.form().value("npi"),
                visit.form().value("address"),
                visit.form().value("client"),
                visit.form().value("scopes"),
                every(visit),
                "",
                "");
        Server server;
        try {
            server = outside.servers()
                    .register(
                            visit.caller(),
                            new Servers.Draft(
                                    typed.name(),
                                    Kind.of(typed.kind())
                                            .filter(Kind::holdsRecords)
                                            .orElse(Kind.HOSPITAL),
                                    typed.npi(),
                                    typed.address(),
                                    typed.client(),
                                    typed.scopes(),
                                    Duration.ofSeconds(typed.every())));
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Malformed malformed ->
                    page(visit, 422, faulty(typed, malformed.issues().getFirst().element(), malformed.message()), "");
                case Failure.Conflict conflict -> page(visit, 409, faulty(typed, "address", conflict.message()), "");
                default -> throw e;
            };
        }
        return with(visit, server, () -> outside.servers().test(visit.caller(), server));
    }

    private static Typed faulty(Typed typed, String at, String fault) {
        return new Typed(
                typed.name(),
                typed.kind(),
                typed.npi(),
                typed.address(),
                typed.client(),
                typed.scopes(),
                typed.every(),
                at,
                fault);
    }

    private static int every(Visit visit) {
        String written = visit.form().value("every");
        return TIMES.keySet().stream()
                .filter(each -> each.toString().equals(written))
                .findFirst()
                .orElse(900);
    }

    private void change(Visit visit, Server server) {
        outside.servers()
                .change(
                        visit.caller(),
                        server,
                        visit.form().value("client"),
                        visit.form().value("scopes"),
                        Duration.ofSeconds(every(visit)));
        outside.servers()
                .of(server.number())
                .ifPresent(changed -> outside.servers().test(visit.caller(), changed));
    }

    private void renewKey(Visit visit, Server server) {
        outside.servers().renewKey(visit.caller(), server);
        outside.servers()
                .of(server.number())
                .ifPresent(changed -> outside.servers().test(visit.caller(), changed));
    }

    /** What is done with a server. */
    @FunctionalInterface
    private interface Act {
        void with(Server server);
    }

    private Answer with(Visit visit, Act act) {
        String number = visit.form().value("server");
        Server server = (number.matches("[0-9]{1,5}")
                        ? outside.servers().of(Integer.parseInt(number))
                        : Optional.<Server>empty())
                .filter(Server::open)
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such server.")));
        return with(visit, server, () -> act.with(server));
    }

    private Answer with(Visit visit, Server server, Runnable act) {
        try {
            act.run();
            return Answer.redirect(HOME);
        } catch (Failed e) {
            return page(
                    visit,
                    422,
                    Typed.NOTHING,
                    server.name() + ": " + e.failure().message());
        }
    }

    private Answer page(Visit visit, int status, Typed typed, String failure) {
        return pages.page(
                status,
                "clinic/network/servers.jte",
                Map.of(
                        "frame",
                        visit.frame("Outside servers", Place.ADMIN),
                        "view",
                        new View(
                                outside.servers().all().stream().map(this::row).toList(),
                                home + "/network/client-keys",
                                outside.keys(),
                                TIMES,
                                typed,
                                failure)));
    }

    private Row row(Server server) {
        Dates dates = new Dates(clock.getZone());
        Instant contact = server.contact();
        Instant wrongSince = server.faultSince();
        return new Row(
                server.number(),
                server.name(),
                server.kind().words() + ", number " + server.number(),
                server.address(),
                (server.open() ? "Asked since " : "Not asked any more since ") + dates.moment(server.since()) + ", by "
                        + server.by() + (contact == null ? "" : ". Last answered " + dates.moment(contact)),
                server.offers(),
                server.fault().isEmpty()
                        ? ""
                        : server.fault() + (wrongSince == null ? "" : " Since " + dates.moment(wrongSince) + "."),
                server.client(),
                server.scopes(),
                (int) server.every().toSeconds(),
                server.open(),
                server.next().isEmpty()
                        ? ""
                        : "It is offered another key of ours and has not taken it yet; until then the one before it counts. If it "
                                + "does not fetch our keys by itself, give them to the other side again.");
    }
}
