package org.throughline.network.peer;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.throughline.keys.MessageKey;

/**
 * Says something to other installations in the name of this one.
 *
 * @param address of this one
 */
record Voice(MessageKey key, String address, InstantSource clock) {

    /**
     * A statement.
     *
     * @param to the address of whom it is said to
     * @param more what belongs to it
     */
    String say(String act, String to, Map<String, Object> more) {
        Map<String, Object> claims = new HashMap<>(more);
        claims.put("act", act);
        claims.put("iss", address);
        claims.put("aud", to);
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        return key.statement(claims);
    }

    /** As {@link #say}, with the key that it is signed with. */
    String sayWithKey(String act, String to, Map<String, Object> more) {
        Map<String, Object> claims = new HashMap<>(more);
        claims.put("jwk", key.publicKey());
        return say(act, to, claims);
    }
}
