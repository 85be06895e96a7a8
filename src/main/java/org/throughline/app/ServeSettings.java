package org.throughline.app;

import java.nio.file.Path;
import java.util.Optional;
import org.throughline.database.DatabaseSettings;
import org.throughline.http.HttpSettings;

/**
 * All that can be set about a running product.
 *
 * @param data the data folder, absolute
 * @param base the address that others reach us by, without a slash at its end; empty: the loopback address and port
 * @param administratorPassword of the first administrator; empty: one is generated
 */
record ServeSettings(
        Path data,
        DatabaseSettings database,
        HttpSettings http,
        HouseRules rules,
        Optional<String> base,
        Optional<String> administratorPassword) {

    @Override
    public String toString() {
        return "ServeSettings[data=" + data + ", http=" + http + ", base=" + base + "]";
    }
}
