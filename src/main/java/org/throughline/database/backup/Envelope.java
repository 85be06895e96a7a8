package org.throughline.database.backup;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Iterator;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPBEEncryptedData;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPBEDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The form of a backup file: OpenPGP with a passphrase (AES-256, with a code that tells any change), around Zstandard,
 * around tar. So it can be opened without the product too: {@code gpg --decrypt FILE | zstd -d | tar x}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9580">OpenPGP</a>
 */
final class Envelope {
    private static final int PIECE = 1 << 16;
    private static final int LEVEL = 6;
    private static final int STRETCHING = 0x60;

    private Envelope() {}

    /** A stream whose content goes, compressed and encrypted, into another; closing it closes the other too. */
    static OutputStream sealing(OutputStream into, Passphrase passphrase, SecureRandom random) throws IOException {
        try {
            PGPEncryptedDataGenerator locked =
                    new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                            .setWithIntegrityPacket(true)
                            .setSecureRandom(random));
            locked.addMethod(new BcPBEKeyEncryptionMethodGenerator(
                            passphrase.characters(),
                            new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA256),
                            STRETCHING)
                    .setSecureRandom(random));
            OutputStream encrypted = locked.open(into, new byte[PIECE]);
            OutputStream literal = new PGPLiteralDataGenerator()
                    .open(encrypted, PGPLiteralData.BINARY, "throughline", PGPLiteralData.NOW, new byte[PIECE]);
            return new Layers(new ZstdOutputStream(literal, LEVEL), literal, encrypted, into);
        } catch (PGPException e) {
            throw new IOException("cannot be encrypted", e);
        }
    }

    /** Closes the inner streams, which OpenPGP's own do not. */
    private static final class Layers extends FilterOutputStream {
        private final OutputStream[] outer;

        Layers(OutputStream inner, OutputStream... outer) {
            super(inner);
            this.outer = outer.clone();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            super.close();
            for (OutputStream each : outer) {
                each.close();
            }
        }
    }

    /**
     * What reads the content of a sealed file.
     *
     * @param content what was sealed
     * @param sealed that it was, with the code that tells any change
     */
    record Opened(InputStream content, PGPPBEEncryptedData sealed) {

        /**
         * Reads what is left, and makes sure that nothing was changed. Before that, nothing that was read is to be trusted.
         *
         * @throws Failed with {@link Failure.Invalid} when it was
         */
        void verify() throws IOException {
            content.transferTo(OutputStream.nullOutputStream());
            try {
                if (!sealed.isIntegrityProtected() || !sealed.verify()) {
                    throw damaged(null);
                }
            } catch (PGPException e) {
                throw damaged(e);
            }
        }
    }

    /**
     * Begins to read a sealed file.
     *
     * @throws Failed with {@link Failure.Invalid} when it is none, or sealed with another passphrase
     */
    static Opened opening(InputStream file, Passphrase passphrase) throws IOException {
        try {
            Iterator<?> objects = new BcPGPObjectFactory(file).iterator();
            Object first = objects.hasNext() ? objects.next() : null;
            if (first instanceof PGPEncryptedDataList list && list.get(0) instanceof PGPPBEEncryptedData sealed) {
                InputStream decrypted = sealed.getDataStream(
                        new BcPBEDataDecryptorFactory(passphrase.characters(), new BcPGPDigestCalculatorProvider()));
                if (new BcPGPObjectFactory(decrypted).nextObject() instanceof PGPLiteralData literal) {
                    return new Opened(new ZstdInputStream(literal.getInputStream()), sealed);
                }
            }
            throw new Failed(new Failure.Invalid("structure", "file", "This is no backup of Throughline."));
        } catch (PGPException | RuntimeException e) {
            if (e instanceof Failed failed) {
                throw failed;
            }
            throw new Failed(
                    new Failure.Invalid(
                            "value",
                            "passphrase",
                            "The passphrase is not the one of this backup, or the file is damaged."),
                    e);
        }
    }

    static Failed damaged(@Nullable Exception cause) {
        Failure failure =
                new Failure.Invalid("value", "file", "The backup is damaged or was changed. Nothing was restored.");
        return cause == null ? new Failed(failure) : new Failed(failure, cause);
    }
}
