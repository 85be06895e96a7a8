package org.throughline.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.time.TimeRange;
import org.throughline.http.Parameter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.Seal;
import org.throughline.record.HistoryCursor;
import org.throughline.record.HistoryPage;
import org.throughline.record.HistoryQuery;
import org.throughline.record.Stored;

/**
 * Lists versions of one resource, of a type, or of everything, newest first.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#history">history</a>
 */
final class History {
    private static final int PAGE = 20;

    /** Tells these links from those of searches and of {@code $everything}. */
    private static final byte FORMAT = 'h';

    private static final int LARGEST_PAGE = 1000;
    private static final Set<String> NARROWING = Set.of("_since", "_at");
    private static final Set<String> KNOWN = Set.of("_since", "_at", "_count", "_page");

    private final Parts parts;
    private final Seal seal;

    History(Parts parts, Seal seal) {
        this.parts = parts;
        this.seal = seal;
    }

    Reply history(Call call, @Nullable String type, @Nullable String id) {
        HistoryCursor after = call.parameter("_page").map(this::cursor).orElse(null);
        int count = count(call);
        refuseOthers(call);
        Instant since = call.parameter("_since").map(History::instant).orElse(null);
        HistoryQuery.During at = call.parameter("_at").map(History::during).orElse(null);
        HistoryPage page = parts.records().history(call.caller(), new HistoryQuery(type, id, since, at, count, after));
        BundleWriter bundle = new BundleWriter("history", page.settled(), page.total(), links(call, page, type, id));
        Set<Long> patients = new HashSet<>();
        for (Stored stored : page.versions()) {
            byte[] resource = stored.deleted() ? null : parts.rendering().json(stored);
            bundle.entry(parts.url(stored.type(), stored.id()), resource, how(stored));
            if (stored.patient() != 0) {
                patients.add(stored.patient());
            }
        }
        return Reply.of(
                parts.rendering().content(200, bundle.finish(), call.format()),
                Action.HISTORY,
                type == null ? 0 : parts.types().number(type),
                patients);
    }

    private static JsonObject how(Stored stored) {
        String method = stored.deleted() ? "DELETE" : stored.version() == 1 ? "POST" : "PUT";
        String url = method.equals("POST") ? stored.type() : stored.type() + "/" + stored.id();
        String status = stored.deleted() ? "204" : stored.version() == 1 ? "201" : "200";
        return JsonObject.builder()
                .add(
                        "request",
                        JsonObject.builder()
                                .add("method", method)
                                .add("url", url)
                                .build())
                .add(
                        "response",
                        JsonObject.builder()
                                .add("status", status)
                                .add("etag", Rendering.etag(stored.version()))
                                .add("lastModified", stored.updated().toString())
                                .build())
                .build();
    }

    private List<BundleWriter.Link> links(Call call, HistoryPage page, @Nullable String type, @Nullable String id) {
        String address =
                parts.settings().base() + (type == null ? "" : "/" + type) + (id == null ? "" : "/" + id) + "/_history";
        List<BundleWriter.Link> links = new ArrayList<>();
        String query = Call.criteria(call.parameters().stream()
                .filter(parameter -> KNOWN.contains(parameter.name()))
                .toList());
        links.add(new BundleWriter.Link("self", query.isEmpty() ? address : address + "?" + query));
        if (page.next() != null) {
            List<Parameter> next = new ArrayList<>(call.parameters().stream()
                    .filter(parameter -> NARROWING.contains(parameter.name()))
                    .toList());
            next.add(new Parameter("_count", String.valueOf(count(call))));
            next.add(new Parameter("_page", token(page.next())));
            links.add(new BundleWriter.Link("next", address + "?" + Call.criteria(next)));
        }
        return links;
    }

    /**
     * Of parameters that FHIR knows none is passed over: the answer would be another than was asked for. Others are left
     * out of the link to this page, or refused where the client is strict.
     */
    private static void refuseOthers(Call call) {
        for (Parameter parameter : call.parameters()) {
            String name = parameter.name();
            boolean known = KNOWN.contains(name) || Format.isAboutTheAnswer(name);
            if (!known && (name.startsWith("_") || call.prefer().strict())) {
                throw new Failed(new Failure.Malformed(
                        "not-supported", "?" + name, "A history takes _since, _at and _count only."));
            }
        }
    }

    private String token(HistoryCursor cursor) {
        byte[] snapshot = cursor.snapshot().getBytes(StandardCharsets.UTF_8);
        return seal.seal(ByteBuffer.allocate(21 + snapshot.length)
                .put(FORMAT)
                .putLong(cursor.micros())
                .putLong(cursor.address())
                .putInt(cursor.version())
                .put(snapshot)
                .array());
    }

    private HistoryCursor cursor(String token) {
        ByteBuffer content = ByteBuffer.wrap(seal.open(token));
        if (content.get() != FORMAT) {
            throw new Failed(new Failure.Malformed("invalid", "?_page", "This link belongs elsewhere."));
        }
        long micros = content.getLong();
        long address = content.getLong();
        int version = content.getInt();
        return new HistoryCursor(
                micros, address, version, StandardCharsets.UTF_8.decode(content).toString());
    }

    private static int count(Call call) {
        Optional<String> text = call.parameter("_count");
        if (text.isEmpty()) {
            return PAGE;
        }
        try {
            int count = Integer.parseInt(text.get());
            if (count > 0) {
                return Math.min(count, LARGEST_PAGE);
            }
        } catch (NumberFormatException e) {
            throw notACount(e);
        }
        throw notACount(null);
    }

    private static Failed notACount(@Nullable Exception cause) {
        Failure failure = new Failure.Malformed("invalid", "?_count", "_count must be a whole number above 0.");
        return cause == null ? new Failed(failure) : new Failed(failure, cause);
    }

    /** An instant or a date; a date means its first moment, UTC. */
    private static Instant instant(String text) {
        return Instant.EPOCH.plus(range("_since", text).low(), ChronoUnit.MICROS);
    }

    private static HistoryQuery.During during(String text) {
        TimeRange range = range("_at", text);
        return new HistoryQuery.During(range.low(), range.high());
    }

    private static TimeRange range(String name, String text) {
        TimeRange range = TimeRange.parse(text);
        if (range == null) {
            throw new Failed(new Failure.Malformed(
                    "value", "?" + name, name + " must be a date or an instant such as 2026-01-31T12:00:00Z."));
        }
        return range;
    }
}
