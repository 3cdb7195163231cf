package io.casehub.connector.files;

import io.casehub.connector.plan.RouteKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The template that reads folders, and what it makes of its parameters. */
@Configuration
class FileTemplates {

    @Bean
    RouteKind pullFiles() {
        return new RouteKind("pull-files", FileSource::of);
    }
}
