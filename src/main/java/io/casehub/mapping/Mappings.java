package io.casehub.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.Gone;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The mapping files of the {@code mappings} folder, compiled when first asked for. */
public final class Mappings {

    private static final String SUFFIX = ".jslt";
    private static final Pattern IMPORT = Pattern.compile("\\bimport\\s+\"([^\"]+)\"");

    private final Path folder;
    private final Map<String, Mapping> compiled = new ConcurrentHashMap<>();

    public Mappings(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * A mapping by its name, such as {@code crm/customer}.
     *
     * @throws MappingUnusable where there is no such file, or it does not compile
     */
    public Mapping get(String name) {
        return compiled.computeIfAbsent(name, this::compile);
    }

    /** Whether there is a file of this name. */
    public boolean exists(String name) {
        return compiled.containsKey(name) || Files.isRegularFile(file(name + ".jslt"));
    }

    /**
     * Compiles all files of a system, and only when all of them do, lets them take the place of those
     * there were. What other systems import of them stays as it is until they are read again.
     *
     * @throws MappingUnusable where one does not compile; the old ones stay
     */
    public void load(String system) {
        var fresh = new TreeMap<String, Mapping>();
        for (var name : names(system)) {
            fresh.put(name, compile(name));
        }
        compiled.keySet().removeIf(name -> name.startsWith(system + "/") && !fresh.containsKey(name));
        compiled.putAll(fresh);
    }

    /**
     * The text of a mapping and of all that it imports, by the names of the files.
     *
     * @throws MappingUnusable where one is missing
     */
    public Map<String, String> sources(String name) {
        var sources = new TreeMap<String, String>();
        var open = new ArrayDeque<>(List.of(name + SUFFIX));
        while (!open.isEmpty()) {
            var next = open.poll();
            if (!sources.containsKey(next)) {
                try {
                    var text = Files.readString(file(next));
                    sources.put(next, text);
                    IMPORT.matcher(text).results().forEach(found -> open.add(found.group(1)));
                } catch (IOException e) {
                    throw new MappingUnusable(next, "there is no file " + file(next), e);
                }
            }
        }
        return sources;
    }

    /** Forgets what was compiled: files have changed, and the next call reads them again. */
    public void refresh() {
        compiled.clear();
    }

    /** The same folder with nothing compiled yet: the files as they are now, beside those in use. */
    public Mappings afresh() {
        return new Mappings(folder);
    }

    /**
     * A record whole, as {@code docs/canonical.md} has it: the fields that {@link Mapped.Record} wrote,
     * with source and revision.
     */
    public static ObjectNode whole(SourceRef source, Revision revision, String canonical) {
        var whole = ExactJson.mapper().createObjectNode();
        whole.putObject("source").put("system", source.system()).put("key", source.key());
        whole.put("changedAt", revision.changedAt().toString());
        if (revision.sequence() != 0) {
            whole.put("sequence", revision.sequence());
        }
        var fields = (ObjectNode) ExactJson.parse(canonical);
        return fields.isEmpty() ? whole.put("deleted", true) : whole.setAll(fields);
    }

    /** A stored record's fields, as {@link Mapped.Record#canonical} wrote them, back as the record. */
    public static CanonicalRecord restore(SourceRef source, Revision revision, String canonical) {
        var tree = (ObjectNode) ExactJson.parse(canonical);
        if (tree.isEmpty()) {
            return new Gone(source, revision);
        }
        var faults = new ArrayList<Fault>();
        var record = CanonicalReader.read(source, revision, new Fields(tree, "", source.system(), faults));
        if (!faults.isEmpty()) {
            throw new IllegalStateException("stored record " + source + ": " + Fault.sentence(faults));
        }
        return record;
    }

    /** The mappings of a system; a file that others import is none, but a part of theirs. */
    private List<String> names(String system) {
        if (!Files.isDirectory(file(system))) {
            return List.of();
        }
        try (var files = Files.list(file(system))) {
            var paths = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
            var imported = new HashSet<String>();
            for (var path : paths) {
                IMPORT.matcher(Files.readString(path)).results().forEach(found -> imported.add(found.group(1)));
            }
            return paths.stream().map(path -> system + "/" + path.getFileName())
                    .filter(path -> !imported.contains(path))
                    .map(path -> path.substring(0, path.length() - SUFFIX.length())).toList();
        } catch (IOException e) {
            throw new MappingUnusable(system, "the folder cannot be read: " + e.getMessage(), e);
        }
    }

    private Mapping compile(String name) {
        try (var reader = open(name + ".jslt")) {
            return new Mapping(name, expression(name, reader));
        } catch (JsltException e) {
            throw new MappingUnusable(name, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new MappingUnusable(name, "the file cannot be read: " + e.getMessage(), e);
        }
    }

    private Expression expression(String name, Reader reader) {
        return new Parser(reader)
                .withSource(name + ".jslt")
                .withFunctions(HubFunctions.all())
                .withResourceResolver(this::open)
                .compile();
    }

    /** The file itself, or one that it imports. */
    private Reader open(String path) {
        try {
            return Files.newBufferedReader(file(path));
        } catch (IOException e) {
            throw new MappingUnusable(path, "there is no file " + file(path), e);
        }
    }

    /** Imports stay inside the folder, whatever they say. */
    private Path file(String path) {
        var file = folder.resolve(path).normalize();
        if (!file.startsWith(folder)) {
            throw new MappingUnusable(path, "lies outside " + folder, null);
        }
        return file;
    }
}
