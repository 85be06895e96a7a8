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
        return new Act(words, network.address(at) + path, at.title() + ", as physician");
    }

    private Act act(String words, DemoMember at, String account, String path) {
        return new Act(words, network.address(at) + path, at.title() + ", as " + account);
    }

    private static Act look(String words) {
        return new Act(words, "", "");
    }

    private List<Step> steps() {
        return List.of(
                new Step(
                        "A test that was done elsewhere",
                        List.of(act(
                                "Order a Hemoglobin A1c for Rosa Delgado: type “a1c”, Enter",
                                DemoMember.FAMILY,
                                "/orders/rosa")),
                        "“Last: 7.4 % (high), 12 days ago”, with the date and Valley Laboratory, and why it is repeated"
                                + " nevertheless is asked. Nobody at the practice entered that result."),
                new Step(
                        "A drug that somebody else prescribed",
                        List.of(
                                act(
                                        "Order ibuprofen for Walter Finch: type “ibuprofen 400 tid”, Enter; then try to sign",
                                        DemoMember.FAMILY,
                                        "/orders/walter"),
                                act("Look at his chart", DemoMember.FAMILY, "/patients/walter")),
                        "“ibuprofen with warfarin: bleeding”, held by Riverside Heart Center, what to give instead, and it is not"
                                + " signed without a reason. In the chart stand warfarin, the thrombosis and the INR, each with"
                                + " the name of who holds it."),
                new Step(
                        "A new severe allergy",
                        List.of(
                                act(
                                        "Open Grace Okonkwo’s allergies, and leave the page open beside the next",
                                        DemoMember.HEART,
                                        "/patients/h-grace/allergies"),
                                act(
                                        "Add an allergy to Penicillins, reaction Anaphylaxis, severe",
                                        DemoMember.FAMILY,
                                        "/patients/grace/allergies/new")),
                        "Within two seconds it is in red in the banner of the open page at the Heart Center, and “1 new” stands"
                                + " above the list. At the practice stands beside it “reached Riverside Heart Center” with"
                                + " the time; with the Heart Center stopped, “not yet”."),
                new Step(
                        "An emergency while one of them is down",
                        List.of(
                                look("Stop Valley Laboratory above, or kill its process"),
                                act(
                                        "Henry Blake was brought in and cannot tell. His chart is closed to who never treated"
                                                + " him: press “Emergency: what others know”, then “Ask all”",
                                        DemoMember.HOSPITAL,
                                        "/patients/c-henry"),
                                look("Start the laboratory again, wait until its link above opens, and ask again"),
                                act("See who looked into his record", DemoMember.FAMILY, "privacy", "/privacy")),
                        "Within two seconds: anaphylaxis to penicillins, apixaban marked as a blood thinner, the pacemaker, the"
                                + " health care directive, each with who holds it, and that Valley Laboratory did not answer."
                                + " With the laboratory back, potassium and creatinine too. At Millbrook it waits for the"
                                + " privacy officer, with Mina Cho’s name and reason."),
                new Step(
                        "Referring somebody whom they do not know",
                        List.of(
                                act(
                                        "Order for Nora Lindqvist: type “refer cardiology”, Enter. At Change write Riverside Heart"
                                                + " Center into To whom, and a question; sign",
                                        DemoMember.FAMILY,
                                        "/orders/nora"),
                                act(
                                        "Open hers, say that she is a new patient, and accept it",
                                        DemoMember.HEART,
                                        "/referrals"),
                                act("Look what has become of it", DemoMember.FAMILY, "/referrals?of=ours")),
                        "The question and a summary of her chart are there within two seconds. At the practice it says Accepted,"
                                + " and each step with when, by whom and where."),
                new Step(
                        "Going through what another record says",
                        List.of(act(
                                "Open what the practice says of Ida Novotna; take over the asthma and the aspirin allergy",
                                DemoMember.HEART,
                                "/reconcile/h-ida")),
                        "One row for each thing. Amlodipine differs in strength; the allergy to aspirin stands against “none are"
                                + " known” here; hypothyroidism, levothyroxine (Synthroid there) and the flu vaccine are the"
                                + " same in both, and folded. What is taken over is in the Heart Center’s own chart."),
                new Step(
                        "Taking it back",
                        List.of(
                                act(
                                        "Look at Ida’s chart: the practice’s albuterol stands there",
                                        DemoMember.HEART,
                                        "/patients/h-ida"),
                                act(
                                        "Ida changes her mind: press Stop at Riverside Heart Center",
                                        DemoMember.FAMILY,
                                        "/sharing/ida"),
                                act("Look again", DemoMember.HEART, "/patients/h-ida")),
                        "What came from the practice is gone at the Heart Center; what was taken over stays, and its own."));
    }
}
