package io.casehub.cli;

import io.casehub.model.CodeWord;
import io.casehub.security.ApiKey;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * Gives API keys out, shows them and takes them back. Needs the database and nothing else of the
 * hub.
 */
@Command(name = "keys", description = "API keys: who may call the hub.", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {

    private final List<String> settings;

    @Mixin
    private final Console console = new Console();

    KeysCommand(List<String> settings) {
        this.settings = settings;
    }

    @Command(name = "add", description = "Makes a key and prints it, this once.")
    int add(@Option(names = "--name", required = true, paramLabel = "NAME", description = "Who gets it.") String name,
            @Option(names = "--roles", required = true, split = ",", paramLabel = "ROLE", converter = RoleWord.class, description = "agent, supervisor, integrator, admin, portal, partner; several with commas.") Set<Role> roles,
            @Option(names = "--days", paramLabel = "DAYS", description = "How many days it lives; until it is revoked unless given.") @Nullable Integer days) {
        return withKeys(keys -> {
            var issued = keys.issue(name, roles, days == null ? null : Duration.ofDays(days), actor());
            console.out().println(issued.text());
            console.out().println("Keep it now: it is stored nowhere and cannot be shown again.");
            return 0;
        });
    }

    @Command(name = "list", description = "Shows all keys, without their secrets.")
    int list() {
        return withKeys(keys -> {
            var line = "%-12s  %-24s  %-30s  %-10s  %-10s  %s%n";
            console.out().printf(line, "ID", "NAME", "ROLES", "CREATED", "LAST USED", "STATE");
            for (var key : keys.list()) {
                console.out().printf(line, key.id(), key.name(), words(key.roles()), day(key.createdAt()),
                        key.lastUsedOn() == null ? "never" : key.lastUsedOn(), state(key));
            }
            return 0;
        });
    }

    @Command(name = "revoke", description = "Takes a key back; every node refuses it within 30 seconds.")
    int revoke(@Parameters(paramLabel = "ID", description = "As list shows it.") String id) {
        return withKeys(keys -> {
            if (!keys.revoke(id, actor())) {
                throw new IllegalArgumentException("There is no key " + id + ": casehub keys list shows them all.");
            }
            console.out().println("Key " + id + " is revoked.");
            return 0;
        });
    }

    private int withKeys(ToIntFunction<ApiKeys> work) {
        try (var database = DatabaseOnly.start(settings)) {
            return work.applyAsInt(database.getBean(ApiKeys.class));
        }
    }

    private static String actor() {
        return "cli:" + System.getProperty("user.name");
    }

    private static String words(Set<Role> roles) {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(","));
    }

    private static String state(ApiKey key) {
        if (key.revokedAt() != null) {
            return "revoked " + day(key.revokedAt());
        }
        if (key.expiresAt() == null) {
            return "lives";
        }
        return (key.opensAt(Instant.now()) ? "lives until " : "expired ") + day(key.expiresAt());
    }

    private static String day(Instant time) {
        return time.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
    }

    /** Reads roles by their words. */
    static final class RoleWord implements ITypeConverter<Role> {

        @Override
        public Role convert(String word) {
            return CodeWord.find(Role.class, word).orElseThrow(() -> new TypeConversionException(
                    "'" + word + "' is no role; roles are " + words(Role.ofKeys())));
        }
    }
}
