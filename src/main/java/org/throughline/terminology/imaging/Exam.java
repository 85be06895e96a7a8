package org.throughline.terminology.imaging;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/**
 * By what is looked and where: what makes two examinations the same.
 *
 * @param parts of the body, as our catalogue names them: {@code knee}, {@code arteries of chest}; not empty
 * @param areas where these are: {@code leg}
 */
public record Exam(Modality modality, Set<String> parts, Set<String> areas, Side side) {
    public Exam {
        parts = Set.copyOf(parts);
        areas = Set.copyOf(areas);
    }

    /** By what is looked, as far as it makes a difference to what is seen. */
    public enum Modality {
        XRAY("X-ray"),
        CT("CT"),
        MR("MRI"),
        US("Ultrasound"),
        MG("Mammogram"),
        RF("Fluoroscopy"),
        NM("Nuclear scan"),
        PT("PET"),
        BMD("Bone density");

        private final String words;

        Modality(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }

        /**
         * The modality of a code of DICOM's.
         *
         * @throws IllegalArgumentException for one that is not known
         * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_29.html">CID 29</a>
         */
        public static Modality of(String code) {
            return switch (code) {
                case "CR", "DX", "DR", "PX", "RG" -> XRAY;
                case "CT" -> CT;
                case "MR" -> MR;
                case "US", "ECHO" -> US;
                case "MG" -> MG;
                case "RF", "XA" -> RF;
                case "NM", "ST" -> NM;
                case "PT" -> PT;
                case "BMD" -> BMD;
                default -> throw new IllegalArgumentException("no modality \"" + code + "\"");
            };
        }
    }

    /** Of which side. */
    public enum Side {
        LEFT,
        RIGHT,
        BOTH,
        /** It has no sides, or nobody said which. */
        UNTOLD;

        /** The side of such a word. */
        public static Side of(String word) {
            return word.isEmpty() ? UNTOLD : valueOf(word.toUpperCase(Locale.ROOT));
        }

        /** As forms have it: {@code left}, {@code right}, {@code both}; empty when it is not told. */
        public String word() {
            return this == UNTOLD ? "" : name().toLowerCase(Locale.ROOT);
        }

        /** Whether what is seen of this side was seen when another was looked at. */
        boolean within(Side other) {
            return this == other || other == BOTH || (this == UNTOLD && other == UNTOLD);
        }
    }

    /** How an examination stands to an earlier one. */
    public enum Likeness {
        /** All that it shows was shown before by the same means. */
        SAME,
        /** Perhaps: of one of them the side is not told. */
        PERHAPS,
        OTHER
    }

    /** Whether it would show again what an earlier one showed. */
    public Likeness to(Exam earlier) {
        if (modality != earlier.modality || !earlier.parts.containsAll(parts)) {
            return Likeness.OTHER;
        }
        if (side.within(earlier.side)) {
            return Likeness.SAME;
        }
        return side == Side.UNTOLD || earlier.side == Side.UNTOLD ? Likeness.PERHAPS : Likeness.OTHER;
    }

    /**
     * How much an earlier one is worth beside it: 3 for the same part by the same means, 2 for the same part, 1 for the same
     * area by the same means, 0 for nothing. The other side is worth as much: one compares.
     */
    public int worth(Exam earlier) {
        boolean part = !Collections.disjoint(parts, earlier.parts);
        boolean means = modality == earlier.modality;
        if (part) {
            return means ? 3 : 2;
        }
        return means && !Collections.disjoint(areas, earlier.areas) ? 1 : 0;
    }
}
