package org.throughline.care.document;

import java.util.Optional;

/**
 * A document of a chart.
 *
 * @param type what it is, in words
 * @param date when it was made or put here, as FHIR has it
 * @param author empty when unknown
 * @param kind of its content; empty when that cannot be shown here
 * @param place where its content is
 */
public record Document(
        String id,
        String type,
        String description,
        String date,
        String author,
        String fileName,
        Optional<MediaKind> kind,
        Place place) {

    /** Where the content of a document is. */
    public sealed interface Place {
        /** In the record, as a Binary. */
        record InBinary(String id) implements Place {}

        /** In the DocumentReference itself. */
        record Inline(byte[] content) implements Place {
            public Inline {
                content = content.clone();
            }

            @Override
            public byte[] content() {
                return content.clone();
            }
        }

        /** At another address, from which nothing is fetched; or nowhere. */
        record Elsewhere(String address) implements Place {}
    }
}
