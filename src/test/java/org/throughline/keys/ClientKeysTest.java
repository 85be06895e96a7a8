package org.throughline.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientKeysTest {
    @TempDir
    Path folder;

    @Test
    void theOldPairCountsUntilItIsGivenUp() throws ParseException {
        ClientKeys keys = new ClientKeys(folder);
        String old = keys.names().getFirst();
        String next = keys.renew();
        assertEquals(List.of(old, next), keys.names());
        assertEquals(List.of(old, next), new ClientKeys(folder).names());
        assertEquals(old, shown(keys, old));
        assertEquals(old, shown(keys, ""));
        assertEquals(next, shown(keys, next));
        assertTrue(keys.published().contains(old) && keys.published().contains(next));

        keys.keep(Set.of(next));
        assertEquals(List.of(next), keys.names());
        assertFalse(keys.published().contains(old));
        assertEquals(next, shown(keys, old));
    }

    @Test
    void theNewestIsNeverGivenUp() {
        ClientKeys keys = new ClientKeys(folder);
        String only = keys.names().getFirst();
        keys.keep(Set.of());
        assertEquals(List.of(only), keys.names());
        assertNotEquals(only, keys.renew());
    }

    private static String shown(ClientKeys keys, String name) throws ParseException {
        return SignedJWT.parse(
                        keys.assertion(name, "client", "https://far.example/token", List.of("ES384"), Instant.now()))
                .getHeader()
                .getKeyID();
    }
}
