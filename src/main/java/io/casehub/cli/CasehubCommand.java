package io.casehub.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.casehub.connector.ConnectorNotFound;
import io.casehub.connector.preview.PreviewImpossible;
import io.casehub.identity.laboratory.FileUnusable;
import io.casehub.ingest.MappingNotFound;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.MappingUnusable;
import io.casehub.rebuild.RebuildImpossible;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The command line of the hub. Without a command, or with {@code serve}, it starts the hub and
 * hands it every argument; what looks like one of Spring's settings ({@code --server.port=9000}) is
 * one for every command.
 */
@Command(name = "casehub", mixinStandardHelpOptions = true, versionProvider = CasehubCommand.Version.class, subcommands = CommandLine.HelpCommand.class, synopsisSubcommandLabel = "COMMAND", description = "Connects legacy systems into one case view.", footer = {
        "", "Settings may follow every command (--spring.datasource.url=…),",
        "or stand in the environment (SPRING_DATASOURCE_URL)."})
public final class CasehubCommand {

    /** What a command returns that was asked for something it cannot do as asked. */
    static final int MISUSED = CommandLine.ExitCode.USAGE;

    private static final Set<String> ABOUT_ITSELF = Set.of("--help", "--version");

    private final Consumer<String[]> hub;
    private final InputStream in;

    /** The hub is started with Spring's arguments; the call returns once it runs. */
    public CasehubCommand(Consumer<String[]> hub) {
        this(hub, System.in);
    }

    CasehubCommand(Consumer<String[]> hub, InputStream in) {
        this.hub = hub;
        this.in = in;
    }

    /**
     * Does what the arguments say.
     *
     * @return the exit code of the process, 0 also for a hub that now runs
     */
    public int run(String... args) {
        return run(new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8), args);
    }

    int run(PrintWriter out, PrintWriter err, String... args) {
        if (args.length == 0 || args[0].startsWith("--") && !ABOUT_ITSELF.contains(args[0])) {
            hub.accept(args);
            return 0;
        }
        if (args[0].equals("serve")) {
            hub.accept(Arrays.copyOfRange(args, 1, args.length));
            return 0;
        }
        var settings = Arrays.stream(args).filter(CasehubCommand::isSetting).toList();
        var words = Arrays.stream(args).filter(arg -> !isSetting(arg)).toArray(String[]::new);
        return commandLine(settings).setOut(out).setErr(err).execute(words);
    }

    @Command(name = "serve", description = "Starts the hub. So does casehub without a command.")
    void serve() {
        throw new IllegalStateException("the hub is started before the command line is read");
    }

    private CommandLine commandLine(List<String> settings) {
        return new CommandLine(this)
                .addSubcommand(new KeysCommand(settings))
                .addSubcommand(new AuditCommand(settings))
                .addSubcommand(new PacketCommand())
                .addSubcommand(new CommandLine(new ConnectorCommand(settings))
                        .addSubcommand(new NewCommand(settings)).addSubcommand(new CheckCommand(settings))
                        .addSubcommand(new ListCommand(settings))
                        .addSubcommand(new PreviewCommand(settings))
                        .addSubcommand(new RecordCommand(settings)))
                .addSubcommand(new MapCommand(settings, in))
                .addSubcommand(new CommandLine(new IdentityCommand())
                        .addSubcommand(new EvaluateCommand(settings)).addSubcommand(new TrainCommand(settings))
                        .addSubcommand(new CompareCommand()))
                .addSubcommand(new MappingCommand(settings))
                .addSubcommand(new MailCommand(settings, in))
                .addSubcommand(new ReplayCommand(settings)).addSubcommand(new ParkedCommand(settings))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (e instanceof SettingMissing || e instanceof IllegalArgumentException
                            || e instanceof MappingUnusable || e instanceof MappingNotFound
                            || e instanceof ConnectorNotFound || e instanceof PreviewImpossible
                            || e instanceof RebuildImpossible || e instanceof FileBroken || e instanceof FileUnusable) {
                        command.getErr().println(e.getMessage());
                        return MISUSED;
                    }
                    command.getErr().println("That did not work: " + deepest(e).getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /** Spring's names have a dot and a value: no option of ours does. */
    private static boolean isSetting(String arg) {
        return arg.matches("--[\\w-]+(\\.[\\w\\[\\]-]+)+=.*");
    }

    private static Throwable deepest(Throwable e) {
        return e.getCause() == null ? e : deepest(e.getCause());
    }

    /** The version that the jar names. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = CasehubCommand.class.getPackage().getImplementationVersion();
            return new String[]{"casehub " + (version == null ? "(not packaged)" : version)};
        }
    }
}
