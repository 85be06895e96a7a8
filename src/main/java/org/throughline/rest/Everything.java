package org.throughline.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.Action;
import org.throughline.fhir.time.TimeRange;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Stored;
import org.throughline.search.EverythingPage;
import org.throughline.search.Searches;
import org.throughline.search.query.EverythingQuery;

/**
 * All that there is of a patient. The bodies of a page are unpacked one by one while the answer is written.
 *
 * @see <a href="https://hl7.org/fhir/R4/operation-patient-everything.html">$everything</a>
 */
final class Everything {
    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 5000;

    private final Parts parts;
    private final Searches searches;

    Everything(Parts parts, Searches searches) {
        this.parts = parts;
        this.searches = searches;
    }

    Reply everything(Call call) {
        Inputs inputs = Inputs.of(call);
        String id = ((Place.InstanceOperation) call.place()).id();
        Optional<String> link = call.parameter("_page");
        EverythingPage page =
                link.isPresent() ? searches.moreOfEverything(call.caller(), link.get()) : first(call, inputs, id);
        Set<Long> patients = new HashSet<>();
        page.resources().stream()
                .map(Stored::patient)
                .filter(patient -> patient != 0)
                .forEach(patients::add);
        return Reply.of(answer(call, page, id), Action.OPERATION, parts.types().number("Patient"), patients);
    }

    private EverythingPage first(Call call, Inputs inputs, String id) {
        Optional<Long> since =
                inputs.text("_since").map(text -> range("_since", text).low());
        EverythingQuery query = new EverythingQuery(
                id,
                since.orElse(Long.MIN_VALUE),
                since.isPresent()
                        ? ChronoUnit.MICROS.between(
                                Instant.EPOCH, parts.records().horizon())
                        : Long.MAX_VALUE,
                care(inputs),
                types(inputs),
                count(inputs));
        // Whoever may not see the patient is told the same as on a read.
        parts.records().read(call.caller(), "Patient", id);
        return searches.everything(call.caller(), query);
    }

    private static @Nullable TimeRange care(Inputs inputs) {
        Optional<String> start = inputs.text("start");
        Optional<String> end = inputs.text("end");
        if (start.isEmpty() && end.isEmpty()) {
            return null;
        }
        return new TimeRange(
                start.map(text -> range("start", text).low()).orElse(Long.MIN_VALUE),
                end.map(text -> range("end", text).high()).orElse(Long.MAX_VALUE));
    }

    private static TimeRange range(String name, String text) {
        // A plus sign of an offset that was not encoded in the address arrives as a space.
        TimeRange range = TimeRange.parse(text.replace(' ', '+'));
        if (range == null) {
            throw new Failed(new Failure.Malformed(
                    "value", "?" + name, name + " must be a date or an instant such as 2026-01-31T12:00:00Z."));
        }
        return range;
    }

    private List<String> types(Inputs inputs) {
        List<String> types = inputs.texts("_type").stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
        for (String type : types) {
            if (!parts.types().isResourceType(type)) {
                throw new Failed(
                        new Failure.Malformed("value", "?_type", "_type must be a list of R4's resource types."));
            }
        }
        return types;
    }

    private static int count(Inputs inputs) {
        int count = inputs.number("_count", PAGE);
        if (count == 0) {
            throw new Failed(new Failure.Malformed("value", "?_count", "_count must be a whole number above 0."));
        }
        return Math.min(count, LARGEST_PAGE);
    }

    private Answer answer(Call call, EverythingPage page, String id) {
        Answer stream = new Answer(
                200,
                List.of(new Answer.Header("Content-Type", Format.Syntax.JSON.mediaType())),
                new Answer.Stream(out -> {
                    BundleWriter bundle = new BundleWriter("searchset", null, links(call, page, id));
                    for (Stored stored : page.resources()) {
                        bundle.match(
                                parts.url(stored.type(), stored.id()),
                                parts.rendering().json(stored));
                        bundle.drainTo(out);
                    }
                    out.write(bundle.finish());
                }));
        return call.format().equals(Format.DEFAULT)
                ? stream
                : parts.rendering().content(200, stream.content(), call.format());
    }

    private List<BundleWriter.Link> links(Call call, EverythingPage page, String id) {
        String address = parts.url("Patient", id) + "/$everything";
        String query = call.criteria();
        BundleWriter.Link self = new BundleWriter.Link("self", query.isEmpty() ? address : address + "?" + query);
        return page.next() == null
                ? List.of(self)
                : List.of(self, new BundleWriter.Link("next", address + "?_page=" + page.next()));
    }
}
