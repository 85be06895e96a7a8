package org.throughline.network.transfer;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * A chart as it travels: a line of JSON for each resource, all lines cut into pieces of one size, each piece packed. Pure.
 *
 * @param parts the pieces
 */
record Packing(Manifest manifest, List<byte[]> parts) {
    /** How much a piece is before it is packed. */
    static final int PIECE = 4 << 20;

    /** How much a chart is at most: it is filed in one go. */
    static final int MOST = 200 << 20;

    /** @throws Failed with {@link Failure.TooLarge} when it is too much to go by itself */
    static Packing of(List<Chart.Item> items, List<String> open) {
        List<Manifest.Entry> entries = new ArrayList<>(items.size());
        List<byte[]> parts = new ArrayList<>();
        ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE + 65_536);
        long all = 0;
        for (Chart.Item item : items) {
            entries.add(new Manifest.Entry(
                    String.valueOf(item.resource().text("resourceType")),
                    String.valueOf(item.resource().text("id")),
                    item.version(),
                    Canonical.hash(item.resource())));
            byte[] line = JsonWriter.bytes(item.resource());
            all += line.length + 1;
            if (all > MOST) {
                throw new Failed(new Failure.TooLarge(
                        "This chart has more than " + (MOST >> 20) + " MB: hand it over by hand."));
            }
            piece.writeBytes(line);
            piece.write('\n');
            cut(piece, parts, PIECE);
        }
        cut(piece, parts, 1);
        return new Packing(new Manifest(UUID.randomUUID().toString(), entries, parts.size(), open), parts);
    }

    /** Whole pieces go; what is left stays for the next. */
    private static void cut(ByteArrayOutputStream piece, List<byte[]> parts, int least) {
        if (piece.size() < least) {
            return;
        }
        byte[] all = piece.toByteArray();
        int from = 0;
        while (all.length - from >= least) {
            int until = Math.min(all.length, from + PIECE);
            parts.add(Packed.packed(Arrays.copyOfRange(all, from, until)));
            from = until;
        }
        piece.reset();
        piece.write(all, from, all.length - from);
    }
}
