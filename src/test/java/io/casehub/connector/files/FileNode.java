package io.casehub.connector.files;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.Template;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Readings;
import io.casehub.ingest.Readings.Reading;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.ingest.Sources;
import io.casehub.mapping.Spot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
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
    private final Plans plans = new Plans(List.of(new FileTemplates().pullFiles()));

    FileNode(TestDatabase database, Map<String, String> settings) throws Exception {
        rooms = Rooms.open(database, FIXTURE.resolve("mappings"), "ingest", "audit");
        var values = new Properties();
        values.putAll(settings);
        camel.getPropertiesComponent().setInitialProperties(values);
        camel.getShutdownStrategy().setTimeout(5);
        camel.getRegistry().bind("filePull", new FilePull(plans, rooms.get(Cursors.class),
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
        return runs(FIXTURE.resolve("routes/supplier/supplier-customers.camel.yaml"));
    }

    /** A route on the template with these parameters; it looks every 100 ms. */
    FileNode reads(Map<String, String> parameters) throws Exception {
        var all = new TreeMap<>(Map.of("system", "supplier", "mapping", "supplier/customer", "every", "100ms",
                "settled", "300ms"));
        all.putAll(parameters);
        var file = Files.createTempFile("files", ".camel.yaml");
        new YAMLMapper().writeValue(file.toFile(), List.of(Map.of("templatedRoute", Map.of("routeId", ROUTE,
                "routeTemplateRef", "pull-files", "parameters", all.entrySet().stream()
                        .map(parameter -> Map.of("name", parameter.getKey(), "value", parameter.getValue()))
                        .toList()))));
        return runs(file);
    }

    private FileNode runs(Path file) throws Exception {
        var plan = Plan.of(Spot.read(file).items().getFirst().get("templatedRoute"),
                Template.all(Path.of("routes/_templates")), Map.of(), camel::resolvePropertyPlaceholders);
        plans.put(plan);
        camel.addRouteFromTemplate(plan.route(), plan.template(), plan.parameters());
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
