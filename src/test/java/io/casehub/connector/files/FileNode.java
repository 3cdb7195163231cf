package io.casehub.connector.files;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Readings;
import io.casehub.ingest.Readings.Reading;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.ingest.Sources;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node of the hub that reads files: the template as it stands, and the ingest room behind it. */
final class FileNode implements AutoCloseable {

    static final Path FIXTURE = Path.of("src/test/resources/io/casehub/connector/files");
    static final String ROUTE = "supplier-customers";

    final Rooms rooms;
    final DefaultCamelContext camel = new DefaultCamelContext();

    FileNode(TestDatabase database, Map<String, String> settings) throws Exception {
        rooms = Rooms.open(database, FIXTURE.resolve("mappings"), "ingest");
        var values = new Properties();
        values.putAll(settings);
        camel.getPropertiesComponent().setInitialProperties(values);
        camel.getShutdownStrategy().setTimeout(5);
        camel.getRegistry().bind("filePull", new FilePull(rooms.get(Cursors.class),
                new FilesTaken(rooms.get(JdbcClient.class)), rooms.get(Ingest.class), rooms.get(Sources.class),
                Clock.systemUTC()));
        load(Path.of("routes/_templates/pull-files.camel.yaml"));
        camel.start();
    }

    FileNode(TestDatabase database) throws Exception {
        this(database, Map.of());
    }

    /** The documented connector, as it stands in its file. */
    FileNode supplier() throws Exception {
        load(FIXTURE.resolve("routes/supplier/supplier-customers.camel.yaml"));
        return this;
    }

    /** A route on the template with these parameters; it looks every 100 ms. */
    FileNode reads(Map<String, String> parameters) throws Exception {
        var all = new HashMap<String, Object>(Map.of("system", "supplier", "mapping", "supplier/customer", "every",
                "100", "settled", "300ms"));
        all.putAll(parameters);
        camel.addRouteFromTemplate(ROUTE, "pull-files", all);
        return this;
    }

    Landed books() {
        return reading().books();
    }

    Reading reading() {
        return rooms.get(Readings.class).of("supplier").stream().findFirst()
                .orElseGet(() -> new Reading("", null, new Landed(0, 0, 0, 0, 0), null, null, null, 0, null));
    }

    /** Why the folder is said to fail, empty where it does not. */
    String failure() {
        var state = rooms.get(Sources.class).states().stream().findFirst();
        return state.filter(source -> source.state().equals("down")).map(source -> String.valueOf(source.error()))
                .orElse("");
    }

    List<String> parked() {
        return rooms.get(JdbcClient.class).sql("select reason from parked_record order by reason").query(String.class)
                .list();
    }

    private void load(Path file) throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file.toAbsolutePath()));
    }

    @Override
    public void close() {
        camel.stop();
        rooms.close();
    }
}
