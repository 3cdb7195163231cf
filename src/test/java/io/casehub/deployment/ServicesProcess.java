package io.casehub.deployment;

import com.icegreen.greenmail.configuration.PropertiesBasedGreenMailConfigurationBuilder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.PropertiesBasedServerSetupBuilder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker and a mail server as a process of its own, set up by the environment that their
 * images take: {@code KAFKA_…} and {@code GREENMAIL_OPTS}. Prints {@code services ready}.
 */
final class ServicesProcess {

    private ServicesProcess() {}

    public static void main(String[] args) throws Exception {
        new KafkaRaftServer(new KafkaConfig(formatted(kafka(System.getenv())), false), Time.SYSTEM).startup();
        var options = mail(System.getenv("GREENMAIL_OPTS"));
        new GreenMail(new PropertiesBasedServerSetupBuilder().build(options))
                .withConfiguration(new PropertiesBasedGreenMailConfigurationBuilder().build(options)).start();
        System.out.println("services ready");
        new CountDownLatch(1).await();
    }

    /** As the image makes them: {@code KAFKA_LOG_DIRS} is {@code log.dirs}. */
    private static Properties kafka(Map<String, String> environment) {
        var properties = new Properties();
        environment.forEach((name, value) -> {
            if (name.startsWith("KAFKA_")) {
                properties.put(name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return properties;
    }

    private static Properties formatted(Properties kafka) throws Exception {
        var folder = kafka.getProperty("log.dirs");
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(Integer.parseInt(kafka.getProperty("node.id")))
                .addDirectory(folder)
                .setMetadataLogDirectory(folder)
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
        return kafka;
    }

    private static Properties mail(String options) {
        var properties = new Properties();
        for (var option : options.split("\\s+")) {
            var parts = option.replaceFirst("^-D", "").split("=", 2);
            properties.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return properties;
    }
}
