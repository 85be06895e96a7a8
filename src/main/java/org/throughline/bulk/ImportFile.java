package org.throughline.bulk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** A file to import: {@code .json} holds one resource or bundle, {@code .ndjson} one a line; {@code .gz} and {@code .xz} too. */
record ImportFile(Path path) {

    /**
     * The files below these paths, smallest first: what many others refer to (hospitals, practitioners) comes in small
     * files. Folders are walked.
     */
    static List<ImportFile> below(List<Path> paths) throws IOException {
        List<ImportFile> files = new ArrayList<>();
        for (Path path : paths) {
            // A path given may be a link; links below it are not followed, since they could lead in a circle.
            try (Stream<Path> found = Files.walk(path.toRealPath())) {
                found.filter(Files::isRegularFile)
                        .map(ImportFile::new)
                        .filter(file -> file.isJson() || file.isLines())
                        .forEach(files::add);
            }
        }
        files.sort(Comparator.comparingLong(ImportFile::size).thenComparing(ImportFile::path));
        return files;
    }

    private String name() {
        return String.valueOf(path.getFileName()).replaceFirst("\\.(gz|xz)$", "");
    }

    boolean isJson() {
        return name().endsWith(".json");
    }

    boolean isLines() {
        return name().endsWith(".ndjson") || name().endsWith(".jsonl");
    }

    long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content, unpacked. */
    InputStream open() throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        String name = String.valueOf(path.getFileName());
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(file, 1 << 16);
        }
        return name.endsWith(".xz") ? new XZInputStream(file) : file;
    }

    /** SHA-256 of the file as it lies there. */
    byte[] digest() throws IOException {
        try (InputStream file = Files.newInputStream(path);
                DigestInputStream digest = new DigestInputStream(file, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return digest.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
