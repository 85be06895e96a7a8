package org.throughline.bulk;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Draft;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.bundle.BundleCutter;
import org.throughline.record.bundle.Entry;
import org.throughline.record.bundle.EntryIntents;

/**
 * What a line asks for: a transaction or batch bundle what its requests say; another bundle, or a resource, to be kept
 * with its id and version; a history bundle, deletions too.
 */
final class LineReader {
    private static final int ENTRY_LIMIT = 1_000_000;
    private static final Pattern OTHER_THAN_BUNDLE =
            Pattern.compile("\\s*\\{\\s*\"resourceType\"\\s*:\\s*\"(?!Bundle\")");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private final Types types;
    private final EntryIntents entryIntents;
    private final InstantSource clock;

    LineReader(Types types, InstantSource clock) {
        this.types = types;
        this.clock = clock;
        this.entryIntents = new EntryIntents(types);
    }

    /** What a line says. */
    record Read(List<Intent> intents, boolean atomic) {}

    /** @throws Failed when the line is neither a resource nor a bundle */
    Read read(byte[] line) {
        if (!isBundle(line)) {
            Heading heading = Heading.of(line, 0, line.length);
            return new Read(List.of(keep(heading, () -> JsonReader.readObject(line))), false);
        }
        BundleCutter.Cut cut = BundleCutter.cut(line, ENTRY_LIMIT);
        return switch (cut.type()) {
            case "transaction" ->
                new Read(writing(cut.entries()).map(entryIntents::intent).toList(), true);
            case "batch" ->
                new Read(writing(cut.entries()).map(entryIntents::intent).toList(), false);
            default -> new Read(cut.entries().stream().map(this::kept).toList(), false);
        };
    }

    private static Stream<Entry> writing(List<Entry> entries) {
        return entries.stream().filter(entry -> !EntryIntents.isRead(entry));
    }

    /** Looks at the beginning only: resourceType comes first in what systems write. */
    private static boolean isBundle(byte[] line) {
        String beginning = new String(line, 0, Math.min(line.length, 200), StandardCharsets.UTF_8);
        if (OTHER_THAN_BUNDLE.matcher(beginning).lookingAt()) {
            return false;
        }
        return beginning.contains("\"Bundle\"")
                || "Bundle".equals(JsonReader.readObject(line).text("resourceType"));
    }

    private Intent kept(Entry entry) {
        if (!entry.hasResource() && entry.method().equals("DELETE")) {
            return deletion(entry);
        }
        Draft draft = entry.draft();
        return keep(Heading.of(entry.bundle(), entry.from(), entry.length()), draft);
    }

    private Intent deletion(Entry entry) {
        List<String> path = List.of(entry.path().split("/", -1));
        if (path.size() != 2 || !types.isResourceType(path.getFirst())) {
            throw new Failed(new Failure.Malformed(
                    "invalid", entry.place() + ".request.url", "A deletion's url must be Type/id."));
        }
        int version = Precondition.versionOf(String.valueOf(entry.etag()));
        return new Intent.Keep(path.get(0), path.get(1), Math.max(1, version), instant(entry.lastModified()), null);
    }

    private Intent keep(Heading heading, Draft draft) {
        String type = String.valueOf(heading.type());
        String id = heading.id();
        if (!types.isResourceType(type)) {
            throw new Failed(
                    new Failure.Malformed("invalid", "resourceType", "There is no resource type " + type + "."));
        }
        if (id == null || !ID.matcher(id).matches()) {
            throw new Failed(new Failure.Malformed("required", type + ".id", "The resource needs an id to keep."));
        }
        int version = Precondition.versionOf(String.valueOf(heading.version()));
        return new Intent.Keep(type, id, Math.max(1, version), instant(heading.updated()), draft);
    }

    private Instant instant(@Nullable String text) {
        try {
            return text == null
                    ? clock.instant().truncatedTo(ChronoUnit.MILLIS)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Failed(
                    new Failure.Malformed("value", "meta.lastUpdated", "meta.lastUpdated is no instant of FHIR."), e);
        }
    }
}
