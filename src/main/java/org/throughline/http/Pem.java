package org.throughline.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Reads the operator's certificate and key from PEM files (RFC 7468). */
final class Pem {
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private Pem() {}

    static SslContextFactory.Server context(HttpSettings.Tls tls) throws IOException {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(keyStore(tls));
        context.setKeyStorePassword("");
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return context;
    }

    private static KeyStore keyStore(HttpSettings.Tls tls) throws IOException {
        try (InputStream in = Files.newInputStream(tls.certificate())) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", privateKey(Files.readString(tls.key())), new char[0], chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate or its key cannot be read as PEM: " + e.getMessage(), e);
        }
    }

    private static PrivateKey privateKey(String pem) throws IOException {
        String base64 = pem.replaceAll("-----[^-]+-----", "").replaceAll("\\s", "");
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> key = keyOf(algorithm, spec);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IOException("The TLS key is not an unencrypted PKCS#8 key (BEGIN PRIVATE KEY) of EC, RSA or EdDSA");
    }

    private static Optional<PrivateKey> keyOf(String algorithm, PKCS8EncodedKeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // a key of another algorithm
        }
    }
}
