package io.casehub.connector.check;

import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.Template;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Mappings;
import io.casehub.mapping.Spot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** All rules over one connector. Reads files and nothing else. */
public final class FolderCheck {

    private final Path routes;
    private final Path mappings;
    private final Plans plans;
    private final UnaryOperator<String> resolved;

    /**
     * @param resolved puts settings in the places of {@code {{system.setting}}}, and leaves those that
     * nobody has set
     */
    public FolderCheck(Path routes, Path mappings, Plans plans, UnaryOperator<String> resolved) {
        this.routes = routes;
        this.mappings = mappings;
        this.plans = plans;
        this.resolved = resolved;
    }

    /**
     * What is wrong with a connector's files, but what the reader of {@code connector.yaml} says
     * itself.
     */
    public List<Finding> findings(String connector) {
        var folder = routes.resolve(connector);
        var contract = folder.resolve("connector.yaml");
        var findings = new ArrayList<Finding>();
        Map<String, String> defaults = new LinkedHashMap<>();
        try {
            var spot = Spot.read(contract);
            findings.addAll(Lines.of(contract).leftOpen());
            findings.addAll(new ContractRules(folder, spot).findings().toList());
            spot.find("defaults").ifPresent(section -> section.fields().forEach((name, value) -> {
                if (value.isText()) {
                    defaults.put(name, value.text());
                }
            }));
        } catch (FileBroken e) {
            // told by the reader of the file
        }
        var rules = new RouteRules(Template.all(routes.resolve("_templates")), new Mappings(mappings), plans, resolved);
        Lines.files(folder, ".camel.yaml")
                .forEach(file -> findings.addAll(rules.findings(connector, file, defaults)));
        findings.addAll(new MappingRules(mappings).findings(connector, contract));
        var open = findings.stream().filter(Finding::isLeftOpen).map(FolderCheck::place).collect(Collectors.toSet());
        return findings.stream().filter(finding -> finding.isLeftOpen() || !open.contains(place(finding))).toList();
    }

    private static String place(Finding finding) {
        return finding.file() + ":" + finding.line();
    }

    /** Mappings to which there is no connector. */
    public List<Finding> orphans() {
        return new MappingRules(mappings).orphans(routes);
    }
}
