package org.throughline.rest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
    private boolean entries;

    /** A link of a bundle. */
    record Link(String relation, String url) {}

    BundleWriter(String type, @Nullable Long total, List<Link> links) {
        text("{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\"");
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
        for (int i = 0; i < more.size(); i++) {
            text(comma + "\"" + more.nameAt(i) + "\":");
            out.writeBytes(JsonWriter.bytes(more.valueAt(i)));
            comma = ",";
        }
        text("}");
        return this;
    }

    byte[] finish() {
        text(entries ? "]}" : "}");
        return out.toByteArray();
    }

    private void string(String value) {
        out.writeBytes(JsonWriter.bytes(new JsonString(value)));
    }

    private void text(String json) {
        out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    }
}
