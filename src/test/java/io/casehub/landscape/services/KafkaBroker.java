package io.casehub.landscape.services;

import io.casehub.landscape.system.Loopback;
import io.casehub.landscape.system.Service;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka broker, its own controller (KRaft), with its log in a folder that is formatted once.
 */
public final class KafkaBroker implements Service {

    private static final int NODE = 1;
    // always the same, so that a folder formatted before is recognised as ours
    private static final String CLUSTER = new Uuid(0x76656c6f6d756e64L, NODE).toString();

    private final Path folder;
    private final int port;
    private @Nullable KafkaRaftServer server;

    public KafkaBroker(Path folder, int port) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
    }

    @Override
    public String name() {
        return "kafka";
    }

    public String brokers() {
        return Loopback.HOST + ":" + port;
    }

    @Override
    public synchronized void start() {
        if (server != null)
            return;
        format();
        var started = new KafkaRaftServer(new KafkaConfig(properties(Loopback.freePort()), false), Time.SYSTEM);
        started.startup();
        server = started;
    }

    @Override
    public synchronized void stop() {
        if (server == null)
            return;
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    @Override
    public synchronized boolean running() {
        return server != null;
    }

    @Override
    public void close() {
        stop();
    }

    private void format() {
        try {
            new Formatter()
                    .setClusterId(CLUSTER)
                    .setNodeId(NODE)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + folder, e);
        }
    }

    private Properties properties(int controllerPort) {
        var controller = Loopback.HOST + ":" + controllerPort;
        var properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE));
        properties.put("controller.quorum.voters", NODE + "@" + controller);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://" + brokers() + ",CONTROLLER://" + controller);
        properties.put("advertised.listeners", "PLAINTEXT://" + brokers());
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", folder.toString());
        properties.put("log.retention.ms", "-1");
        // after a kill the broker is let in again only when its former session has ended: 9 seconds by
        // default
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(2 << 20));
        return properties;
    }
}
