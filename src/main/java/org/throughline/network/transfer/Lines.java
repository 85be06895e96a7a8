package org.throughline.network.transfer;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The lines of a chart that came, in memory as bytes; each is read as a tree when its turn comes. */
final class Lines {
    private final byte[] all;
    private final List<int[]> places = new ArrayList<>();

    private Lines(byte[] all) {
        this.all = all;
        int from = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                places.add(new int[] {from, i});
                from = i + 1;
            }
        }
    }

    /** Puts the pieces together. */
    static Lines of(List<byte[]> packed) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : packed) {
            all.writeBytes(Packed.unpacked(piece));
            if (all.size() > Packing.MOST + Packing.PIECE) {
                throw new Failed(new Failure.Malformed("too-long", "", "The chart is too large."));
            }
        }
        return new Lines(all.toByteArray());
    }

    int size() {
        return places.size();
    }

    JsonObject read(int line) {
        int[] place = places.get(line);
        return JsonReader.readObject(Arrays.copyOfRange(all, place[0], place[1]));
    }
}
