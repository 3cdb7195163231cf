package io.casehub.ingest;

import io.casehub.mapping.Mappings;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the rooms from here on share: the mapping files and the clock. */
@Configuration
class IngestConfiguration {

    /** What PostgreSQL keeps of a time: finer ones would be shown now and be others when read again. */
    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    @Bean
    Mappings mappings(@Value("${casehub.mappings:mappings}") Path folder) {
        // found missing now, and not by the first record
        if (!Files.isDirectory(folder)) {
            throw new UncheckedIOException(new NoSuchFileException(folder.toString()));
        }
        return new Mappings(folder);
    }

    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}
