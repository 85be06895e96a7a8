package org.throughline.network.transfer;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.audit.Acts;
import org.throughline.care.task.Tasks;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.reference.References;
import org.throughline.http.Request;
import org.throughline.network.document.Enclosing;
import org.throughline.network.link.Recognition;
import org.throughline.network.peer.Network;
import org.throughline.network.post.Outbox;
import org.throughline.record.Records;
import org.throughline.search.Searches;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;

/** The parts of this room, put together. */
public final class Moving {
    private final Transfers transfers;
    private final TransferMessages messages;
    private final Giving giving;
    private final Retention retention;
    private final Network network;

    /**
     * Puts them together.
     *
     * @param members as whom a member acts here now, by its number
     * @param terms what the law of both places asks for
     * @param departures where it is written down that a chart leaves
     * @param base the address of our API
     * @param ourselves the id of our own Organization
     * @param clock in the practice's time zone
     */
    public Moving(
            Database database,
            Records records,
            Searches searches,
            Types types,
            Catalogues catalogues,
            Drugs drugs,
            Tasks tasks,
            Network network,
            Outbox outbox,
            Recognition recognition,
            Enclosing enclosing,
            Acts acts,
            IntFunction<Optional<Caller>> members,
            Terms terms,
            Departures departures,
            String base,
            Supplier<String> ourselves,
            Clock clock) {
        this.network = network;
        OpenEnds ends = new OpenEnds(records, searches, clock);
        this.giving = new Giving(
                database,
                records,
                new Chart(records, searches, new References(types, base)),
                ends,
                acts,
                members,
                terms,
                departures,
                clock);
        this.retention = new Retention(database, records, terms);
        Filing filing = new Filing(
                database,
                records,
                types,
                new SaidHere(records, searches, catalogues, drugs),
                tasks,
                outbox,
                base,
                ourselves,
                clock);
        Decisions decisions = new Decisions(database, network.peers(), outbox, acts, terms, clock);
        Closing closing = new Closing(database, records, giving, ends, retention, clock);
        this.transfers = new Transfers(
                database,
                records,
                network.peers(),
                outbox,
                recognition,
                giving,
                new Taking(database, network, filing, clock),
                new HandingOn(database, records, retention, clock),
                decisions,
                new ByHand(database, giving, closing, departures, acts, clock),
                closing,
                terms,
                clock);
        this.messages = new TransferMessages(database, transfers, enclosing, acts, clock);
    }

    /** Looks at until when charts are kept that have moved; to be called now and then. */
    public void review() {
        retention.review();
    }

    public Transfers transfers() {
        return transfers;
    }

    public TransferMessages messages() {
        return messages;
    }

    /** What members call to fetch. */
    public PartDoor door(Function<Request, Caller> callers) {
        return new PartDoor(giving, network.peers(), callers);
    }
}
