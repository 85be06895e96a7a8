package org.throughline.immunization.schedule;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Reads the CDC's supporting data: the zip file as published, or a folder with its XML files. A file that is missing,
 * broken or too large gives {@link NoSchedule}; a schedule is whole or there is none.
 */
public final class ScheduleReader {

    private static final int MOST_FILES = 200;
    private static final int MOST_BYTES = 16 << 20;
    private static final long MOST_OF_ALL = 128L << 20;
    private static final Pattern VERSION = Pattern.compile("(?i)\\bversion (\\d{1,3}(?:\\.\\d{1,3}){0,2})\\b");
    private static final String COMMON = "ScheduleSupportingData";
    private static final String ANTIGEN = "AntigenSupportingData";

    private ScheduleReader() {}

    /** The schedule in the zip file or folder. */
    public static SupportingData read(Path place) {
        try {
            return Files.exists(place)
                    ? read(Files.isDirectory(place) ? folder(place) : zip(place))
                    : new NoSchedule("The CDC's immunization schedule is not loaded.");
        } catch (IOException failure) {
            return new NoSchedule("The CDC's immunization schedule cannot be read: " + failure.getMessage());
        }
    }

    /** The schedule in a zip file. */
    public static SupportingData read(byte[] zip) {
        try {
            return read(unzipped(new ByteArrayInputStream(zip)));
        } catch (IOException failure) {
            return new NoSchedule("The CDC's immunization schedule cannot be read: " + failure.getMessage());
        }
    }

    /**
     * What a zip file calls itself.
     *
     * @param version as its folder says: {@code 4.64}; empty when it does not
     * @param written the day on which the newest of its files was written, or null
     */
    public record Label(String version, @Nullable LocalDate written) {}

    /** What a zip file calls itself. */
    public static Label label(byte[] zip) {
        String version = "";
        LocalDate written = null;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            int seen = 0;
            for (ZipEntry entry = in.getNextEntry(); entry != null && seen++ < MOST_FILES; entry = in.getNextEntry()) {
                Matcher named = VERSION.matcher(entry.getName());
                version = version.isEmpty() && named.find() ? named.group(1) : version;
                LocalDateTime time = entry.getTimeLocal();
                if (entry.getName().endsWith(".xml")
                        && time != null
                        && (written == null || time.toLocalDate().isAfter(written))) {
                    written = time.toLocalDate();
                }
            }
        } catch (IOException broken) {
            return new Label(version, written);
        }
        return new Label(version, written);
    }

    /** The schedule of these XML files, by name. */
    public static SupportingData read(Map<String, byte[]> files) {
        String reading = COMMON;
        try {
            List<Antigen> antigens = new ArrayList<>();
            byte[] common = null;
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                reading = file.getKey();
                if (reading.startsWith(ANTIGEN)) {
                    antigens.add(AntigenReader.read(parse(file.getValue())));
                } else if (reading.startsWith(COMMON)) {
                    common = file.getValue();
                }
            }
            if (common == null || antigens.isEmpty()) {
                return new NoSchedule("The CDC's immunization schedule is not whole: "
                        + (common == null ? COMMON : ANTIGEN) + " is missing.");
            }
            reading = COMMON;
            return whole(CommonReader.read(parse(common), List.copyOf(antigens), digest(files)));
        } catch (IOException | RuntimeException failure) {
            return new NoSchedule(
                    "The CDC's immunization schedule cannot be read: " + reading + ": " + failure.getMessage());
        }
    }

    private static SupportingData whole(Schedule schedule) {
        return schedule.groups().stream()
                .flatMap(group -> group.antigens().stream())
                .filter(name -> schedule.antigen(name).isEmpty())
                .findFirst()
                .<SupportingData>map(name ->
                        new NoSchedule("The CDC's immunization schedule is not whole: " + name + " is missing."))
                .orElse(schedule);
    }

    private static Map<String, byte[]> folder(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        List<Path> paths;
        try (var listed = Files.list(folder)) {
            paths = listed.filter(path -> path.getFileName().toString().endsWith(".xml"))
                    .limit(MOST_FILES)
                    .toList();
        }
        for (Path path : paths) {
            if (Files.size(path) > MOST_BYTES) {
                throw new IOException(path.getFileName() + " is too large");
            }
            files.put(path.getFileName().toString(), Files.readAllBytes(path));
        }
        return files;
    }

    private static Map<String, byte[]> zip(Path place) throws IOException {
        return unzipped(Files.newInputStream(place));
    }

    private static Map<String, byte[]> unzipped(InputStream in) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(in)) {
            int seen = 0;
            long all = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++seen > MOST_FILES) {
                    throw new IOException("too many files");
                }
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (name.endsWith(".xml")) {
                    byte[] bytes = zip.readNBytes(MOST_BYTES + 1);
                    all += bytes.length;
                    if (bytes.length > MOST_BYTES || all > MOST_OF_ALL) {
                        throw new IOException(name + " is too large");
                    }
                    files.put(name, bytes);
                }
            }
        }
        return files;
    }

    private static Node parse(byte[] bytes) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new Node(builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement());
        } catch (SAXException | ParserConfigurationException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private static String digest(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(files).values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
