package org.throughline.network.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.access.Caller;
import org.throughline.database.Database;
import org.throughline.kernel.Digest;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Who is or was a member with us. */
public final class Peers {
    private static final Pattern CLIENT = Pattern.compile("^account/[0-9]+/app/(peer-[A-Za-z0-9_-]+)$");

    private final Database database;

    public Peers(Database database) {
        this.database = database;
    }

    /** All that ever were, by name. */
    public List<Peer> all() {
        return database.read(PeerRows::all);
    }

    /** Those who are members now, by name. */
    public List<Peer> members() {
        return all().stream().filter(Peer::isMember).toList();
    }

    /** Whether there is any member. */
    public boolean any() {
        return database.read(PeerRows::any);
    }

    /** The one of a number, also when it is no member any more. */
    public Optional<Peer> of(int number) {
        return database.read(connection -> PeerRows.of(connection, number));
    }

    /** What whoever holds the copies of a number is called, member or not. */
    public String name(int number) {
        return names().getOrDefault(number, "a former member");
    }

    /** The address of the API of whoever holds the copies of a number, member or not. */
    public Optional<String> base(int number) {
        return database.read(connection -> PeerRows.base(connection, number));
    }

    /** What those who hold copies, or did, are called, by their numbers: members, and servers that are none. */
    public Map<Integer, String> names() {
        return database.read(PeerRows::names);
    }

    /** The one at an address, also when it is no member any more. */
    public Optional<Peer> at(String address) {
        return database.read(connection -> PeerRows.at(connection, address));
    }

    /** The member as which a caller came in over the API; empty for a caller of another kind. */
    public Optional<Peer> of(Caller caller) {
        Matcher client = CLIENT.matcher(caller.id());
        return client.matches()
                ? database.read(connection -> PeerRows.ofClient(connection, client.group(1)))
                        .filter(Peer::isMember)
                : Optional.empty();
    }

    /**
     * The one that somebody means who writes its number, its address, or its name.
     *
     * @throws Failed with {@link Failure.NotFound} when it is none or not one alone
     */
    public Peer meant(String written) {
        String text = written.strip().replaceFirst("/+$", "");
        List<Peer> all = all();
        List<Peer> exact = all.stream()
                .filter(each -> Integer.toString(each.number()).equals(text)
                        || each.address().equals(text))
                .toList();
        List<Peer> found = exact.isEmpty()
                ? all.stream()
                        .filter(each -> each.name().equalsIgnoreCase(text))
                        .toList()
                : exact;
        if (found.size() != 1) {
            throw new Failed(new Failure.NotFound(
                    found.isEmpty()
                            ? "There is no member " + text + ". Name it by its number, its address or its name."
                            : "Several are called " + text + ". Name it by its number."));
        }
        return found.getFirst();
    }

    /** As which client an installation is registered with every other: told by its address, so that nobody needs to be told. */
    static String client(String address) {
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(address.getBytes(UTF_8)));
        return "peer-" + digest.substring(0, 22);
    }
}
