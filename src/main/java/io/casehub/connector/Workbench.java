package io.casehub.connector;

import io.casehub.connector.preview.PageShown;
import io.casehub.connector.pull.Destination;
import io.casehub.mapping.Mappings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Primary;

/**
 * What an engineer needs of this room on his own machine: no database, no door, no route that runs.
 * Not a component: the hub itself must not find it.
 */
@ComponentScan
public class Workbench {

    /**
     * Starts it, lazily: what would need the database is never made.
     *
     * @param arguments settings as the hub takes them ({@code --acme.url=…}), before the environment's
     */
    public static ConfigurableApplicationContext start(List<String> arguments) {
        return new SpringApplicationBuilder(Workbench.class).web(WebApplicationType.NONE).lazyInitialization(true)
                .run(arguments.toArray(String[]::new));
    }

    @Bean
    Mappings mappings(@Value("${casehub.mappings:mappings}") Path folder) {
        return new Mappings(folder);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** No page can go into a hub that is not there. */
    @Bean
    @Primary
    Destination nowhere() {
        return new PageShown(null);
    }
}
