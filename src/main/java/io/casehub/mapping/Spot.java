package io.casehub.mapping;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A place in a YAML file: what stands there, and in which line. */
public final class Spot {

    private final Path file;
    private final Node node;

    private Spot(Path file, Node node) {
        this.file = file;
        this.node = node;
    }

    /**
     * The whole of a file.
     *
     * @throws FileBroken where it is missing, empty or no YAML
     */
    public static Spot read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new FileBroken(file + " is missing");
        }
        try {
            return of(file, Files.readString(file));
        } catch (IOException e) {
            throw new FileBroken(file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * The whole of a text that stood in a file.
     *
     * @throws FileBroken where it is empty or no YAML
     */
    public static Spot of(Path file, String text) {
        try {
            var root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (root == null) {
                throw new FileBroken(file + ":1: is empty");
            }
            return new Spot(file, root);
        } catch (MarkedYAMLException e) {
            var line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new FileBroken(file + ":" + line + ": is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new FileBroken(file + ":1: is no YAML: " + e.getMessage());
        }
    }

    /** The entries of a list; none of what is no list. */
    public List<Spot> items() {
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(item -> new Spot(file, item)).toList()
                : List.of();
    }

    /**
     * What stands under each name, in the order of the file; nothing of what has no names.
     *
     * @throws FileBroken where a name stands twice: of two values one would be lost in silence
     */
    public Map<String, Spot> fields() {
        var fields = new LinkedHashMap<String, Spot>();
        if (node instanceof MappingNode map) {
            map.getValue().forEach(field -> {
                if (field.getKeyNode() instanceof ScalarNode name) {
                    var spot = new Spot(file, field.getValueNode());
                    if (fields.put(name.getValue(), spot) != null) {
                        throw spot.wrong(name.getValue() + " stands here twice");
                    }
                }
            });
        }
        return fields;
    }

    /** The same fields, none of which may have another name than these. */
    public Map<String, Spot> fields(String... known) {
        var fields = fields();
        fields.forEach((name, spot) -> {
            if (!List.of(known).contains(name)) {
                throw spot.wrong("there is no " + name + " here; known are " + String.join(", ", known));
            }
        });
        return fields;
    }

    public Optional<Spot> find(String name) {
        return Optional.ofNullable(fields().get(name));
    }

    /** @throws FileBroken where there is no such field */
    public Spot get(String name) {
        return find(name).orElseThrow(() -> wrong(name + " is missing"));
    }

    public boolean isText() {
        return node instanceof ScalarNode;
    }

    /** @throws FileBroken where a list or fields stand here */
    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong("a text is wanted here");
    }

    /** A list of texts, or one text alone. */
    public List<String> texts() {
        return isText() ? List.of(text()) : items().stream().map(Spot::text).toList();
    }

    /** @throws FileBroken where neither {@code true} nor {@code false} stands here */
    public boolean flag() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("true or false is wanted here");
        };
    }

    public Path file() {
        return file;
    }

    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** That what stands here cannot be used, to be thrown. */
    public FileBroken wrong(String sentence) {
        return new FileBroken(file + ":" + line() + ": " + sentence);
    }
}
