package org.throughline.care.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of content that are taken, told by what they hold and not by what they are called. */
public enum MediaKind {
    PDF("application/pdf", "%PDF-"),
    PNG("image/png", "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
    TEXT("text/plain;charset=utf-8", "");

    private final String mediaType;
    /** Its first bytes, as characters of ISO 8859-1. */
    private final String beginning;

    MediaKind(String mediaType, String beginning) {
        this.mediaType = mediaType;
        this.beginning = beginning;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Whether it is a picture that a browser shows. */
    public boolean isImage() {
        return this == PNG || this == JPEG;
    }

    /** What a content is; empty when it is nothing that is taken. */
    public static Optional<MediaKind> of(byte[] content) {
        for (MediaKind kind : values()) {
            if (kind != TEXT && startsWith(content, kind.beginning)) {
                return Optional.of(kind);
            }
        }
        return isText(content) ? Optional.of(TEXT) : Optional.empty();
    }

    /** The kind of a media type as a resource has it; empty for others. */
    public static Optional<MediaKind> of(String mediaType) {
        String plain = mediaType.replaceFirst(";.*", "").strip();
        return Arrays.stream(values())
                .filter(kind -> kind.mediaType.replaceFirst(";.*", "").equalsIgnoreCase(plain))
                .findFirst();
    }

    private static boolean startsWith(byte[] content, String beginning) {
        return content.length >= beginning.length()
                && new String(content, 0, beginning.length(), StandardCharsets.ISO_8859_1).equals(beginning);
    }

    /** UTF-8 without control characters but those that lay out lines. */
    private static boolean isText(byte[] content) {
        try {
            return content.length > 0
                    && StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .chars()
                            .noneMatch(each -> each < ' ' && each != '\n' && each != '\r' && each != '\t');
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
