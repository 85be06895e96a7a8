package org.throughline.app;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.ui.Assets;
import org.throughline.ui.Pages;

/** The guided page of the demonstration's network: what to do, where, and what one should see. It can stop members and start them. */
public final class DemoTour implements Handler {
    private static final int MOST = 2_000;

    private final DemoNetwork network;
    private final Pages pages = new Pages();
    private final Assets assets = new Assets();

    /** Other sites' pages do not know it. */
    private final String token;

    DemoTour(DemoNetwork network) {
        this.network = network;
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        this.token = HexFormat.of().formatHex(secret);
    }

    /**
     * A member, as the page shows it.
     *
     * @param process the number of its process; empty when it was stopped
     */
    public record Node(String code, String title, String physician, String address, String process) {}

    /**
     * A step.
     *
     * @param acts what to do, one after the other
     * @param sees what one should see
     */
    public record Step(String title, List<Act> acts, String sees) {
        public Step {
            acts = List.copyOf(acts);
        }
    }

    /**
     * Something to do.
     *
     * @param address of the screen where it is done
     * @param at whose screen that is, and as whom to log in
     */
    public record Act(String words, String address, String at) {}

    @Override
    public Answer handle(Request request) {
        if (request.path().startsWith("/assets/")) {
            return assets.handle(request);
        }
        if (request.method().equals("POST")) {
            return turn(request);
        }
        return request.path().equals("/") || request.path().equals("/tour")
                ? pages.page(200, "app/tour.jte", Map.of("nodes", nodes(), "steps", steps(), "token", token))
                : Answer.of(404);
    }

    private Answer turn(Request request) {
        String[] path = request.path().split("/", -1);
        Optional<DemoMember> member = path.length == 3
                ? Arrays.stream(DemoMember.values())
                        .filter(each -> each.code().equals(path[2]))
                        .findFirst()
                : Optional.empty();
        if (member.isEmpty() || !request.form(MOST).value("token").equals(token)) {
            return Answer.of(404);
        }
        if (path[1].equals("stop")) {
            network.stop(member.get());
        } else {
            network.begin(member.get());
        }
        return Answer.redirect("/#members");
    }

    private List<Node> nodes() {
        return Arrays.stream(DemoMember.values())
                .map(each -> new Node(
                        each.code(),
                        each.title(),
                        each.physician(),
                        network.address(each),
                        network.process(each).map(String::valueOf).orElse("")))
                .toList();
    }

    private Act act(String words, DemoMember at, String path) {
        return new Act(words, network.address(at) + path, at.title() + ", as physician (" + at.physician() + ")");
    }

    private static Act look(String words) {
        return new Act(words, "", "");
    }

    private List<Step> steps() {
        return List.of(
                new Step(
                        "A test that was done elsewhere",
                        List.of(
                                act("Open Rosa Delgado's chart", DemoMember.FAMILY, "/patients/rosa"),
                                act(
                                        "Order a Hemoglobin A1c (type “a1c”) and put it into the basket",
                                        DemoMember.FAMILY,
                                        "/orders/rosa")),
                        "Beside the order stands the last result: 7.4 %, 12 days ago, held by Valley Laboratory, and why it is"
                                + " repeated is asked. Nobody at the practice entered it."),
                new Step(
                        "A drug that somebody else prescribed",
                        List.of(act("Order ibuprofen for Walter Finch and sign", DemoMember.FAMILY, "/orders/walter")),
                        "A warning: bleeding, with warfarin, which the Riverside Heart Center prescribes. In his chart its"
                                + " entries stand with its name."),
                new Step(
                        "A new severe allergy",
                        List.of(
                                act(
                                        "Open Grace Okonkwo's allergies and leave the page open",
                                        DemoMember.HEART,
                                        "/patients/h-grace/allergies"),
                                act(
                                        "Add an allergy to penicillin with anaphylaxis, severe",
                                        DemoMember.FAMILY,
                                        "/patients/grace/allergies/new")),
                        "It is on the open page at the Heart Center in a second or two; at the practice stands beside it when"
                                + " it has reached the Heart Center."),
                new Step(
                        "An emergency with one of them dead",
                        List.of(
                                look("Stop Valley Laboratory above, or kill its process"),
                                act(
                                        "Henry Blake was brought in and cannot tell. Open his chart, which is closed, press"
                                                + " “Emergency: what others know”, pick a reason, ask all",
                                        DemoMember.HOSPITAL,
                                        "/emergency/c-henry"),
                                look("Start the laboratory again, and ask again")),
                        "Within two seconds: anaphylaxis to penicillins, apixaban marked as a blood thinner, the pacemaker, the"
                                + " health care directive, each with who holds it, and that Valley Laboratory did not answer."
                                + " With the laboratory back, potassium and creatinine too. At Millbrook, log in as privacy:"
                                + " it stands under Privacy to be looked into."),
                new Step(
                        "Taking it back",
                        List.of(
                                act(
                                        "Look at Ida Novotna's chart: the practice's asthma stands there",
                                        DemoMember.HEART,
                                        "/patients/h-ida"),
                                act("Ida changes her mind: press Stop", DemoMember.FAMILY, "/sharing/ida"),
                                act("Look again", DemoMember.HEART, "/patients/h-ida")),
                        "What came from the practice is gone at the Heart Center; its own palpitations stay."));
    }
}
