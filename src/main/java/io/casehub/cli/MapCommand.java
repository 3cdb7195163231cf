package io.casehub.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.JsltException;
import io.casehub.mapping.ExactJson;
import io.casehub.mapping.Fault;
import io.casehub.mapping.Mapped;
import io.casehub.mapping.Mapping;
import io.casehub.mapping.Mappings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Maps what comes in by standard input. Needs the mapping files and nothing else. */
@Command(name = "map", mixinStandardHelpOptions = true, description = {
        "Maps records from standard input and prints what they become, a line each; stores nothing.",
        "Takes one JSON record, an array of them, or one after the other (JSON lines).",
        "Exit code 1 where a record has faults; they are told on standard error."})
final class MapCommand implements Callable<Integer> {

    private final List<String> settings;
    private final InputStream in;

    @Parameters(paramLabel = "MAPPING", description = "Such as crm/customer.")
    private String name = "";

    @Mixin
    private final Console console = new Console();

    MapCommand(List<String> settings, InputStream in) {
        this.settings = settings;
        this.in = in;
    }

    @Override
    public Integer call() {
        var mapping = new Mappings(HubSettings.mappings(settings)).get(name.replaceFirst("\\.jslt$", ""));
        int code = 0;
        int number = 0;
        try (var records = ExactJson.mapper().readerFor(JsonNode.class).<JsonNode>readValues(in)) {
            while (records.hasNextValue()) {
                code |= map(mapping, records.nextValue(), ++number) ? 0 : 1;
            }
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new IllegalArgumentException("Standard input is not JSON: look at "
                    + (at == null ? "its end" : "line " + at.getLineNr() + ", column " + at.getColumnNr()) + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return code;
    }

    private boolean map(Mapping mapping, JsonNode record, int number) {
        var faults = mapping.makesRecords() ? record(mapping, record) : output(mapping, record);
        faults.forEach(fault -> console.err().println("record " + number + ": " + fault.where() + ": "
                + fault.what()));
        return faults.isEmpty();
    }

    private List<Fault> record(Mapping mapping, JsonNode record) {
        return switch (mapping.toCanonical(record, Instant.now())) {
            case Mapped.Record mapped -> print(Mappings.whole(mapped.record().source(), mapped.record().revision(),
                    mapped.canonical()));
            case Mapped.Nothing() -> print(ExactJson.parse("null"));
            case Mapped.Faulty(var faults) -> faults;
        };
    }

    /** A mapping of what goes out, or of answers: whatever it makes is the system's business. */
    private List<Fault> output(Mapping mapping, JsonNode record) {
        try {
            return print(mapping.apply(record));
        } catch (JsltException e) {
            return List.of(new Fault("mapping " + name, String.valueOf(e.getMessage())));
        }
    }

    private List<Fault> print(JsonNode made) {
        console.out().println(made);
        return List.of();
    }
}
