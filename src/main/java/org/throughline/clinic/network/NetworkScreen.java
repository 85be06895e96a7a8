package org.throughline.clinic.network;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;
import org.throughline.network.peer.Invitation;
import org.throughline.network.peer.Invitations;
import org.throughline.network.peer.Kind;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.QrCode;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /admin/network}: the other members, an invitation for one more, joining where one was invited. */
public final class NetworkScreen implements Screen {
    static final String HOME = "/admin/network";

    /** For how many hours an invitation can be made valid here. */
    private static final List<Integer> HOURS = List.of(1, 24, 168);

    private final Network network;
    private final Settings settings;
    private final Pages pages;
    private final Clock clock;

    public NetworkScreen(Network network, Settings settings, Pages pages, Clock clock) {
        this.network = network;
        this.settings = settings;
        this.pages = pages;
        this.clock = clock;
    }

    /** A member as it is listed. */
    public record Row(
            int number,
            String name,
            String kind,
            String address,
            String state,
            String contact,
            List<String> wrong,
            boolean member,
            boolean cutOff) {}

    /** An invitation that was not used yet. */
    public record Open(String id, String made, String until) {}

    /** An invitation that was just made; it is shown this once. */
    public record Fresh(String text, String until, QrCode code) {}

    /**
     * What the page shows beside the members.
     *
     * @param open invitations that can still be used
     * @param kind what this organization is
     * @param looks whether somebody here looks at what patients agreed to elsewhere before it counts
     * @param typed what was pasted to join with
     * @param fault of what was pasted
     * @param failure of anything else
     * @param fresh null when none was made
     */
    public record View(
            List<Row> rows,
            List<Open> open,
            Kind kind,
            boolean looks,
            String typed,
            String fault,
            String failure,
            @Nullable Fresh fresh) {}

    @Override
    public String what() {
        return "the network";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SETTINGS);
        String act = String.join("/", visit.path().subList(2, visit.path().size()));
        return switch (visit.request().method() + " " + act) {
            case "GET ", "HEAD " -> page(visit, 200, "", "", "", null);
            case "POST kind" -> kind(visit);
            case "POST invite" -> invite(visit);
            case "POST withdraw" -> {
                network.invitations().withdraw(visit.caller(), visit.form().value("invitation"));
                yield Answer.redirect(HOME);
            }
            case "POST join" -> join(visit);
            case "POST leave" -> end(visit, false);
            case "POST cut-off" -> end(visit, true);
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    private Answer kind(Visit visit) {
        Kind kind = Kind.of(visit.form().value("kind"))
                .orElseThrow(() -> new Failed(new Failure.Malformed("value", "kind", "Choose what it is.")));
        String agreements = visit.form().value("agreements").equals("look") ? "look" : "accept";
        settings.set(visit.caller(), Map.of(Setting.ORGANIZATION_KIND, kind.code(), Setting.AGREEMENTS, agreements));
        return Answer.redirect(HOME);
    }

    private Answer invite(Visit visit) {
        String hours = visit.form().value("hours");
        Duration valid = HOURS.stream().anyMatch(each -> each.toString().equals(hours))
                ? Duration.ofHours(Integer.parseInt(hours))
                : Duration.ofDays(1);
        try {
            Invitation made = network.invitations().make(visit.caller(), valid);
            return page(
                    visit,
                    200,
                    "",
                    "",
                    "",
                    new Fresh(made.text(), new Dates(clock.getZone()).moment(made.expires()), QrCode.of(made.text())));
        } catch (Failed e) {
            return page(visit, 422, "", "", e.failure().message(), null);
        }
    }

    private Answer join(Visit visit) {
        String typed = visit.form().value("invitation");
        try {
            network.joining().join(visit.caller(), typed);
            return Answer.redirect(HOME);
        } catch (Failed e) {
            return page(visit, 422, typed, e.failure().message(), "", null);
        }
    }

    private Answer end(Visit visit, boolean cutsOff) {
        String number = visit.form().value("peer");
        Peer peer = (number.matches("[0-9]{1,5}")
                        ? network.peers().of(Integer.parseInt(number))
                        : java.util.Optional.<Peer>empty())
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such member.")));
        try {
            if (cutsOff) {
                network.leaving().cutOff(visit.caller(), peer);
            } else {
                network.leaving().leave(visit.caller(), peer);
            }
            return Answer.redirect(HOME);
        } catch (Failed e) {
            return page(visit, 409, "", "", e.failure().message(), null);
        }
    }

    private Answer page(Visit visit, int status, String typed, String fault, String failure, @Nullable Fresh fresh) {
        PeerWords words = new PeerWords(clock.getZone(), clock);
        return pages.page(
                status,
                "clinic/network/network.jte",
                Map.of(
                        "frame",
                        visit.frame("Network", Place.ADMIN),
                        "view",
                        new View(
                                network.peers().all().stream()
                                        .map(peer -> row(words, peer))
                                        .toList(),
                                network.invitations().open().stream()
                                        .map(this::open)
                                        .toList(),
                                Kind.of(settings.of(Setting.ORGANIZATION_KIND)).orElse(Kind.PRACTICE),
                                settings.of(Setting.AGREEMENTS).equals("look"),
                                typed,
                                fault,
                                failure,
                                fresh)));
    }

    private Open open(Invitations.Open open) {
        Dates dates = new Dates(clock.getZone());
        return new Open(open.id(), dates.moment(open.made()) + ", by " + open.maker(), dates.moment(open.expires()));
    }

    private static Row row(PeerWords words, Peer peer) {
        return new Row(
                peer.number(),
                peer.name(),
                peer.kind().words(),
                peer.address(),
                words.state(peer),
                words.contact(peer),
                words.wrong(peer),
                peer.isMember(),
                peer.state() == Peer.State.CUT_OFF);
    }
}
