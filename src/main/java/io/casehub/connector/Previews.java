package io.casehub.connector;

import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.Template;
import io.casehub.connector.preview.PageShown;
import io.casehub.connector.preview.Preview;
import io.casehub.connector.preview.PreviewImpossible;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Mappings;
import io.casehub.mapping.Spot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * The door to a look at a source: runs a route once, as its files are now, and shows what one page
 * would bring. Stores nothing, moves no cursor, disturbs no running route.
 */
@Component
public class Previews {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The templates whose pages go where the exchange says; the pages of others go into the hub. */
    private static final Set<String> LOOKED_INTO = Set.of("pull-http", "pull-jdbc");

    private final Path folder;
    private final ApplicationContext beans;
    private final Plans plans;
    private final Mappings mappings;
    private final AtomicInteger number = new AtomicInteger();

    Previews(@Value("${casehub.routes:routes}") Path folder, ApplicationContext beans, Plans plans,
            Mappings mappings) {
        this.folder = folder;
        this.beans = beans;
        this.plans = plans;
        this.mappings = mappings;
    }

    /**
     * The routes of a connector that can be looked into, in the order of their files.
     *
     * @throws ConnectorNotFound where there is no such folder
     * @throws PreviewImpossible where there is no such route, with the reason
     */
    public List<String> routes(String connector) {
        var routes = readable(folder(connector)).map(route -> route.get("routeId").text()).toList();
        if (routes.isEmpty()) {
            throw new PreviewImpossible(connector + " has no route that can be previewed: those on "
                    + String.join(" and ", LOOKED_INTO.stream().sorted().toList())
                    + " can. A topic or a mailbox cannot be read without taking part in it.");
        }
        return routes;
    }

    /**
     * Fetches one page, from the source's beginning or behind a cursor.
     *
     * @param route the id of one of {@link #routes}
     * @param count how many records to ask for, where the source lets itself be asked, and to show
     * @param cursor as {@code GET /api/v1/connectors} shows it
     * @throws ConnectorNotFound where there is no such folder
     * @throws PreviewImpossible where something must be set or mended first
     */
    public Preview preview(String connector, String route, int count, @Nullable String cursor) {
        var system = folder(connector);
        var settings = new Settings(beans.getEnvironment());
        try (var bench = new Bench(beans, settings, folder.resolve("_templates"))) {
            var file = ConnectorFile.read(system);
            settings.learn(connector, file);
            refuseMissing(connector, file, settings);
            var plan = plan(system, route, count, file, bench);
            try (var reach = Reach.bind(bench.camel(), connector, file, List.of(plan), mappings)) {
                return run(bench, plan, new Wish(connector, route, count), new PageShown(cursor));
            }
        } catch (FileBroken e) {
            throw new PreviewImpossible(String.valueOf(e.getMessage()));
        }
    }

    private Preview run(Bench bench, Plan plan, Wish wish, PageShown page) {
        long began = System.nanoTime();
        var reading = new FutureTask<>(() -> {
            bench.run(plan, plans, page);
            return page;
        });
        var thread = Thread.ofVirtual().name("preview").start(reading);
        try {
            reading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            page.failed(wish.connector(), wish.route(), "no page came within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new PreviewImpossible("the route " + wish.route() + " cannot run: " + deepest(e).getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PreviewImpossible("the preview was broken off");
        } finally {
            thread.interrupt();
        }
        return page.preview(wish.connector(), wish.route(), wish.count(), mappings.afresh(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    private Plan plan(Path system, String route, int count, ConnectorFile file, Bench bench) {
        var spot = readable(system).filter(known -> known.get("routeId").text().equals(route)).findFirst()
                .orElseThrow(() -> new PreviewImpossible("there is no route " + route + " to preview; there are "
                        + String.join(", ", routes(system.getFileName().toString()))));
        var plan = Plan.of(spot, Template.all(folder.resolve("_templates")), file.defaults(), bench::resolved);
        return plan.with(route + "-preview-" + number.incrementAndGet(),
                plan.knows("pageSize")
                        ? Map.of("pageSize", String.valueOf(count))
                        : Map.of());
    }

    private static void refuseMissing(String connector, ConnectorFile file, Settings settings) {
        var missing = settings.missing(connector, file);
        if (!missing.isEmpty()) {
            throw new PreviewImpossible(connector + " must be told " + String.join(", ", missing) + ": "
                    + missing.stream().map(name -> Settings.variable(name) + "=… in the environment, or --" + name
                            + "=…").reduce((one, other) -> one + "; " + other).orElseThrow());
        }
    }

    private static Stream<Spot> readable(Path system) {
        return Blueprint.files(system).stream()
                .flatMap(file -> Spot.read(file).items().stream())
                .flatMap(item -> item.find("templatedRoute").stream())
                .filter(route -> route.find("routeTemplateRef").map(Spot::text).filter(LOOKED_INTO::contains)
                        .isPresent() && route.find("routeId").isPresent());
    }

    private Path folder(String connector) {
        if (!connector.matches("[a-z0-9][a-z0-9-]*") || !Files.isDirectory(folder.resolve(connector))) {
            throw new ConnectorNotFound(connector);
        }
        return folder.resolve(connector);
    }

    private static Throwable deepest(Throwable e) {
        return e.getCause() == null ? e : deepest(e.getCause());
    }

    private record Wish(String connector, String route, int count) {}
}
