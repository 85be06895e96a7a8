package org.throughline.packages.vocabulary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The files of a release: those of a folder, of a zip archive, or one alone. */
public final class Release implements AutoCloseable {
    private final Path path;
    private final Map<String, Opening> files = new TreeMap<>();
    private final Optional<ZipFile> zip;
    private final MessageDigest digest;

    @FunctionalInterface
    private interface Opening {
        InputStream open() throws IOException;
    }

    private Release(Path path, Optional<ZipFile> zip) {
        this.path = path;
        this.zip = zip;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Opens one.
     *
     * @throws Failed with {@link Failure.Malformed} when it cannot be read
     */
    public static Release of(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return folder(path);
            }
            return path.toString().toLowerCase(Locale.ROOT).endsWith(".zip") ? archive(path) : file(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static Release folder(Path path) throws IOException {
        Release release = new Release(path, Optional.empty());
        try (Stream<Path> all = Files.walk(path)) {
            all.filter(Files::isRegularFile)
                    .forEach(each -> release.files.put(
                            path.relativize(each).toString().replace('\\', '/'), () -> Files.newInputStream(each)));
        }
        return release;
    }

    private static Release archive(Path path) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        Release release = new Release(path, Optional.of(zip));
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry each = all.nextElement();
            if (!each.isDirectory()) {
                release.files.put(each.getName(), () -> zip.getInputStream(each));
            }
        }
        return release;
    }

    private static Release file(Path path) {
        Release release = new Release(path, Optional.empty());
        release.files.put(path.getFileName().toString(), () -> Files.newInputStream(path));
        return release;
    }

    private static Failed unreadable(Path path, IOException why) {
        return new Failed(new Failure.Malformed("structure", "", path + " cannot be read: " + why.getMessage()), why);
    }

    /** What it is called where it lies. */
    String name() {
        return path.getFileName().toString();
    }

    /** The first file whose path ends like this. */
    Optional<String> find(String pattern) {
        Pattern ends = Pattern.compile("(?i)(?:.*/)?" + pattern);
        return files.keySet().stream()
                .filter(each -> ends.matcher(each).matches())
                .findFirst();
    }

    /** The file whose path ends like this. */
    String require(String pattern) {
        return find(pattern)
                .orElseThrow(() -> new Failed(
                        new Failure.Malformed("structure", "", name() + " has no file like " + pattern + ".")));
    }

    /** Gives all lines of a file, which are UTF-8. */
    void lines(String file, Consumer<String> line) {
        try (BufferedReader reader = reader(file)) {
            for (String each = reader.readLine(); each != null; each = reader.readLine()) {
                line.accept(each);
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Reads a file, which is UTF-8; what is read goes into the digest. */
    BufferedReader reader(String file) {
        try {
            InputStream in = new DigestInputStream(
                    Objects.requireNonNull(files.get(file)).open(), digest);
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Gives the fields of all lines, between a mark. */
    void fields(String file, char mark, Consumer<List<String>> fields) {
        lines(file, line -> fields.accept(split(line, mark)));
    }

    private static List<String> split(String line, char mark) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        for (int at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, from)) {
            fields.add(line.substring(from, at));
            from = at + 1;
        }
        fields.add(line.substring(from));
        return fields;
    }

    /** The SHA-256 of all that was read, in the order in which it was. */
    byte[] digest() {
        return digest.digest();
    }

    @Override
    public void close() {
        zip.ifPresent(each -> {
            try {
                each.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
