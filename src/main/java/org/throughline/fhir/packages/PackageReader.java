package org.throughline.fhir.packages;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.packages.FhirPackage.Definition;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Reads a package's {@code .tgz}. Of its files only the definitions directly below {@code package/} count: examples and
 * whatever else an author put in are passed over. Nothing is written to disk.
 */
public final class PackageReader {
    static final int LARGEST_ENTRY = 32 << 20;
    private static final long LARGEST_FILE = 128L << 20;
    private static final long MOST_UNPACKED = 1L << 30;
    private static final int MOST_ENTRIES = 50_000;
    private static final Pattern PLACE = Pattern.compile("(\\./)?package/[^/]+\\.json");

    /** What is kept of a package. */
    private static final Set<String> KEPT = Set.of(
            "StructureDefinition",
            "ValueSet",
            "CodeSystem",
            "ConceptMap",
            "SearchParameter",
            "CapabilityStatement",
            "OperationDefinition",
            "ImplementationGuide");

    private final Path file;
    private final IntConsumer progress;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private @Nullable Manifest manifest;
    private int entries;

    private PackageReader(Path file, IntConsumer progress) {
        this.file = file;
        this.progress = progress;
    }

    /**
     * Reads a package.
     *
     * @param progress is told how many definitions were read so far
     * @throws Failed with {@link Failure.Malformed} or {@link Failure.TooLarge}; the message names the file
     */
    public static FhirPackage read(Path file, IntConsumer progress) {
        return new PackageReader(file, progress).read();
    }

    private FhirPackage read() {
        try (InputStream raw = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(
                        new Bounded(raw, LARGEST_FILE, "it is larger than " + (LARGEST_FILE >> 20) + " MB"),
                        MessageDigest.getInstance("SHA-256"));
                InputStream unpacked = new Bounded(
                        new GZIPInputStream(new BufferedInputStream(digest), 1 << 16),
                        MOST_UNPACKED,
                        "it unpacks to more than " + (MOST_UNPACKED >> 20) + " MB");
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entry(tar, entry);
            }
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            if (manifest == null) {
                throw new IOException("it has no package/package.json");
            }
            return new FhirPackage(manifest, digest.getMessageDigest().digest(), List.copyOf(definitions.values()));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new Failed(new Failure.NotFound("There is no file " + file + "."), e);
        } catch (IOException | IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private void entry(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        if (++entries > MOST_ENTRIES) {
            throw new IOException("it holds more than " + MOST_ENTRIES + " files");
        }
        String name = entry.getName();
        if (!entry.isFile() || !PLACE.matcher(name).matches()) {
            return;
        }
        byte[] content = tar.readNBytes(LARGEST_ENTRY + 1);
        if (content.length > LARGEST_ENTRY) {
            throw new IOException(name + " is larger than " + (LARGEST_ENTRY >> 20) + " MB");
        }
        try {
            content(name, content);
        } catch (Failed e) {
            throw refused(name + ": " + e.failure().message(), e);
        }
    }

    private void content(String name, byte[] content) {
        if (name.endsWith("/.index.json")) {
            return;
        }
        JsonObject json = JsonReader.readObject(content);
        if (name.endsWith("/package.json")) {
            manifest = Manifest.of(json);
            return;
        }
        String type = json.text("resourceType");
        String url = json.text("url");
        if (type != null && url != null && KEPT.contains(type)) {
            definitions.put(
                    type + " " + url,
                    new Definition(
                            type,
                            url,
                            Objects.requireNonNullElse(json.text("version"), ""),
                            constrains(json),
                            Packing.pack(content)));
            progress.accept(definitions.size());
        }
    }

    private static String constrains(JsonObject json) {
        boolean profile = "constraint".equals(json.text("derivation")) && "resource".equals(json.text("kind"));
        return profile ? Objects.requireNonNullElse(json.text("type"), "") : "";
    }

    private Failed refused(String reason, Exception cause) {
        return new Failed(
                new Failure.Malformed("invalid", "", file + " cannot be loaded as a FHIR package: " + reason), cause);
    }
}
