package org.throughline.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bundle entry by entry, each as a bundle of its own with that one entry, so that a large bundle is read like
 * so many lines. It looks for nothing but where entries begin and end; what is wrong with one, its reader finds.
 */
final class BundleEntries implements Lines {
    private static final byte[] TAIL = "]}".getBytes(StandardCharsets.UTF_8);

    private final InputStream in;
    private final byte[] head;
    private boolean begun;

    /**
     * Reads from the beginning of a bundle.
     *
     * @param in buffered
     * @param type its {@code Bundle.type}
     */
    BundleEntries(InputStream in, String type) {
        this.in = in;
        this.head =
                ("{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        if (!begun) {
            begun = true;
            if (!findEntries()) {
                return null;
            }
        }
        int first = skipSpace();
        if (first == ',') {
            first = skipSpace();
        }
        return first < 0 || first == ']' ? null : entry(first);
    }

    private byte[] entry(int first) throws IOException {
        ByteArrayOutputStream entry = new ByteArrayOutputStream(4096);
        entry.write(head);
        value(first, entry);
        entry.write(TAIL);
        return entry.toByteArray();
    }

    /** Goes behind the bracket that opens the bundle's {@code entry}; whether there is one. */
    private boolean findEntries() throws IOException {
        if (skipSpace() != '{') {
            return false;
        }
        for (int c = skipSpace(); c == '"' || c == ','; c = skipSpace()) {
            if (c == ',') {
                continue;
            }
            ByteArrayOutputStream name = new ByteArrayOutputStream();
            value('"', name);
            int first = skipSpace() == ':' ? skipSpace() : -1;
            if (first == '[' && name.toString(StandardCharsets.UTF_8).equals("\"entry\"")) {
                return true;
            }
            if (first < 0) {
                return false;
            }
            value(first, new ByteArrayOutputStream());
        }
        return false;
    }

    /** Copies one value; what follows a number or a word, a comma or a bracket, is pushed back. */
    private void value(int first, ByteArrayOutputStream to) throws IOException {
        int depth = 0;
        int c = first;
        do {
            to.write(c);
            if (c == '"') {
                string(to);
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            } else if (depth == 0) {
                word(to);
            }
            if (to.size() > LONGEST) {
                throw new IOException("An entry is longer than " + LONGEST / 1_000_000 + " MB");
            }
            c = depth > 0 ? in.read() : -1;
        } while (c >= 0);
    }

    private void string(ByteArrayOutputStream to) throws IOException {
        for (int c = in.read(); c >= 0; c = in.read()) {
            to.write(c);
            if (c == '\\') {
                to.write(in.read());
            } else if (c == '"') {
                return;
            }
            if (to.size() > LONGEST) {
                throw new IOException("An entry is longer than " + LONGEST / 1_000_000 + " MB");
            }
        }
    }

    private void word(ByteArrayOutputStream to) throws IOException {
        in.mark(1);
        for (int c = in.read(); c > ' ' && c != ',' && c != ']' && c != '}'; c = in.read()) {
            to.write(c);
            in.mark(1);
        }
        in.reset();
    }

    private int skipSpace() throws IOException {
        int c = in.read();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            c = in.read();
        }
        return c;
    }
}
