package io.holdfast.defaults.store;

import com.mongodb.WriteConcern;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** What a write means here: on a majority of the servers and in their journals before it is answered. */
@AutoConfiguration
class StoreAutoConfiguration {

    private static final int SERVER_SELECTION_SECONDS = 5;

    @Bean
    MongoClientSettingsBuilderCustomizer durableWrites() {
        return settings -> settings
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                // A resent write is applied twice on some servers; the version decides, not the driver.
                .retryWrites(false)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION_SECONDS, TimeUnit.SECONDS));
    }
}
