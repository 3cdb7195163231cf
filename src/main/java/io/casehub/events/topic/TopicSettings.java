package io.casehub.events.topic;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the topic.
 *
 * @param brokers where Kafka is, {@code host:port} with commas between; blank where nothing is put
 * there
 * @param topic its name; made where it is not there
 * @param partitions how many it is made with; changing that later breaks the order of a customer's
 * events once
 * @param replicas how many brokers keep it; as the broker has it unless set
 * @param names whether events name colleagues who are mentioned
 * @param properties of Kafka's own for the clients, such as {@code security.protocol}
 */
@ConfigurationProperties("casehub.events.kafka")
record TopicSettings(@DefaultValue("") String brokers, @DefaultValue("casehub.events") String topic,
        @DefaultValue("6") int partitions, @DefaultValue("-1") short replicas, @DefaultValue("false") boolean names,
        @DefaultValue Map<String, String> properties) {

    TopicSettings {
        properties = Map.copyOf(properties);
        if (partitions < 1 || !topic.matches("[a-zA-Z0-9._-]{1,249}")) {
            throw new IllegalArgumentException("casehub.events.kafka: partitions is at least 1, and topic the name of "
                    + "a topic: letters, digits and . _ -");
        }
    }

    boolean isOn() {
        return !brokers.isBlank();
    }
}
