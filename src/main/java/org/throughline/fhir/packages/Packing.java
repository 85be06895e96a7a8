package org.throughline.fhir.packages;

import com.github.luben.zstd.Zstd;

/** Definitions take much room and are seldom read: Zstandard makes them about ten times smaller. */
public final class Packing {
    private static final int LEVEL = 9;

    private Packing() {}

    static byte[] pack(byte[] json) {
        return Zstd.compress(json, LEVEL);
    }

    /** The JSON of what was packed, UTF-8. */
    public static byte[] open(byte[] packed) {
        long size = Zstd.getFrameContentSize(packed);
        if (size < 0 || size > PackageReader.LARGEST_ENTRY) {
            throw new IllegalStateException("A stored definition is not whole: its frame says " + size + " bytes");
        }
        return Zstd.decompress(packed, (int) size);
    }
}
