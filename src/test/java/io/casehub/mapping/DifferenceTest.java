package io.casehub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void treesThatSayTheSameDoNotDiffer() {
        assertThat(differences("{'a': 1, 'b': [{'c': null}]}", "{'b': [{'c': null}], 'a': 1}")).isEmpty();
        assertThat(Difference.between(JsonNodeFactory.instance.objectNode().set("a", DoubleNode.valueOf(0.5)),
                json("{'a': 0.5}"))).isEmpty();
    }

    @Test
    void eachFieldIsNamedByItsPath() {
        assertThat(differences("{'a': {'b': 1}, 'gone': true, 'list': [{'v': 'x'}, {'v': 'y'}]}",
                "{'a': {'b': 2}, 'new': 'n', 'list': [{'v': 'x'}, {'v': 'z'}]}"))
                .containsExactly("a.b: 1 2", "gone: true null", "list[1].v: \"y\" \"z\"", "new: null \"n\"");
        assertThat(new Difference("list[1].v[0]", null, null).field()).isEqualTo("list[].v[]");
    }

    @Test
    void listsOfDifferentLengthDifferAsAWhole() {
        assertThat(differences("{'list': [1, 2]}", "{'list': [0, 1, 2]}")).containsExactly("list: [1,2] [0,1,2]");
        assertThat(differences("7", "{}")).containsExactly(": 7 {}");
        assertThat(differences("1.10", "1.1")).isEmpty();
    }

    private static List<String> differences(String before, String after) {
        return Difference.between(json(before), json(after)).stream()
                .map(difference -> difference.path() + ": " + difference.before() + " " + difference.after()).toList();
    }

    private static JsonNode json(String text) {
        return ExactJson.parse(text.replace('\'', '"'));
    }
}
