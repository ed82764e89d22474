package dev.gradstream.app;

import dev.gradstream.autodiff.Team;
import dev.gradstream.console.Errors;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.console.Terminal;
import dev.gradstream.pipeline.SpinningTeam;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program: {@code gradstream COMMAND ...}.
 *
 * <p>Results go to standard output, everything else to standard error; the exit status is one of
 * {@link ExitStatus}.
 */
@CommandLine.Command(
    name = "gradstream",
    description = "Trains neural networks straight from Kafka topics, replayable to the bit.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nSee 'gradstream COMMAND --help' for the options of a command.")
public final class Main {
  private static final long SHUTDOWN_LIMIT_MS = 10_000;
  private static final int MOST_THREADS = 64;

  private Main() {}

  /** Runs a command and ends the process. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // numbers look the same everywhere
    List<String> words = List.of(arguments);
    Logging.configure(words.contains("-v") || words.contains("--verbose"));
    Terminal terminal = Terminal.system();
    Shutdown shutdown = new Shutdown(terminal::say, SHUTDOWN_LIMIT_MS);
    shutdown.install();
    int status = ExitStatus.FAILED;
    try {
      status = run(new Context(terminal, shutdown, System::nanoTime), arguments);
    } finally {
      shutdown.over();
    }
    // The broker's and the clients' threads would keep the process alive.
    System.exit(status);
  }

  /** Every command, in the order in which the help lists them. */
  static List<Command> commands(Context context) {
    Function<Options, RunSummary.Catalogue> runs =
        options -> Runs.open(options, context.terminal());
    return List.of(
        new DemoCommand(context),
        new PublishCommand(context),
        new InspectCommand(context),
        new TrainCommand(context),
        new TuneCommand(context),
        new LabCommand(context),
        new MinimizeCommand(context),
        new BackpropCommand(context),
        new SetCommand(context),
        new PauseCommand(context),
        new ResumeCommand(context),
        new SkipCommand(context),
        new StopCommand(context),
        new RunsCommand(context, runs),
        new ShowCommand(context, runs),
        new ReportCommand(context),
        new ReplayCommand(context),
        new BranchCommand(context),
        new ExplainCommand(context),
        new BisectCommand(context),
        new ExportCommand(context),
        new BenchCommand(context),
        new DoctorCommand(context),
        new CompletionCommand(context),
        new BrokerCommand(context));
  }

  /** Runs a command within this process and gives its exit status. */
  static int run(Context context, String... arguments) {
    CommandLine line = new CommandLine(new Main());
    commands(context).forEach(line::addSubcommand);
    Terminal terminal = context.terminal();
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpAutoWidth(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setExecutionStrategy(Main::executed);
    line.setParameterExceptionHandler((problem, words) -> misused(problem, words, terminal));
    line.setExecutionExceptionHandler(
        (problem, command, result) -> failed(problem, verbose(command), terminal));
    return line.execute(arguments);
  }

  private static int executed(ParseResult parsed) {
    List<CommandLine> lines = parsed.asCommandLineList();
    if (lines.getLast().getCommand() instanceof Command ours) {
      int threads = ours.options.threads;
      if (threads < 1 || threads > MOST_THREADS) {
        throw new ParameterException(
            lines.getLast(), "--threads " + threads + ": expected 1 to " + MOST_THREADS);
      }
      if (threads > 1) {
        Team.choose(new SpinningTeam(threads)); // until the process ends
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int misused(ParameterException problem, String[] words, Terminal terminal) {
    CommandLine command = problem.getCommandLine();
    if (words.length == 0) {
      command.usage(command.getErr());
      return ExitStatus.USAGE;
    }
    terminal.say("gradstream: " + problem.getMessage());
    PrintWriter err = command.getErr();
    UnmatchedArgumentException.printSuggestions(problem, err);
    err.flush();
    terminal.say("(see: " + command.getCommandSpec().qualifiedName() + " --help)");
    return ExitStatus.USAGE;
  }

  private static int failed(Throwable problem, boolean verbose, Terminal terminal) {
    Failure failure = Errors.of(problem);
    terminal.say("gradstream: " + failure.getMessage());
    if (verbose) {
      problem.printStackTrace(terminal.err());
    }
    return failure.status();
  }

  private static boolean verbose(CommandLine command) {
    return command.getCommand() instanceof Command ours && ours.options.verbose;
  }
}
