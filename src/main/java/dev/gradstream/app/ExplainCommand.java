package dev.gradstream.app;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.KafkaSource;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.replay.Beginning;
import dev.gradstream.pipeline.replay.History;
import dev.gradstream.pipeline.replay.WindowRecords;
import dev.gradstream.training.MiniBatches;
import dev.gradstream.training.Specification;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: what one step was made of. */
@CommandLine.Command(
    name = "explain",
    description =
        "Shows one step: its examples as the topic holds them, its figures, its neighbours.")
final class ExplainCommand extends Command {
  @Parameters(paramLabel = "RUN", description = "the run's name")
  String run;

  @Option(names = "--step", paramLabel = "N", required = true, description = "number of the step")
  long step;

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "10",
      description = "examples of the mini-batch to show (default: ${DEFAULT-VALUE})")
  int examples;

  ExplainCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    Runs.requireName(run);
    if (step < 1 || examples < 0) {
      throw Failure.usage("--step and --examples: expected a step from 1 and a number from 0");
    }
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      Beginning beginning =
          assembly.beginning(run).orElseThrow(() -> Runs.unknown(run, assembly.connection()));
      Explanation explanation = look(assembly, beginning);
      Specification specification = Specification.ofRecorded(beginning.started().specification());
      List<WindowRecords.Found> batch =
          batch(
              explanation,
              specification,
              WindowRecords.of(
                  new KafkaSource(assembly.connection(), specification.source().topic()),
                  explanation.window()));
      ExplanationRendering rendering = new ExplanationRendering(explanation, batch, examples);
      result(rendering.text(run), rendering.object(run));
      return ExitStatus.DONE;
    }
  }

  private Explanation look(Assembly assembly, Beginning beginning) {
    try (Journal journal = assembly.journal(run)) {
      Explanation explanation = Explanation.of(new History(journal), step);
      if (explanation != null) {
        return explanation;
      }
    }
    if (beginning.branched() != null && step <= beginning.branched().step()) {
      String parent = beginning.branched().parent();
      throw Failure.failed(
          "step %,d of run '%s' is its parent's: gradstream explain %s --step %d"
              .formatted(step, run, parent, step));
    }
    throw Failure.failed(
        "run '%s' has no step %,d: it has %,d so far, and what journal.keep let go of is not told any more"
            .formatted(run, step, Runs.lastStep(run, assembly.connection())));
  }

  /** The mini-batch's records, in the order of learning. */
  static List<WindowRecords.Found> batch(
      Explanation explanation, Specification specification, List<WindowRecords.Found> records) {
    List<WindowRecords.Found> rows = records.stream().filter(record -> record.row() >= 0).toList();
    int[] order = new int[rows.size()];
    MiniBatches.order(specification, explanation.window().window(), order, order.length);
    List<WindowRecords.Found> batch = new ArrayList<>();
    for (int i = 0; i < explanation.step().examples(); i++) {
      batch.add(rows.get(order[explanation.firstRow() + i]));
    }
    return batch;
  }
}
