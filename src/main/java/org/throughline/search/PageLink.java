package org.throughline.search;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.search.query.Target;
import org.throughline.search.sql.Position;

/**
 * What a link to the next page holds, as bytes: all that the server needs to go on, so that it keeps nothing itself.
 *
 * @param query the query as it was understood, encoded
 * @param total how many match, when that was counted for the first page
 */
record PageLink(
        Target target,
        String query,
        Position position,
        @Nullable Long total) {
    private static final int FORMAT = 1;

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            write(out, target);
            out.writeUTF(query);
            out.writeUTF(position.way().name());
            out.writeByte(position.lead());
            out.writeByte(position.after().size());
            for (Object key : position.after()) {
                write(out, key);
            }
            out.writeUTF(position.snapshot());
            write(out, total);
        } catch (IOException e) {
            throw new Failed(new Failure.Malformed("too-long", "", "The query is too long to be paged."), e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Target target) throws IOException {
        switch (target) {
            case Target.OfType(String type) -> {
                out.writeByte('t');
                out.writeUTF(type);
            }
            case Target.OfSystem(List<String> types) -> {
                out.writeByte('s');
                out.writeUTF(String.join(",", types));
            }
            case Target.InCompartment(String centre, String id, String type) -> {
                out.writeByte('c');
                out.writeUTF(centre);
                out.writeUTF(id);
                out.writeUTF(type);
            }
        }
    }

    private static void write(DataOutputStream out, @Nullable Object key) throws IOException {
        switch (key) {
            case null -> out.writeByte('n');
            case Long number -> {
                out.writeByte('l');
                out.writeLong(number);
            }
            case Double number -> {
                out.writeByte('d');
                out.writeDouble(number);
            }
            case OffsetDateTime time -> {
                out.writeByte('t');
                out.writeLong(time.toEpochSecond());
                out.writeInt(time.getNano());
            }
            default -> {
                out.writeByte('s');
                out.writeUTF(key.toString());
            }
        }
    }

    /** Reads what {@link #bytes} wrote; the seal around it has been checked. */
    static PageLink of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                throw new Failed(new Failure.Malformed("invalid", "", "This link is of another version."));
            }
            Target target = target(in);
            String query = in.readUTF();
            Position.Way way = Position.Way.valueOf(in.readUTF());
            int lead = in.readByte();
            List<@Nullable Object> after = new ArrayList<>();
            for (int left = in.readByte(); left > 0; left--) {
                after.add(key(in));
            }
            Position position = new Position(way, lead, after, in.readUTF());
            return new PageLink(target, query, position, (Long) key(in));
        } catch (IOException e) {
            throw new Failed(new Failure.Malformed("invalid", "", "This link is not whole."), e);
        }
    }

    private static Target target(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 't' -> new Target.OfType(in.readUTF());
            case 'c' -> new Target.InCompartment(in.readUTF(), in.readUTF(), in.readUTF());
            default -> {
                String types = in.readUTF();
                yield new Target.OfSystem(types.isEmpty() ? List.of() : List.of(types.split(",", -1)));
            }
        };
    }

    private static @Nullable Object key(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 'n' -> null;
            case 'l' -> in.readLong();
            case 'd' -> in.readDouble();
            case 't' -> Instant.ofEpochSecond(in.readLong(), in.readInt()).atOffset(ZoneOffset.UTC);
            default -> in.readUTF();
        };
    }
}
