package org.throughline.network.locate;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.network.peer.Kind;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;

/** What a locator does: it keeps who has a record under which keys, and tells members. It knows no patient. */
public final class Locator {
    private final Database database;
    private final Peers peers;
    private final Acts acts;
    private final BooleanSupplier locates;

    /** @param locates whether this installation is a locator */
    public Locator(Database database, Peers peers, Acts acts, BooleanSupplier locates) {
        this.database = database;
        this.peers = peers;
        this.acts = acts;
        this.locates = locates;
    }

    boolean locates() {
        return locates.getAsBoolean();
    }

    /** A member has these records now. */
    void put(Peer peer, List<Entry> entries) {
        database.inTransaction(connection -> {
            int put = 0;
            for (Entry each : entries) {
                put += LocatedRows.put(connection, peer.number(), each.handle(), each.keys());
            }
            return put;
        });
    }

    /** The other members that may have a record, with an entry in the trail of who asked. */
    List<Peer> holders(Peer asking, Caller by, List<String> keys) {
        List<Integer> found = acts.act(
                by,
                Action.SEARCH,
                "who holds something under " + keys.size() + " keys",
                connection -> LocatedRows.holders(connection, keys));
        return found.stream()
                .filter(number -> number != asking.number())
                .flatMap(number -> peers.of(number).stream())
                .filter(Peer::isMember)
                .filter(each -> each.kind() != Kind.LOCATOR)
                .toList();
    }

    /** Forgets what former members told of. */
    void step() {
        if (locates()) {
            database.inTransaction(LocatedRows::forget);
        }
    }

    static Stream<Peer> among(Peers peers) {
        return peers.members().stream().filter(each -> each.kind() == Kind.LOCATOR);
    }
}
