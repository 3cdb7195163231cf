package io.casehub.connector;

import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Template;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A connector's folder as its files say it, read and checked, not yet running.
 *
 * @param plans its routes on templates
 * @param routes its files with routes that stand for themselves
 */
record Blueprint(String name, ConnectorFile file, List<Plan> plans, List<Path> routes) {

    /**
     * Reads the routes of a folder.
     *
     * @param resolved puts settings in the places of {@code {{system.setting}}}
     * @throws FileBroken with the place of the first fault
     */
    static Blueprint read(Path folder, ConnectorFile file, Map<String, Template> templates,
            UnaryOperator<String> resolved) {
        var plans = new ArrayList<Plan>();
        var routes = new ArrayList<Path>();
        for (var path : files(folder)) {
            var items = Spot.read(path).items();
            if (items.isEmpty()) {
                throw new FileBroken(path + ":1: a list of routes is wanted here: - templatedRoute: …");
            }
            for (var item : items) {
                item.find("templatedRoute").ifPresentOrElse(
                        route -> plans.add(Plan.of(route, templates, file.defaults(), resolved)),
                        () -> routes.add(path));
            }
        }
        return new Blueprint(folder.getFileName().toString(), file, plans, routes.stream().distinct().toList());
    }

    /** The route files of a folder, in the order of their names. */
    static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".camel.yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }
}
