package org.throughline.fhir.packages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes small packages for tests. Quotes in JSON may be single. */
public final class TestPackage {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** A package of this name and version that holds nothing yet. */
    public static TestPackage of(String name, String version) {
        return new TestPackage()
                .with(
                        "package/package.json",
                        "{'name':'%s','version':'%s','fhirVersions':['4.0.1'],'dependencies':{'hl7.fhir.r4.core':'4.0.1'}}"
                                .formatted(name, version));
    }

    static TestPackage empty() {
        return new TestPackage();
    }

    /** Adds a file: {@code package/ValueSet-x.json}. */
    public TestPackage with(String name, String json) {
        return with(name, json.replace('\'', '"').getBytes(UTF_8));
    }

    TestPackage with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /** Writes it to a file of its own. */
    public Path file() {
        try {
            Path file = Files.createTempFile(Path.of("target").toAbsolutePath(), "package", ".tgz");
            try (TarArchiveOutputStream tar =
                    new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
                for (Map.Entry<String, byte[]> each : files.entrySet()) {
                    TarArchiveEntry entry = new TarArchiveEntry(each.getKey());
                    entry.setSize(each.getValue().length);
                    tar.putArchiveEntry(entry);
                    tar.write(each.getValue());
                    tar.closeArchiveEntry();
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
