package org.throughline.events.advice;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.events.advice.Card.Urgency;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Reads what the other end sends: which services it has, and their cards. All of it is somebody else's text: it is cut to
 * lengths that fit a page, markup is left as it is typed, and only links to web pages are taken. Pure.
 *
 * @see <a href="https://cds-hooks.hl7.org/2.0/#discovery">Discovery</a>
 * @see <a href="https://cds-hooks.hl7.org/2.0/#card-attributes">Cards</a>
 */
final class Reader {
    private static final int MOST_SERVICES = 50;
    private static final int MOST_CARDS = 10;
    private static final int MOST_KEYS = 30;
    private static final int LINE = 200;
    private static final int TEXT = 4000;

    private Reader() {}

    /** The services that can be asked here; those of other hooks are left. */
    static List<Service> services(String base, JsonObject discovery) {
        return discovery.objects("services").stream()
                .limit(MOST_SERVICES)
                .flatMap(each -> service(base, each))
                .toList();
    }

    private static Stream<Service> service(String base, JsonObject from) {
        String id = text(from, "id", LINE);
        return !id.matches("[A-Za-z0-9_.~-]+")
                ? Stream.empty()
                : Hook.of(text(from, "hook", LINE)).stream()
                        .map(hook -> new Service(
                                0,
                                base,
                                id,
                                hook,
                                text(from, "title", LINE).isEmpty() ? id : text(from, "title", LINE),
                                text(from, "description", TEXT),
                                prefetch(from.object("prefetch")),
                                0,
                                0,
                                "",
                                null));
    }

    static Map<String, String> prefetch(@Nullable JsonObject templates) {
        Map<String, String> prefetch = new HashMap<>();
        for (int i = 0; templates != null && i < Math.min(templates.size(), MOST_KEYS); i++) {
            if (templates.valueAt(i) instanceof JsonString template) {
                prefetch.put(templates.nameAt(i), template.value());
            }
        }
        return prefetch;
    }

    /** The cards of an answer, the urgent ones first. */
    static List<Card> cards(JsonObject answer) {
        return answer.objects("cards").stream()
                .limit(MOST_CARDS)
                .filter(each -> !text(each, "summary", LINE).isEmpty())
                .map(Reader::card)
                .sorted((one, other) -> other.urgency().compareTo(one.urgency()))
                .toList();
    }

    private static Card card(JsonObject from) {
        JsonObject source = Objects.requireNonNullElse(from.object("source"), JsonObject.EMPTY);
        return new Card(
                text(from, "summary", LINE),
                text(from, "detail", TEXT),
                switch (text(from, "indicator", LINE).toLowerCase(Locale.ROOT)) {
                    case "critical" -> Urgency.CRITICAL;
                    case "warning" -> Urgency.WARNING;
                    default -> Urgency.INFO;
                },
                text(source, "label", LINE),
                Stream.concat(
                                Stream.of(source).map(each -> link("About the source", text(each, "url", TEXT))),
                                from.objects("links").stream()
                                        .filter(each -> "absolute".equals(each.text("type")))
                                        .map(each -> link(text(each, "label", LINE), text(each, "url", TEXT))))
                        .filter(each -> !each.label().isEmpty() && isPage(each.address()))
                        .limit(5)
                        .toList());
    }

    private static Card.Link link(String label, String address) {
        return new Card.Link(label, address);
    }

    private static boolean isPage(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private static String text(JsonObject object, String name, int most) {
        String text = Objects.requireNonNullElse(object.text(name), "").strip();
        return text.substring(0, Math.min(text.length(), most));
    }
}
