package io.casehub.connector.push;

import io.casehub.connector.plan.RouteKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The templates that tell systems, and what each makes of its parameters. */
@Configuration
class PushTemplates {

    @Bean
    RouteKind pushHttp() {
        return new RouteKind("push-http", HttpTarget::of);
    }

    @Bean
    RouteKind pushJdbc() {
        return new RouteKind("push-jdbc", JdbcTarget::of);
    }

    @Bean
    RouteKind pushKafka() {
        return new RouteKind("push-kafka", KafkaTarget::of);
    }

    @Bean
    RouteKind repliesKafka() {
        return new RouteKind("replies-kafka", KafkaReplies::of);
    }

    @Bean
    RouteKind pushMail() {
        return new RouteKind("push-mail", MailTarget::of);
    }

    @Bean
    RouteKind httpSpeech() {
        return new RouteKind("push-http", Speech::of);
    }

    @Bean
    RouteKind jdbcSpeech() {
        return new RouteKind("push-jdbc", Speech::of);
    }

    @Bean
    RouteKind kafkaSpeech() {
        return new RouteKind("push-kafka", Speech::of);
    }

    @Bean
    RouteKind mailSpeech() {
        return new RouteKind("push-mail", Speech::of);
    }
}
