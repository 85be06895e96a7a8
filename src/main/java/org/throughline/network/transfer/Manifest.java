package org.throughline.network.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Digest;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What is on its way: each resource with the hash of it, and what is still open at the old practice. Pure.
 *
 * @param number of the package; another when it was made anew
 * @param entries in the order in which they travel
 * @param parts in how many pieces
 * @param open what the new practice has to go on with, in words
 */
record Manifest(String number, List<Entry> entries, int parts, List<String> open) {
    /** No chart is more than that. */
    static final int MOST_ENTRIES = 100_000;

    private static final Pattern LINE =
            Pattern.compile("([A-Z][A-Za-z]{1,63})/([A-Za-z0-9.-]{1,64}) ([0-9]{1,9}) ([0-9a-f]{64})");

    Manifest {
        entries = List.copyOf(entries);
        open = List.copyOf(open);
    }

    /** A resource, and the {@link Canonical#hash} of it. */
    record Entry(String type, String id, int version, String hash) {
        String key() {
            return type + "/" + id;
        }

        String line() {
            return key() + " " + version + " " + hash;
        }
    }

    /** How many there are of each type. */
    Map<String, Integer> counts() {
        return counts(entries);
    }

    static Map<String, Integer> counts(Collection<Entry> entries) {
        return entries.stream().collect(Collectors.toMap(Entry::type, each -> 1, Integer::sum, TreeMap::new));
    }

    /** The hash of all hashes: by it both sides know that they mean the same. */
    String root() {
        return root(entries);
    }

    static String root(List<Entry> entries) {
        String lines = entries.stream().map(Entry::line).sorted().collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(Digest.sha256(lines.getBytes(UTF_8)));
    }

    byte[] bytes() {
        return JsonWriter.bytes(JsonObject.builder()
                .add("number", number)
                .add("parts", JsonNumber.of(parts))
                .add("root", root())
                .add("open", strings(open))
                .add("entries", strings(entries.stream().map(Entry::line).toList()))
                .build());
    }

    private static JsonArray strings(List<String> values) {
        return new JsonArray(values.stream().<Json>map(JsonString::new).toList());
    }

    /** @throws Failed with {@link Failure.Malformed} when it is none, or does not agree with itself */
    static Manifest read(byte[] bytes) {
        JsonObject json = JsonReader.readObject(bytes);
        List<Entry> entries = new ArrayList<>();
        for (Json each : json.list("entries")) {
            var line = LINE.matcher(each instanceof JsonString text ? text.value() : "");
            if (!line.matches() || entries.size() == MOST_ENTRIES) {
                throw damaged();
            }
            entries.add(new Entry(line.group(1), line.group(2), Integer.parseInt(line.group(3)), line.group(4)));
        }
        List<String> open = json.list("open").stream()
                .map(each -> each instanceof JsonString text ? text.value() : "")
                .toList();
        int parts = json.get("parts") instanceof JsonNumber number
                ? number.decimal().intValue()
                : 0;
        Manifest manifest = new Manifest(Parts.text(json, "number"), entries, parts, open);
        if (parts < 1 || !manifest.root().equals(json.text("root"))) {
            throw damaged();
        }
        return manifest;
    }

    private static Failed damaged() {
        return new Failed(new Failure.Malformed("value", "entries", "The list of what is on its way is damaged."));
    }
}
