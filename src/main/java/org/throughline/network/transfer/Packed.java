package org.throughline.network.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Bytes as they travel: packed by gzip, and never unpacked to more than is expected. */
final class Packed {
    /** As much as one piece or manifest is at most. */
    static final int MOST = 32 << 20;

    private Packed() {}

    static byte[] packed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 4 + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** @throws Failed with {@link Failure.Malformed} when it is not packed, or is more than {@link #MOST} */
    static byte[] unpacked(byte[] packed) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] content = zip.readNBytes(MOST + 1);
            if (content.length <= MOST) {
                return content;
            }
        } catch (IOException e) {
            throw new Failed(new Failure.Malformed("structure", "", "What came is damaged."), e);
        }
        throw new Failed(new Failure.Malformed("too-long", "", "What came is too large."));
    }
}
