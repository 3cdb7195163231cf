package io.casehub.connector.check;

import io.casehub.mapping.Spot;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No secret and no host stands in a file: the same files run against every copy of a system. */
final class Secrecy {

    private static final Pattern SECRET = Pattern.compile("(?i)(password|passwd|secret|token|api-?key|authorization)");
    private static final Pattern HOST = Pattern.compile(
            "(?i)\\b(https?|jdbc|tcp|ldap|imaps?|smtps?)://?|localhost|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b|:\\d{4,5}\\b");

    private Secrecy() {}

    /** Whether what is called so is to be kept from others. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name).find();
    }

    static boolean namesHost(String text) {
        return HOST.matcher(text.replaceAll("xmlns(:\\w+)?=\"[^\"]*\"", "")).find();
    }

    /** What is wrong with a value, wherever it stands under a name. */
    static Stream<Finding> findings(String name, Spot value) {
        var nested = Stream.concat(value.items().stream().flatMap(item -> findings(name, item)),
                value.fields().entrySet().stream().flatMap(field -> findings(field.getKey(), field.getValue())));
        return Stream.concat(nested, value.isText() ? told(name, value).stream() : Stream.of());
    }

    private static List<Finding> told(String name, Spot value) {
        var text = value.text();
        if (isSecret(name) && !text.isBlank() && !text.contains("{") && !text.startsWith("/")) {
            return List
                    .of(Finding.at(value, name + " is a secret, which never stands in a file: declare a setting with "
                            + "secret: true in connector.yaml and write {{system.setting}} here"));
        }
        return namesHost(text)
                ? List.of(Finding.at(value, name + " names a host: declare a setting in connector.yaml and write "
                        + "{{system.setting}} here"))
                : List.of();
    }
}
