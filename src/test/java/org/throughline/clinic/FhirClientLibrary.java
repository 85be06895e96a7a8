package org.throughline.clinic;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * SMART's own client library for browsers, fetched from the npm registry once and kept with the build. Where that cannot
 * be reached, the tests that need it are left out and say so.
 */
final class FhirClientLibrary {
    private static final String VERSION = "2.6.3";
    private static final URI ADDRESS =
            URI.create("https://registry.npmjs.org/fhirclient/-/fhirclient-" + VERSION + ".tgz");

    private FhirClientLibrary() {}

    static byte[] script() {
        Path kept = Path.of("target", "fhirclient-" + VERSION + ".js");
        try {
            if (!Files.exists(kept)) {
                Files.write(kept, scriptOf(fetched()));
            }
            return Files.readAllBytes(kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] fetched() {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            var response = client.send(
                    HttpRequest.newBuilder(ADDRESS)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofByteArray());
            Assumptions.assumeTrue(
                    response.statusCode() == 200, "The npm registry has no fhirclient: its tests are left out");
            return response.body();
        } catch (IOException e) {
            return Assumptions.abort("The npm registry cannot be reached: tests with fhirclient are left out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] scriptOf(byte[] archive) throws IOException {
        try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(unzipped)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("package/build/fhir-client.min.js")) {
                    return tar.readAllBytes();
                }
            }
        }
        throw new IOException("fhirclient has no browser build");
    }
}
