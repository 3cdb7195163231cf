package io.casehub.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.schibsted.spt.data.jslt.JsltException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Appends records to a mapping's test: given as they are, expected what the mapping now answers.
 */
public final class RecordedCases {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final Path folder;
    private final String name;

    /**
     * @param folder the {@code mappings} folder
     * @param name of the mapping, such as {@code crm/customer}
     */
    public RecordedCases(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * Writes a case for each record that no case has yet; what stands in the file stays as it is.
     *
     * @param remark what each case is to say of itself
     * @return how many there were to write
     * @throws MappingUnusable where the mapping does not compile
     * @throws IllegalArgumentException where the file is one to which nothing can be appended
     */
    public int append(List<JsonNode> records, String remark) {
        var mapping = new Mappings(folder).get(name);
        var file = folder.resolve(name + ".test.yaml");
        var before = Files.exists(file) ? read(file) : "mapping: " + name + ".jslt\ncases:\n";
        var known = Files.exists(file) ? TestFile.of(file).cases() : List.<JsonNode>of();
        var fresh = records.stream().distinct()
                .filter(record -> known.stream().noneMatch(one -> isSame(one.path("given"), record)))
                .toList();
        var text = new StringBuilder(before.endsWith("\n") ? before : before + "\n");
        var indent = indent(before);
        fresh.forEach(record -> text.append(written(one(mapping, record, remark), indent)));
        write(file, text.toString());
        if (!fresh.isEmpty() && TestFile.of(file).cases().size() != known.size() + fresh.size()) {
            write(file, before);
            throw new IllegalArgumentException("Nothing can be appended to " + file + ": write its cases as a list, "
                    + "each beginning with \"  - name: …\" on a line of its own.");
        }
        return fresh.size();
    }

    private static ObjectNode one(Mapping mapping, JsonNode record, String remark) {
        var one = ExactJson.mapper().createObjectNode();
        one.put("name", remark);
        one.set("given", record);
        try {
            one.set("expect", mapping.apply(record));
        } catch (JsltException e) {
            return one.put("error", String.valueOf(e.getMessage()));
        }
        if (mapping.makesRecords() && mapping.toCanonical(record, Instant.EPOCH) instanceof Mapped.Faulty faulty) {
            var faults = one.putArray("faults");
            faulty.faults().forEach(fault -> faults.add(fault.where()));
        }
        return one;
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return Difference.between(one, other).isEmpty();
    }

    /** As the cases before are indented. */
    private static String indent(String text) {
        return text.lines().filter(line -> line.matches("\\s*- .*")).findFirst()
                .map(line -> line.substring(0, line.indexOf('-'))).orElse("  ");
    }

    private static String written(ObjectNode one, String indent) {
        try {
            var lines = YAML.writeValueAsString(one).lines().toList();
            return lines.stream().map(line -> indent + (line.equals(lines.getFirst()) ? "- " : "  ") + line)
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record cannot be written as YAML", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
