package org.throughline.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The proxies before us whose word counts about where a request comes from. Each writes the address that it was called from
 * at the end of {@code X-Forwarded-For} or {@code Forwarded}; what stands before was sent by whoever called it and may be
 * made up. So the list is read from its end, as long as those who wrote it are proxies of ours.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239, Forwarded</a>
 */
public record TrustedProxies(List<Network> networks) {
    /** None: every request comes from the other end of its connection. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for=\"?([^\";]*)\"?\\s*(?:;|$)");

    /** {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1}, {@code [2001:db8::1]:80}. */
    private static final Pattern ADDRESS =
            Pattern.compile("\\[([0-9a-fA-F:.]+)](?::\\d+)?|([0-9.]+)(?::\\d+)?|([0-9a-fA-F:.]+)");

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /**
     * Reads addresses and networks ({@code 10.0.0.0/8}), separated by commas.
     *
     * @throws Failed with {@link Failure.Malformed} when one is neither
     */
    public static TrustedProxies parse(String text) {
        List<Network> networks = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            if (!each.isBlank()) {
                networks.add(Network.parse(each.strip())
                        .orElseThrow(() -> new Failed(new Failure.Malformed(
                                "value",
                                "--trusted-proxies",
                                "\"" + each.strip() + "\" is no address and no network such as 10.0.0.0/8."))));
            }
        }
        return new TrustedProxies(networks);
    }

    /**
     * Where a request comes from.
     *
     * @param peer the other end of its connection
     * @param headers all values of a header
     */
    ClientAddress client(InetAddress peer, Function<String, List<String>> headers) {
        if (!trusts(peer)) {
            return new ClientAddress(peer);
        }
        List<String> list = parts(headers.apply("X-Forwarded-For"));
        List<String> forwarded = parts(headers.apply("Forwarded")).stream()
                .map(TrustedProxies::forValue)
                .toList();
        if (list.isEmpty() || forwarded.isEmpty()) {
            return new ClientAddress(origin(peer, list.isEmpty() ? forwarded : list));
        }
        // A proxy writes one of the two, and hands on the other as whoever called it made it up.
        InetAddress one = origin(peer, list);
        return new ClientAddress(one.equals(origin(peer, forwarded)) ? one : peer);
    }

    private boolean trusts(InetAddress address) {
        byte[] bytes = address.getAddress();
        return networks.stream().anyMatch(network -> network.first().length == bytes.length && network.contains(bytes));
    }

    private InetAddress origin(InetAddress peer, List<String> list) {
        InetAddress known = peer;
        for (String written : list.reversed()) {
            Optional<InetAddress> before = trusts(known) ? address(written) : Optional.empty();
            if (before.isEmpty()) {
                break;
            }
            known = before.get();
        }
        return known;
    }

    private static List<String> parts(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String forValue(String element) {
        Matcher matcher = FOR.matcher(element);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Optional<InetAddress> address(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String literal = matcher.group(1) != null
                ? matcher.group(1)
                : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
