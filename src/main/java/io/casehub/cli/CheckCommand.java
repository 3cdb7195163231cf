package io.casehub.cli;

import io.casehub.connector.ConnectorCheck;
import io.casehub.connector.Workbench;
import io.casehub.connector.check.Finding;
import io.casehub.intake.mailboxes.Mailboxes;
import io.casehub.outbound.FieldRules;
import io.casehub.view.golden.Ownership;
import io.casehub.view.signals.SignalRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what is wrong with connectors' files. Needs neither database nor network. */
@Command(name = "check", mixinStandardHelpOptions = true, description = {
        "Says what is wrong with a connector's files, all of it: file:line: what, and what to do.",
        "Asked of all, whether mappings/ownership.yaml and mappings/mailboxes.yaml can be used too.",
        "Needs neither database nor network. Exit code 1 where something is."})
final class CheckCommand implements Callable<Integer> {

    private final List<String> settings;

    @Parameters(arity = "0..1", paramLabel = "CONNECTOR", description = "Its folder under routes/; all unless given.")
    private @Nullable String connector;

    @Mixin
    private final Console console = new Console();

    CheckCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        HubSettings.routes(settings);
        var mappings = HubSettings.mappings(settings);
        var findings = new ArrayList<Finding>();
        int checked;
        try (var bench = Workbench.start(HubSettings.quietly(settings))) {
            var check = bench.getBean(ConnectorCheck.class);
            var names = connector == null ? check.connectors() : List.of(connector);
            names.forEach(name -> findings.addAll(check.findings(name)));
            if (connector == null) {
                findings.addAll(check.orphans());
                Ownership.fault(mappings).or(() -> FieldRules.fault(mappings)).or(() -> SignalRules.fault(mappings))
                        .ifPresent(fault -> findings.add(Finding.of(fault, mappings)));
                Mailboxes.fault(mappings).ifPresent(fault -> findings.add(Finding.of(fault, mappings)));
            }
            checked = names.size();
        }
        findings.forEach(console.out()::println);
        if (findings.stream().anyMatch(Finding::isLeftOpen)) {
            console.out().println("Where it says fill in, decide, and take these words away.");
        }
        var of = checked + (checked == 1 ? " connector" : " connectors");
        console.out().println(findings.isEmpty()
                ? "Nothing is wrong with " + of + "."
                : findings.size() + (findings.size() == 1 ? " finding in " : " findings in ") + of + ".");
        return findings.isEmpty() ? 0 : 1;
    }
}
