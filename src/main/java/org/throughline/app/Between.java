package org.throughline.app;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.care.directory.Site;
import org.throughline.care.referral.Chasing;
import org.throughline.care.referral.Correspondence;
import org.throughline.care.referral.Deadlines;
import org.throughline.care.referral.Destinations;
import org.throughline.care.referral.Referrals;
import org.throughline.care.referral.Referring;
import org.throughline.care.registration.Matching;
import org.throughline.care.summary.SummaryReader;
import org.throughline.clinic.note.SentPaper;
import org.throughline.database.Database;
import org.throughline.events.follow.Follower;
import org.throughline.fhir.reference.References;
import org.throughline.http.Routes;
import org.throughline.kernel.Ids;
import org.throughline.login.Login;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;
import org.throughline.network.document.Enclosing;
import org.throughline.network.document.NoteMessages;
import org.throughline.network.document.NotePost;
import org.throughline.network.link.Recognition;
import org.throughline.network.message.MessagePost;
import org.throughline.network.message.TalkMessages;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;
import org.throughline.network.plan.PlanMessages;
import org.throughline.network.plan.PlanPost;
import org.throughline.network.post.Inbox;
import org.throughline.network.post.Kinds;
import org.throughline.network.post.MessageDoor;
import org.throughline.network.post.Outbox;
import org.throughline.network.post.Sender;
import org.throughline.network.referral.Arrivals;
import org.throughline.network.referral.ReferralMessages;
import org.throughline.network.referral.ReferralPost;
import org.throughline.network.transfer.Departures;
import org.throughline.network.transfer.Moving;
import org.throughline.network.transfer.State;
import org.throughline.network.transfer.Step;
import org.throughline.network.transfer.Terms;
import org.throughline.network.transfer.Transfers;
import org.throughline.network.transfer.Wish;
import org.throughline.privacy.disclosure.Disclosures;
import org.throughline.privacy.place.PlaceLaw;

/** What goes on between people of different members, put together: messages that must arrive, referrals, and notes that are sent. */
final class Between {
    private static final Duration SOON = Duration.ofMillis(150);

    private final CareParts care;
    private final Network network;
    private final SummaryReader summaries;
    private final Ids ids;
    private final Outbox outbox;
    private final Inbox inbox;
    private final Sender sender;
    private final Correspondence correspondence;
    private final Referrals referrals;
    private final Arrivals arrivals;
    private final ReferralMessages messages;
    private final NotePost notes;
    private final PlaceLaw law;
    private final Moving moving;
    private final MessagePost talks;
    private final PlanPost plans;
    private final Chasing chasing;
    private final Follower orders;
    private volatile boolean serves;

    Between(
            Groundwork ground,
            Database database,
            AuditTrail audit,
            CareParts care,
            Network network,
            Sharing sharing,
            SummaryReader summaries,
            PlaceLaw law,
            Settings settings) {
        Clock clock = ground.clock();
        String home = ground.base().replaceFirst("/fhir$", "");
        Supplier<String> ourselves = () -> settings.of(Setting.ORGANIZATION);
        this.care = care;
        this.network = network;
        this.ids = new Ids(clock, ground.random());
        this.summaries = summaries;
        this.outbox = new Outbox(database, clock);
        this.correspondence = new ReferralPost(network.peers(), outbox);
        this.referrals = new Referrals(care.records(), care.searches(), care.types(), correspondence, care.clock());
        Recognition recognition = new Recognition(
                database,
                new Matching(care.records(), care.searches()),
                () -> settings.of(Setting.AGREEMENTS).equals("look"));
        Enclosing enclosing = new Enclosing(care.records(), sharing.members());
        this.arrivals = new Arrivals(
                database,
                care.records(),
                recognition,
                sharing.linking(),
                network.peers(),
                outbox,
                () -> care.directory().sites(Installation.operator(), ourselves.get()).stream()
                        .map(Site::id)
                        .toList(),
                ids,
                clock);
        this.messages = new ReferralMessages(
                care.records(), referrals, summaries, arrivals, outbox, enclosing, Deadlines.shipped(), care.clock());
        this.chasing = new Chasing(
                care.records(), care.searches(), care.types(), referrals, Deadlines.shipped(), care.clock());
        this.orders = new Follower(
                database,
                care.records(),
                care.searches(),
                Installation.operator(),
                "referrals taken back",
                "ServiceRequest",
                List.of());
        this.notes = new NotePost(
                care.records(), care.searches(), care.notes(), network.peers(), sharing.linking(), outbox, clock);
        this.law = law;
        this.moving = new Moving(
                database,
                care.records(),
                care.searches(),
                care.types(),
                ground.catalogues(),
                ground.drugs(),
                care.tasks(),
                network,
                outbox,
                recognition,
                enclosing,
                new Acts(database, audit, clock),
                sharing.members(),
                terms(network),
                departures(database, care.clock()),
                ground.base(),
                ourselves,
                care.clock());
        Kinds kinds = new Kinds(List.of(
                messages,
                moving.messages(),
                new NoteMessages(
                        care.records(),
                        care.notes(),
                        enclosing,
                        recognition,
                        care.directory(),
                        care.tasks(),
                        SentPaper::of,
                        care.clock()),
                new TalkMessages(
                        care.records(),
                        enclosing,
                        recognition,
                        care.directory(),
                        care.tasks(),
                        ground.base(),
                        care.clock()),
                new PlanMessages(
                        care.records(),
                        enclosing,
                        sharing.linking(),
                        care.planChanges(ground.base()),
                        new References(care.types(), ground.base()),
                        care.clock())));
        this.talks = new MessagePost(care.records(), care.tasks(), network.peers(), sharing.linking(), outbox);
        this.plans =
                new PlanPost(care.records(), care.searches(), network.peers(), sharing.linking(), outbox, care.clock());
        this.inbox = new Inbox(database, kinds, home, clock);
        this.sender = new Sender(outbox, network, kinds, home, clock);
    }

    private Terms terms(Network network) {
        return new Terms() {
            @Override
            public Map<String, String> asked(int member, String place) {
                return law.asked(
                        network.peers().of(member).map(Peer::organization).orElse(""), place);
            }

            @Override
            public int requestDays() {
                return law.here().requestDays();
            }

            @Override
            public Optional<LocalDate> releaseBy(LocalDate asked) {
                return law.here().releaseBy(asked);
            }

            @Override
            public Optional<LocalDate> keptUntil(@Nullable LocalDate born, LocalDate last) {
                return law.here().keptUntil(born, last);
            }
        };
    }

    /** The account of disclosures has each chart that leaves. */
    private static Departures departures(Database database, Clock clock) {
        AuditTrail audit = new AuditTrail(database);
        Disclosures disclosures = new Disclosures(database, audit.events(), new Acts(database, audit, clock), clock);
        return (connection, transfer, what) -> {
            Wish wish = Objects.requireNonNull(transfer.wish());
            String signed = transfer.step(State.OFFERED).map(Step::by).orElse("");
            disclosures.given(
                    connection,
                    transfer.patient(),
                    transfer.receiver(),
                    what,
                    "Asked for in writing " + (wish.isByPatient() ? "by the patient" : "by " + wish.representative())
                            + " on " + wish.on() + ": the chart moves there",
                    "the transfer that " + signed + " signed");
        };
    }

    /** The law of the place. */
    PlaceLaw law() {
        return law;
    }

    /** From now on members reach this process: a command's process does not know by what address they do. */
    void serve() {
        serves = true;
    }

    /** Summaries of patients. */
    SummaryReader summaries() {
        return summaries;
    }

    /** Who is told of referrals by itself. */
    Correspondence correspondence() {
        return correspondence;
    }

    Referring referring() {
        return new Referring(correspondence, ids, care.clock());
    }

    Destinations destinations() {
        return new Destinations(care.records(), care.searches(), correspondence);
    }

    Referrals referrals() {
        return referrals;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    ReferralMessages messages() {
        return messages;
    }

    /** Whole charts that move to another practice. */
    Transfers transfers() {
        return moving.transfers();
    }

    /** Sends signed notes. */
    NotePost notes() {
        return notes;
    }

    /** Sends messages to people of members. */
    MessagePost talks() {
        return talks;
    }

    /** Sends changes to plans of members. */
    PlanPost plans() {
        return plans;
    }

    List<Chore> chores() {
        return List.of(
                Chore.of("bringing messages to members", SOON, this::send),
                Chore.of("moving charts", Duration.ofMillis(500), this::move),
                Chore.of("keeping charts that have moved", Duration.ofHours(6), this::review),
                Chore.of("taking back referrals", Duration.ofSeconds(2), this::takeBack),
                Chore.of("reminding of referrals", Duration.ofMinutes(20), chasing::run),
                Chore.of("forgetting messages of long ago", Duration.ofHours(1), this::sweep));
    }

    private void send() {
        if (serves) {
            sender.step();
        }
    }

    private void move() {
        if (serves) {
            moving.transfers().step();
        }
    }

    /** Looks anew at until when charts are kept that have moved. */
    void review() {
        moving.review();
    }

    private void takeBack() {
        orders.run(referrals::orderEnded, () -> {});
    }

    private void sweep() {
        outbox.sweep();
        inbox.sweep();
    }

    /** With what members call. */
    Routes with(Routes routes, Login login) {
        return routes.with("/network/messages", new MessageDoor(inbox, network.peers(), login::caller))
                .with("/network/transfers", moving.door(login::caller));
    }
}
