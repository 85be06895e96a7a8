package org.throughline.safety.rule;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where files of knowledge come from. */
@FunctionalInterface
public interface FileSource {
    /**
     * The content of a file; empty when there is none of that name.
     *
     * @throws IOException when it cannot be read
     */
    Optional<byte[]> read(String fileName) throws IOException;

    /** Those that come with the product. */
    static FileSource shipped() {
        return name -> {
            try (InputStream in = FileSource.class.getResourceAsStream("/org/throughline/safety/" + name)) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            }
        };
    }
}
