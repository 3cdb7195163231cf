package io.casehub.connector.check;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code connector.yaml} must say beyond what its reader asks for. */
final class ContractRules {

    private static final Pattern USED = Pattern.compile("\\{\\{\\??([a-z0-9][a-z0-9.-]*)");

    private final Path folder;
    private final String system;
    private final Spot contract;

    ContractRules(Path folder, Spot contract) {
        this.folder = folder;
        this.system = folder.getFileName().toString();
        this.contract = contract;
    }

    Stream<Finding> findings() {
        return Stream.of(settings(), useOfSettings(), secrecy(), commands()).flatMap(rule -> rule);
    }

    private Stream<Finding> settings() {
        return section("settings").entrySet().stream().flatMap(setting -> {
            var name = setting.getKey();
            var spot = setting.getValue();
            boolean isSecret = says(spot, "secret");
            var otherwise = spot.find("default");
            return Stream.of(
                    unless(isSecret || !Secrecy.isSecret(name), spot,
                            name + " is a secret by its name: add secret: true"),
                    unless(!isSecret || otherwise.isEmpty(), spot, name + " is a secret and has a default: take the "
                            + "default away, for a secret never stands in a file"),
                    unless(!says(spot, "required") || otherwise.isEmpty(), spot, name + " is required and has a "
                            + "default: keep one of the two"),
                    unless(otherwise.filter(Spot::isText).map(Spot::text).filter(Secrecy::namesHost).isEmpty(), spot,
                            name + " has a host for its default: make it required instead"))
                    .flatMap(List::stream);
        });
    }

    private Stream<Finding> useOfSettings() {
        var declared = section("settings");
        var used = new LinkedHashMap<String, Finding>();
        for (var file : Lines.files(folder, ".yaml")) {
            Lines.of(file).found(USED).forEach(found -> used.putIfAbsent(found.match().group(1),
                    new Finding(file, found.line(),
                            "{{" + found.match().group(1) + "}} is no setting of connector.yaml: "
                                    + "declare it under settings as " + bare(found.match().group(1)))));
        }
        var undeclared = used.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(system + ".")
                        || !declared.containsKey(bare(entry.getKey())))
                .map(Map.Entry::getValue);
        var unused = declared.entrySet().stream().filter(setting -> !used.containsKey(system + "." + setting.getKey()))
                .map(setting -> Finding.at(setting.getValue(), "nothing uses the setting " + setting.getKey()
                        + ": write {{" + system + "." + setting.getKey() + "}} where it belongs, or take it away"));
        return Stream.concat(undeclared, unused);
    }

    private Stream<Finding> secrecy() {
        var inline = Stream.of("http", "defaults", "documents").flatMap(name -> contract.find(name).stream()
                .flatMap(spot -> Secrecy.findings(name, spot)));
        var datasource = Stream.of("url", "username", "password").flatMap(name -> contract.find("datasource")
                .flatMap(spot -> spot.find(name)).filter(Spot::isText).filter(spot -> !spot.text().contains("{{"))
                .map(spot -> Finding.at(spot,
                        "the datasource's " + name + " is a setting: write {{" + system + "." + name
                                + "}} here and declare it"))
                .stream());
        return Stream.concat(inline, datasource);
    }

    private Stream<Finding> commands() {
        var commands = section("commands");
        var routes = Lines.files(folder, "-out.camel.yaml").stream()
                .collect(Collectors.toMap(file -> file.getFileName().toString().replace(".camel.yaml", ""),
                        file -> file));
        var routeless = commands.entrySet().stream().filter(command -> !routes.containsKey(route(command.getKey())))
                .map(command -> Finding.at(command.getValue(),
                        "the command " + command.getKey() + " has no route: write "
                                + folder.resolve(route(command.getKey()) + ".camel.yaml") + " on a push template"));
        var undeclared = routes.entrySet().stream()
                .filter(file -> commands.keySet().stream().noneMatch(kind -> route(kind).equals(file.getKey())))
                .map(file -> new Finding(file.getValue(), 1, "this command is not declared: add it under commands in "
                        + "connector.yaml, saying whether it is repeatable"));
        return Stream.of(routeless, undeclared).flatMap(rule -> rule);
    }

    private String route(String kind) {
        return system + "-" + kind + "-out";
    }

    private String bare(String setting) {
        return setting.startsWith(system + ".") ? setting.substring(system.length() + 1) : setting;
    }

    private Map<String, Spot> section(String name) {
        return contract.find(name).map(Spot::fields).orElse(Map.of());
    }

    private static boolean says(Spot setting, String flag) {
        try {
            return setting.find(flag).map(Spot::flag).orElse(false);
        } catch (FileBroken e) {
            return false; // told by the reader of the file
        }
    }

    private static List<Finding> unless(boolean isFine, Spot spot, String sentence) {
        return isFine ? List.of() : List.of(Finding.at(spot, sentence));
    }
}
