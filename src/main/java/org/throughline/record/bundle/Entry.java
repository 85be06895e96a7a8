package org.throughline.record.bundle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Draft;

/**
 * An entry of a bundle whose resource still lies in the bundle's bytes.
 *
 * @param index its place, from 0
 * @param bundle the bytes of the whole bundle
 * @param from where the resource begins; -1 when the entry has none
 * @param length the length of the resource
 * @param etag of the entry's response, in a history
 * @param lastModified of the entry's response, in a history
 */
public record Entry(
        int index,
        byte[] bundle,
        int from,
        int length,
        @Nullable String fullUrl,
        String method,
        String url,
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable String ifNoneExist,
        @Nullable String ifModifiedSince,
        @Nullable String etag,
        @Nullable String lastModified) {

    public boolean hasResource() {
        return from >= 0;
    }

    /** Where it stands, for messages. */
    public String place() {
        return "Bundle.entry[" + index + "]";
    }

    /** The resource, parsed when its turn comes. */
    public Draft draft() {
        if (!hasResource()) {
            throw new Failed(new Failure.Malformed("required", place() + ".resource", "The entry needs a resource."));
        }
        return new Draft() {
            @Override
            public JsonObject read() {
                if (JsonReader.read(bundle, from, length) instanceof JsonObject object) {
                    return object;
                }
                throw new Failed(new Failure.Malformed("structure", "", "A resource must be a JSON object."));
            }

            @Override
            public String place() {
                return Entry.this.place() + ".resource";
            }
        };
    }

    /** The path of the request's url, without its query. */
    public String path() {
        int mark = url.indexOf('?');
        String path = mark < 0 ? url : url.substring(0, mark);
        return path.startsWith("/") ? path.substring(1) : path;
    }

    /** The query of the request's url. */
    public String query() {
        int mark = url.indexOf('?');
        return mark < 0 ? "" : url.substring(mark + 1);
    }

    /** The JSON of the resource; empty when there is none. */
    public byte[] resource() {
        return hasResource() ? Arrays.copyOfRange(bundle, from, from + length) : new byte[0];
    }
}
