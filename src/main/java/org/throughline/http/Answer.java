package org.throughline.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What goes back: a status, headers in order, and a body that is either at hand or written as it is made.
 *
 * @param headers name and value pairs; a name may stand more than once ({@code Set-Cookie})
 */
public record Answer(int status, List<Header> headers, Body body) {
    public Answer {
        headers = List.copyOf(headers);
    }

    /** A header line. */
    public record Header(String name, String value) {}

    /** The content of an answer. */
    public sealed interface Body {
        Body EMPTY = new Bytes(new byte[0]);
    }

    /** A body that is at hand. */
    public record Bytes(byte[] content) implements Body {}

    /** A body that is written as it is made; an exception while writing breaks the connection off. */
    public record Stream(Writer writer) implements Body {}

    /**
     * No body: the connection becomes a WebSocket, when that is what was asked for; else the answer is 426.
     *
     * @param opened is told of the open connection and says who listens to it
     */
    public record Upgrade(Function<Socket, Socket.Listener> opened) implements Body {}

    /** An answer by which the connection becomes a WebSocket. */
    public static Answer upgrade(Function<Socket, Socket.Listener> opened) {
        return new Answer(426, List.of(), new Upgrade(opened));
    }

    /** Writes a streamed body. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    public static Answer of(int status) {
        return new Answer(status, List.of(), Body.EMPTY);
    }

    public static Answer of(int status, String mediaType, byte[] content) {
        return new Answer(status, List.of(new Header("Content-Type", mediaType)), new Bytes(content));
    }

    public static Answer of(int status, String mediaType, String content) {
        return of(status, mediaType, content.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer redirect(String location) {
        return of(303).with("Location", location);
    }

    /** The whole body, written out if it is a stream. */
    public byte[] content() {
        if (body instanceof Bytes(byte[] content)) {
            return content;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    void writeTo(OutputStream out) throws IOException {
        switch (body) {
            case Bytes bytes -> out.write(bytes.content());
            case Stream stream -> stream.writer().writeTo(out);
            case Upgrade ignored -> {
                // There is nothing to write.
            }
        }
    }

    /** This answer with one more header. */
    public Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, body);
    }
}
