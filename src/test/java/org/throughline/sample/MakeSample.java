package org.throughline.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Makes {@code sample.ndjson.xz}, the sample patients of the demonstration: one transaction bundle a line. Run by hand:
 *
 * <pre>
 * java … org.mitre.synthea App -s 2026 -cs 2026 -r 20261115 -e 20261115 -p 25 \
 *   --exporter.years_of_history 10 --exporter.fhir.transaction_bundle=true \
 *   --exporter.hospital.fhir.export=true --exporter.practitioner.fhir.export=true Massachusetts
 * MakeSample SYNTHEA_OUTPUT/fhir ValueSet-snomed-intl-gps.json.gz sample.ndjson.xz
 * </pre>
 *
 * <p>SNOMED CT codes stay only when they are in the Global Patient Set (CC BY 4.0, SNOMED International); for others the
 * text stays. Codes of NUBC go. The digits that Synthea puts behind names go, so that they read as names.
 */
final class MakeSample {
    private static final int PATIENTS = 25;
    private static final long LARGEST_FILE = 8_000_000;
    private static final String SNOMED = "http://snomed.info/sct";
    private static final Pattern NAME_WITH_DIGITS = Pattern.compile("\\b(\\p{Lu}[\\p{L}']*\\p{Ll})\\d{1,3}\\b");
    private static final Pattern GPS_CODE = Pattern.compile("\"code\"\\s*:\\s*\"(\\d+)\"");

    private final Set<String> gps;

    private MakeSample(Set<String> gps) {
        this.gps = gps;
    }

    public static void main(String[] arguments) throws IOException {
        MakeSample maker = new MakeSample(gps(Path.of(arguments[1])));
        try (OutputStream file = Files.newOutputStream(Path.of(arguments[2]));
                OutputStream out = new XZOutputStream(file, new LZMA2Options(9))) {
            for (Path bundle : bundles(Path.of(arguments[0]))) {
                Json cleaned = maker.clean(JsonReader.read(Files.readAllBytes(bundle)));
                out.write(JsonWriter.bytes(cleaned));
                out.write('\n');
            }
        }
    }

    /** The files of hospitals and practitioners, then those of the patients. */
    private static List<Path> bundles(Path folder) throws IOException {
        List<Path> first = new ArrayList<>();
        List<Path> patients = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith("hospital") || name.startsWith("practitioner")) {
                    first.add(file);
                } else if (Files.size(file) < LARGEST_FILE && patients.size() < PATIENTS) {
                    patients.add(file);
                }
            }
        }
        first.addAll(patients);
        return first;
    }

    private static Set<String> gps(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            Matcher code = GPS_CODE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Set<String> codes = new HashSet<>();
            while (code.find()) {
                codes.add(code.group(1));
            }
            return codes;
        }
    }

    private Json clean(Json json) {
        return switch (json) {
            case JsonObject object -> cleanObject(object);
            case JsonArray array ->
                new JsonArray(array.values().stream().map(this::clean).toList());
            case JsonString(String text) ->
                new JsonString(NAME_WITH_DIGITS.matcher(text).replaceAll("$1"));
            default -> json;
        };
    }

    private JsonObject cleanObject(JsonObject object) {
        JsonObject.Builder cleaned = JsonObject.builder();
        for (int i = 0; i < object.size(); i++) {
            String name = object.nameAt(i);
            Json value = object.valueAt(i);
            if (name.equals("coding")) {
                codings(object, cleaned);
            } else if (!isForbidden(value)) {
                cleaned.add(name, clean(value));
            }
        }
        return LabRanges.with(Numbers.shortened(cleaned.build()));
    }

    /** Keeps the codings that may be kept; when none is left and there is no text, the display becomes the text. */
    private void codings(JsonObject concept, JsonObject.Builder cleaned) {
        List<JsonObject> all = concept.objects("coding");
        List<Json> kept = new ArrayList<>();
        all.stream().filter(coding -> !isForbidden(coding)).map(this::clean).forEach(kept::add);
        if (!kept.isEmpty()) {
            cleaned.add("coding", new JsonArray(kept));
        } else if (!concept.has("text") && !all.isEmpty()) {
            cleaned.addIfPresent("text", all.getFirst().text("display"));
        }
    }

    private boolean isForbidden(@Nullable Json value) {
        if (!(value instanceof JsonObject coding) || !coding.has("code")) {
            return false;
        }
        String system = String.valueOf(coding.text("system"));
        return (system.equals(SNOMED) && !gps.contains(String.valueOf(coding.text("code"))))
                || system.contains("nubc.org")
                || system.contains("ama-assn.org");
    }
}
