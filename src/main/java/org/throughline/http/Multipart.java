package org.throughline.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Attributes;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Reads a form with files, which is held in memory whole and never in a file of its own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">multipart/form-data</a>
 */
final class Multipart {
    private static final int MOST_PARTS = 100;
    private static final int LONGEST_HEADERS = 4096;

    private Multipart() {}

    /** Whether a media type is that of such a form. */
    static boolean is(String mediaType) {
        return mediaType.regionMatches(true, 0, "multipart/form-data", 0, "multipart/form-data".length());
    }

    /**
     * The fields and files of a body.
     *
     * @throws Failed with {@link Failure.Malformed} when it is no such form
     */
    static Form read(String mediaType, byte[] body) {
        MultiPartConfig inMemory = new MultiPartConfig.Builder()
                .maxParts(MOST_PARTS)
                .maxHeadersSize(LONGEST_HEADERS)
                .maxSize(body.length)
                .maxPartSize(body.length)
                .maxMemoryPartSize(body.length)
                .build();
        try (MultiPartFormData.Parts parts = MultiPartFormData.getParts(
                new ByteBufferContentSource(ByteBuffer.wrap(body)), new Attributes.Mapped(), mediaType, inMemory)) {
            return form(parts);
        } catch (IOException | RuntimeException e) {
            throw new Failed(new Failure.Malformed("structure", "", "The form is broken. Nothing was stored."), e);
        }
    }

    private static Form form(MultiPartFormData.Parts parts) throws IOException {
        List<Parameter> fields = new ArrayList<>();
        List<Upload> uploads = new ArrayList<>();
        for (MultiPart.Part part : parts) {
            String name = part.getName() == null ? "" : part.getName();
            if (part.getFileName() == null) {
                fields.add(new Parameter(name, part.getContentAsString(StandardCharsets.UTF_8)));
            } else {
                try (InputStream in = Content.Source.asInputStream(part.createContentSource())) {
                    uploads.add(new Upload(name, part.getFileName(), in.readAllBytes()));
                }
            }
        }
        return new Form(fields, uploads);
    }
}
