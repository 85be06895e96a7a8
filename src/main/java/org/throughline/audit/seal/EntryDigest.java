package org.throughline.audit.seal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/** The digest of the entries of some transactions: every column of each, in the order of their numbers. */
final class EntryDigest {
    private static final String ENTRIES =
            "SELECT a.access, a.xid::text, a.at, a.patient, n.name, a.action, a.status, a.type, a.purpose,"
                    + " a.target, a.others::text FROM access a JOIN agent n ON n.agent = a.agent"
                    + " WHERE a.xid >= ?::xid8 AND a.xid < ?::xid8 ORDER BY a.access";
    private static final int AT_ONCE = 1000;

    private EntryDigest() {}

    /** How many entries there are, and their digest after the one before. */
    record Result(long entries, String digest) {}

    /** Reads the entries of the transactions from above to below; within a transaction, so that they pass in portions. */
    static Result of(Connection connection, byte[] before, long above, long below) throws SQLException {
        MessageDigest digest = sha256();
        digest.update(before);
        long entries = 0;
        try (PreparedStatement select = connection.prepareStatement(ENTRIES)) {
            select.setFetchSize(AT_ONCE);
            select.setString(1, Long.toString(above));
            select.setString(2, Long.toString(below));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    digest.update(bytes(row));
                    entries++;
                }
            }
        }
        return new Result(entries, HexFormat.of().formatHex(digest.digest()));
    }

    private static byte[] bytes(ResultSet row) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(row.getLong(1));
            text(out, row.getString(2));
            java.time.Instant at = row.getTimestamp(3).toInstant();
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            out.writeLong(row.getLong(4));
            text(out, row.getString(5));
            out.writeShort(row.getInt(6));
            out.writeShort(row.getInt(7));
            out.writeShort(row.getInt(8));
            out.writeShort(row.getInt(9));
            text(out, row.getString(10));
            String others = row.getString(11);
            text(out, others == null ? "" : others);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** With its length before it, so that no two lists of texts have the same bytes. */
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
