package io.casehub.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** {@code asyncapi.yaml}, and what of it has been seen to be kept. */
public final class AsyncContract {

    private final JsonNode document;
    private final Set<String> seen = new TreeSet<>();

    private AsyncContract(JsonNode document) {
        this.document = document;
    }

    public static AsyncContract read() {
        try {
            return new AsyncContract(new YAMLMapper().readTree(Path.of("asyncapi.yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types of events that a channel can have. */
    public Set<String> types(String channel) {
        var types = new TreeSet<String>();
        document.at("/channels/" + channel + "/messages").forEach(message -> types.add(resolved(message).path("name")
                .asText()));
        return types;
    }

    /** Fails unless an event is one that a channel can have, as it describes it. */
    public void check(String channel, String event) {
        var json = ExactJson.parse(event);
        var type = json.path("type").asText();
        var message = document.at("/channels/" + channel + "/messages").valueStream().map(this::resolved)
                .filter(one -> one.path("name").asText().equals(type)).findFirst();
        assertThat(message).as(event).isPresent();
        var whole = JsonNodeFactory.instance.objectNode();
        whole.setAll((ObjectNode) message.get().path("payload").deepCopy());
        whole.set("components", document.path("components"));
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole).validate(json,
                context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))).as(event).isEmpty();
        seen.add(type);
    }

    /** The types of a channel that no event was checked of. */
    public Set<String> unseen(String channel) {
        var unseen = types(channel);
        unseen.removeAll(seen);
        return unseen;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
