package org.throughline.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;

/**
 * Writes a Bundle as JSON around resources whose bytes pass through as they are.
 *
 * @see <a href="https://hl7.org/fhir/R4/bundle.html">Bundle</a>
 */
final class BundleWriter {
    private static final int DRAIN = 32 * 1024;

    private static final byte[] MATCH =
            members(JsonObject.of("search", JsonObject.of("mode", new JsonString("match"))));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
    private boolean entries;

    /** A link of a bundle. */
    record Link(String relation, String url) {}

    BundleWriter(String type, @Nullable Long total, List<Link> links) {
        this(type, null, total, links);
    }

    /** @param updated the time up to which it is complete; null when that is not said */
    BundleWriter(String type, @Nullable Instant updated, @Nullable Long total, List<Link> links) {
        text("{\"resourceType\":\"Bundle\"");
        if (updated != null) {
            text(",\"meta\":{\"lastUpdated\":\"" + updated + "\"}");
        }
        text(",\"type\":\"" + type + "\"");
        if (total != null) {
            text(",\"total\":" + total);
        }
        if (!links.isEmpty()) {
            text(",\"link\":[");
            for (int i = 0; i < links.size(); i++) {
                text(i == 0 ? "" : ",");
                text("{\"relation\":\"" + links.get(i).relation() + "\",\"url\":");
                string(links.get(i).url());
                text("}");
            }
            text("]");
        }
    }

    /**
     * Adds an entry.
     *
     * @param resource JSON; null when the entry has none
     * @param more the entry's other members: request, response, search
     */
    BundleWriter entry(@Nullable String fullUrl, byte @Nullable [] resource, JsonObject more) {
        return entry(fullUrl, resource, members(more));
    }

    /** Members as they stand inside the braces of an object, to be written many times. */
    static byte[] members(JsonObject object) {
        byte[] json = JsonWriter.bytes(object);
        return Arrays.copyOfRange(json, 1, json.length - 1);
    }

    /** Adds an entry that was searched for. */
    BundleWriter match(String fullUrl, byte[] resource) {
        return entry(fullUrl, resource, MATCH);
    }

    /** Adds an entry with members made by {@link #members}. */
    BundleWriter entry(@Nullable String fullUrl, byte @Nullable [] resource, byte[] more) {
        text(entries ? ",{" : ",\"entry\":[{");
        entries = true;
        String comma = "";
        if (fullUrl != null) {
            text("\"fullUrl\":");
            string(fullUrl);
            comma = ",";
        }
        if (resource != null) {
            text(comma + "\"resource\":");
            out.writeBytes(resource);
            comma = ",";
        }
        if (more.length > 0) {
            text(comma);
            out.writeBytes(more);
        }
        text("}");
        return this;
    }

    /** Hands on what is written so far when it is much, so that it need not be kept. */
    void drainTo(OutputStream sink) throws IOException {
        if (out.size() >= DRAIN) {
            out.writeTo(sink);
            out.reset();
        }
    }

    byte[] finish() {
        text(entries ? "]}" : "}");
        return out.toByteArray();
    }

    private void string(String value) {
        if (value.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '"' && c != '\\')) {
            text("\"" + value + "\"");
            return;
        }
        out.writeBytes(JsonWriter.bytes(new JsonString(value)));
    }

    private void text(String json) {
        out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    }
}
