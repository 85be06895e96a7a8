package org.throughline.search;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.time.TimeRange;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.search.query.EverythingQuery;
import org.throughline.search.sql.Everything.Part;
import org.throughline.search.sql.Everything.Position;

/** What a link to the next page of {@code $everything} holds, as bytes. */
record EverythingLink(EverythingQuery query, Position position) {
    /** Tells these links from those of searches, which begin with the number of their format. */
    private static final int FORMAT = 'e';

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(query.patient());
            out.writeLong(query.since());
            out.writeLong(query.until());
            TimeRange care = query.care();
            out.writeBoolean(care != null);
            if (care != null) {
                out.writeLong(care.low());
                out.writeLong(care.high());
            }
            out.writeUTF(String.join(",", query.types()));
            out.writeInt(query.count());
            out.writeUTF(position.part().name());
            out.writeLong(position.after());
            out.writeUTF(position.snapshot());
        } catch (IOException e) {
            throw new Failed(new Failure.Malformed("too-long", "", "This is too long to be paged."), e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #bytes} wrote; the seal around it has been checked. */
    static EverythingLink of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                throw new Failed(new Failure.Malformed("invalid", "", "This link belongs elsewhere."));
            }
            String patient = in.readUTF();
            long since = in.readLong();
            long until = in.readLong();
            TimeRange care = care(in);
            String types = in.readUTF();
            EverythingQuery query = new EverythingQuery(
                    patient,
                    since,
                    until,
                    care,
                    types.isEmpty() ? List.of() : List.of(types.split(",", -1)),
                    in.readInt());
            return new EverythingLink(query, new Position(Part.valueOf(in.readUTF()), in.readLong(), in.readUTF()));
        } catch (IOException e) {
            throw new Failed(new Failure.Malformed("invalid", "", "This link is not whole."), e);
        }
    }

    private static @Nullable TimeRange care(DataInputStream in) throws IOException {
        return in.readBoolean() ? new TimeRange(in.readLong(), in.readLong()) : null;
    }
}
