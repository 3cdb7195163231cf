package io.casehub.cli;

import picocli.CommandLine.Command;

/** How the hub tells customers apart, tried on files. Needs neither database nor network. */
@Command(name = "identity", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Who is one customer: the hub's matching, tried and trained on files.")
final class IdentityCommand {}
