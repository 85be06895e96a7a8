package org.throughline.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** The connections to one database, and the settings that every one of them has. */
final class Pool {
    private static final int MOST = 16;
    private static final int IDLE = 2;
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(60);

    private Pool() {}

    /** A pool. It is made whether or not the database can be reached. */
    static HikariDataSource of(DatabaseSettings.Outside address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("throughline");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(MOST);
        config.setMinimumIdle(IDLE);
        config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
        config.setConnectionTimeout(Duration.ofSeconds(15).toMillis());
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(
                "SET timezone = 'UTC'; SET jit = off; SET plan_cache_mode = force_generic_plan; SET statement_timeout = "
                        + STATEMENT_LIMIT.toMillis());
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
