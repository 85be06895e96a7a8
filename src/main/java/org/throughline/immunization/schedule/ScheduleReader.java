package org.throughline.immunization.schedule;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/**
 * Reads the CDC's supporting data: the zip file as published, or a folder with its XML files. A file that is missing,
 * broken or too large gives {@link NoSchedule}; a schedule is whole or there is none.
 */
public final class ScheduleReader {

    private static final int MOST_FILES = 200;
    private static final int MOST_BYTES = 16 << 20;
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
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(place))) {
            int seen = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++seen > MOST_FILES) {
                    throw new IOException("too many files");
                }
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (name.endsWith(".xml")) {
                    byte[] bytes = zip.readNBytes(MOST_BYTES + 1);
                    if (bytes.length > MOST_BYTES) {
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
