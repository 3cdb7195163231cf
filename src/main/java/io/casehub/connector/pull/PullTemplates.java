package io.casehub.connector.pull;

import io.casehub.connector.plan.RouteKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The templates that read sources, and what each makes of its parameters. */
@Configuration
class PullTemplates {

    @Bean
    RouteKind pullHttp() {
        return new RouteKind("pull-http", HttpSource::of);
    }

    @Bean
    RouteKind hintedHttp() {
        return new RouteKind("webhook-hints", HttpSource::ofNamed);
    }

    @Bean
    RouteKind pullJdbc() {
        return new RouteKind("pull-jdbc", JdbcSource::of);
    }

    @Bean
    RouteKind pullKafka() {
        return new RouteKind("pull-kafka", KafkaSource::of);
    }

    @Bean
    RouteKind probeKafka() {
        return new RouteKind("probe-kafka", Brokers::of);
    }
}
