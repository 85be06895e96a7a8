package org.throughline.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** The connections to one database, and the settings that every one of them has. */
final class Pool {
    private static final int MOST = 16;
    private static final int IDLE = 2;
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(60);
    private static final int MOST_UNHURRIED = 4;
    private static final Duration UNHURRIED_LIMIT = Duration.ofHours(6);

    private Pool() {}

    /** The pool for what somebody waits for. It is made whether or not the database can be reached. */
    static HikariDataSource of(DatabaseSettings.Outside address) {
        return of(address, "throughline", MOST, IDLE, STATEMENT_LIMIT);
    }

    /**
     * The pool for work that takes its time: export, vacuum. It is apart, so that such work neither takes the connections
     * of others nor is cut off by their limit; it holds none while there is no such work.
     */
    static HikariDataSource unhurried(DatabaseSettings.Outside address) {
        return of(address, "throughline-unhurried", MOST_UNHURRIED, 0, UNHURRIED_LIMIT);
    }

    private static HikariDataSource of(
            DatabaseSettings.Outside address, String name, int most, int idle, Duration statementLimit) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(idle);
        config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
        config.setConnectionTimeout(Duration.ofSeconds(15).toMillis());
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(
                "SET timezone = 'UTC'; SET jit = off; SET plan_cache_mode = force_generic_plan; SET statement_timeout = "
                        + statementLimit.toMillis());
        // Statements are few and come again and again: plan them at the server from the first use.
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("preparedStatementCacheSizeMiB", "8");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "throughline");
        // The detail of an error quotes the row's values.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }
}
