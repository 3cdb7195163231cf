package io.casehub.connector.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.Template;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong parameter is refused before its route runs, with its place and what to do. */
class PushParametersTest {

    private static final Map<String, Map<String, String>> RIGHT = Map.of(
            "push-http", Map.of("url", "https://desk/{key}", "mapping", "desk/case-status-out"),
            "push-jdbc", Map.of("statement", "update t set s = :?value", "mapping", "desk/case-status-out"),
            "push-kafka", Map.of("topic", "t", "brokers", "b:1", "mapping", "desk/case-status-out"),
            "push-mail", Map.of("mapping", "desk/x", "host", "h", "user", "u", "password", "p", "from", "f"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "push-http  | command        | Case Colour    | is a word of lower case with hyphens",
            "push-http  | command        | case-priority  | is looked for in a route of the id desk-case-priority-out",
            "push-http  | method         | FETCH          | is one of [DELETE, PATCH, POST, PUT]",
            "push-http  | mapping        | ''             | is missing: what to say",
            "push-http  | headers        | X-Key          | is written as Name: value",
            "push-http  | success        | (added         | no regular expression: (added",
            "push-http  | record         | ticket         | is a list of JSON pointers such as /ticket",
            "push-http  | conflictStatus | /error/0       | is a list of HTTP statuses such as 409,412",
            "push-http  | target         | desk/target    | makes {target} in the url",
            "push-http  | confirmed      | done           | says nothing without readBack",
            "push-http  | readBack       | https://desk/  | needs answer, the mapping that reads the record",
            "push-jdbc  | statement      | delete from t  | has no place for what the command says",
            "push-jdbc  | untouched      | ignore         | is one of [conflict, refused], and not ignore",
            "push-kafka | topic          | ''             | is empty",
            "push-mail  | port           | smtp           | is a whole number from 1 to 65535",
            "push-mail  | tls            | yes            | is true or false, and not yes",
            "push-mail  | starttls       | true           | begins in clear, and tls does not"})
    void aWrongParameterIsToldWithItsPlace(String template, String name, String value, String sentence) {
        assertThatThrownBy(() -> plan(template, name, value)).isInstanceOf(FileBroken.class)
                .hasMessageContaining("desk-case-status-out.camel.yaml:").hasMessageContaining(name + " ")
                .hasMessageContaining(sentence);
    }

    @Test
    void theFirstLineIsThatOfTheParameter() {
        assertThatThrownBy(() -> plan("push-http", "method", "FETCH")).hasMessageContaining(".yaml:7: method");
    }

    @Test
    void rightOnesAreNot() {
        assertThat(RIGHT.keySet()).allSatisfy(template -> plan(template, "system", "desk"));
    }

    private void plan(String template, String name, String value) throws IOException {
        var parameters = new LinkedHashMap<>(Map.of(name, value));
        Stream.of(Map.of("system", "desk", "command", "case-status"), RIGHT.get(template))
                .forEach(usual -> usual.forEach(parameters::putIfAbsent));
        var text = new StringBuilder("# x\n- templatedRoute:\n    routeId: desk-case-status-out\n    routeTemplateRef: "
                + template + "\n\n    parameters:\n");
        parameters.forEach((key, said) -> text.append("      - {name: " + key + ", value: '" + said + "'}\n"));
        var file = Files.writeString(folder.resolve("desk-case-status-out.camel.yaml"), text);
        var plan = Plan.of(Spot.read(file).items().getFirst().get("templatedRoute"),
                Template.all(Path.of("routes", "_templates")), Map.of(), any -> any);
        new Plans(List.copyOf(Pushing.kinds())).check(plan);
    }
}
