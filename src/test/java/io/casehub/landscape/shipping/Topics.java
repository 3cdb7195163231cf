package io.casehub.landscape.shipping;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The shipping's topics. */
public final class Topics {

    public static final String TRACKING = "shipping.tracking";
    public static final String INQUIRIES = "shipping.inquiries";
    public static final String COMMANDS = "shipping.commands";
    public static final String REPLIES = "shipping.replies";

    private static final Map<String, Integer> PARTITIONS = Map.of(TRACKING, 3, INQUIRIES, 2, COMMANDS, 2, REPLIES, 1);

    private Topics() {}

    static void create(String brokers) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            var there = admin.listTopics().names().get();
            var missing = PARTITIONS.keySet().stream().filter(topic -> !there.contains(topic))
                    .map(topic -> new NewTopic(topic, PARTITIONS.getOrDefault(topic, 1), (short) 1)).toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create the topics of the shipping", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static List<Integer> commandPartitions() {
        return IntStream.range(0, PARTITIONS.getOrDefault(COMMANDS, 1)).boxed().toList();
    }
}
