package org.throughline.events.subscription;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.events.subscription.Terms.Channel;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;

/**
 * Reads what a Subscription asks for and says of everything that cannot be had which element that is. Pure.
 *
 * @see <a href="http://hl7.org/fhir/uv/subscriptions-backport/STU1.1/StructureDefinition-backport-subscription.html">The
 *     profile</a>
 */
final class TermsReader {
    private static final String DEFINITIONS = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
    private static final String FILTER = DEFINITIONS + "backport-filter-criteria";
    private static final String CONTENT = DEFINITIONS + "backport-payload-content";
    private static final String HEARTBEAT = DEFINITIONS + "backport-heartbeat-period";
    private static final String TIMEOUT = DEFINITIONS + "backport-timeout";
    private static final String MOST = DEFINITIONS + "backport-max-count";
    private static final String CUSTOM_CHANNEL = DEFINITIONS + "backport-channel-type";

    private static final List<String> PAYLOADS = List.of("application/fhir+json", "application/fhir+xml");
    private static final int MOST_FILTERS = 10;
    private static final int LONGEST = 2_000;
    private static final int MOST_HEADERS = 10;
    private static final int SHORTEST_BEAT = 10;
    private static final int LONGEST_BEAT = 86_400;
    private static final int LONGEST_TIMEOUT = 30;
    private static final int USUAL_TIMEOUT = 10;
    private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9-]{1,60}): ?([\\x20-\\x7E]{0,4000})");

    /** What a request is made of, which is not for others to say. */
    private static final Set<String> NOT_HEADERS = Set.of(
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "keep-alive",
            "accept",
            "accept-encoding",
            "cookie");

    private final Topics topics;
    private final Predicate<URI> reachable;
    private final SubscriptionLimits limits;
    private final List<Issue> issues = new ArrayList<>();

    private TermsReader(Topics topics, Predicate<URI> reachable, SubscriptionLimits limits) {
        this.topics = topics;
        this.reachable = reachable;
        this.limits = limits;
    }

    /**
     * Reads a Subscription.
     *
     * @param reachable whether notifications may be sent to an address
     * @throws Failed with {@link Failure.Invalid} that names all elements at fault
     */
    static Terms read(JsonObject subscription, Topics topics, Predicate<URI> reachable, SubscriptionLimits limits) {
        TermsReader reader = new TermsReader(topics, reachable, limits);
        Terms terms = reader.terms(subscription);
        if (!reader.issues.isEmpty()) {
            throw new Failed(new Failure.Invalid(reader.issues));
        }
        return terms;
    }

    private Terms terms(JsonObject subscription) {
        JsonObject channel = part(subscription, "channel");
        Channel by = channel(channel);
        return new Terms(
                "off".equals(subscription.text("status")),
                topic(subscription),
                filters(subscription),
                by,
                endpoint(channel, by),
                headers(channel, by),
                payload(channel),
                content(channel),
                seconds(channel, HEARTBEAT, SHORTEST_BEAT, LONGEST_BEAT)
                        .map(Duration::ofSeconds)
                        .orElse(null),
                Duration.ofSeconds(seconds(channel, TIMEOUT, 1, LONGEST_TIMEOUT).orElse(USUAL_TIMEOUT)),
                Math.min(
                        limits.most(),
                        seconds(channel, MOST, 1, Integer.MAX_VALUE).orElse(limits.most())),
                ends(subscription));
    }

    private String topic(JsonObject subscription) {
        String criteria = text(subscription, "criteria");
        if (topics.find(criteria).isPresent()) {
            return criteria;
        }
        if (criteria.contains("?")) {
            refuse(
                    "criteria",
                    "not-supported",
                    "Subscriptions go by topics here: criteria is the address of a topic, as the CapabilityStatement lists"
                            + " them. For this search take " + Topics.RESOURCE_CHANGE
                            + " and put the search into the extension " + FILTER + ".");
        } else {
            refuse(
                    "criteria",
                    "not-found",
                    "There is no topic '" + shortened(criteria)
                            + "'. The CapabilityStatement lists those that there are.");
        }
        return "";
    }

    private List<String> filters(JsonObject subscription) {
        List<String> filters = part(subscription, "_criteria").objects("extension").stream()
                .filter(each -> FILTER.equals(each.text("url")))
                .map(each -> text(each, "valueString"))
                .toList();
        if (filters.size() > MOST_FILTERS || filters.stream().anyMatch(each -> each.length() > LONGEST)) {
            refuse(
                    "criteria.extension",
                    "too-long",
                    "There can be " + MOST_FILTERS + " filters of " + LONGEST + " characters each.");
        }
        return filters;
    }

    private Channel channel(JsonObject channel) {
        if (extension(part(channel, "_type"), CUSTOM_CHANNEL).isPresent()) {
            refuse(
                    "channel.type.extension",
                    "not-supported",
                    "There are no channels beyond rest-hook and websocket here.");
        }
        return switch (text(channel, "type")) {
            case "rest-hook" -> Channel.REST_HOOK;
            case "websocket" -> Channel.WEBSOCKET;
            default -> {
                refuse("channel.type", "not-supported", "The channels here are rest-hook and websocket.");
                yield Channel.WEBSOCKET;
            }
        };
    }

    private @Nullable URI endpoint(JsonObject channel, Channel by) {
        String text = text(channel, "endpoint");
        if (by == Channel.WEBSOCKET) {
            return null;
        }
        try {
            URI endpoint = new URI(text);
            if (text.length() <= LONGEST && endpoint.getHost() != null && reachable.test(endpoint)) {
                return endpoint;
            }
        } catch (URISyntaxException e) {
            // It is refused as any other.
        }
        refuse(
                "channel.endpoint",
                "value",
                "Notifications go to an address that begins with https:// and holds no user, password or fragment.");
        return null;
    }

    private @Nullable List<String> headers(JsonObject channel, Channel by) {
        List<String> headers = channel.list("header").stream()
                .map(each -> each instanceof JsonString header ? header.value() : "")
                .toList();
        boolean sound = headers.size() <= MOST_HEADERS
                && headers.stream()
                        .allMatch(each -> HEADER.matcher(each).matches()
                                && !NOT_HEADERS.contains(each.split(":", 2)[0].toLowerCase(Locale.ROOT)));
        if (!sound || (by == Channel.WEBSOCKET && !headers.isEmpty())) {
            refuse(
                    "channel.header",
                    "value",
                    "Headers are for rest-hook, at most " + MOST_HEADERS
                            + ", each as 'Name: value', and none that the request itself is made of.");
        }
        return channel.has("header") ? headers : null;
    }

    private String payload(JsonObject channel) {
        String[] parts = text(channel, "payload").toLowerCase(Locale.ROOT).split(";", -1);
        boolean known = PAYLOADS.contains(parts[0].strip());
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            known &= !parameter.startsWith("fhirversion") || parameter.matches("fhirversion=\"?4\\.0(\\.1)?\"?");
        }
        if (!known) {
            refuse(
                    "channel.payload",
                    "not-supported",
                    "Notifications are application/fhir+json or application/fhir+xml, of FHIR 4.0.");
        }
        return parts[0].strip();
    }

    private Content content(JsonObject channel) {
        Optional<Content> content =
                extension(part(channel, "_payload"), CONTENT).flatMap(each -> Content.of(text(each, "valueCode")));
        if (content.isEmpty()) {
            refuse(
                    "channel.payload.extension",
                    "required",
                    "The extension " + CONTENT + " says how much is sent: empty, id-only or full-resource.");
        }
        return content.orElse(Content.EMPTY);
    }

    private Optional<Integer> seconds(JsonObject channel, String url, int least, int most) {
        Optional<JsonObject> extension = extension(channel, url);
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < extension.get().size(); i++) {
            Json value = extension.get().valueAt(i);
            if (value instanceof JsonNumber number && number.literal().matches("[0-9]{1,9}")) {
                int given = Integer.parseInt(number.literal());
                if (given >= least && given <= most) {
                    return Optional.of(given);
                }
            }
        }
        refuse(
                "channel.extension",
                "value",
                "The extension " + url + " is a whole number from " + least
                        + (most == Integer.MAX_VALUE ? " on." : " to " + most + "."));
        return Optional.empty();
    }

    private @Nullable Instant ends(JsonObject subscription) {
        String end = subscription.text("end");
        try {
            return end == null ? null : OffsetDateTime.parse(end).toInstant();
        } catch (DateTimeException e) {
            refuse("end", "value", "The end is a moment with its time zone.");
            return null;
        }
    }

    private void refuse(String element, String code, String why) {
        issues.add(new Issue(code, "Subscription." + element, why));
    }

    private static Optional<JsonObject> extension(JsonObject of, String url) {
        return of.objects("extension").stream()
                .filter(each -> url.equals(each.text("url")))
                .findFirst();
    }

    private static JsonObject part(JsonObject of, String name) {
        JsonObject part = of.object(name);
        return part == null ? JsonObject.EMPTY : part;
    }

    private static String text(JsonObject of, String name) {
        String text = of.text(name);
        return text == null ? "" : text;
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
