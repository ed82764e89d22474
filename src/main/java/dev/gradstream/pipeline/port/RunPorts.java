package dev.gradstream.pipeline.port;

import java.util.function.Function;

/**
 * What a run touches outside of itself.
 *
 * @param others ports of other runs on the same topic, by name, to be read only; whoever asks for
 *     them closes them
 * @param schemas is asked, while a run learns, for the schemas that records name
 */
public record RunPorts(
    ExampleSource source,
    Journal journal,
    SnapshotStore snapshots,
    Control control,
    Function<String, RunPorts> others,
    SchemaSource schemas)
    implements AutoCloseable {

  /** A run whose records name no schema of a registry. */
  public RunPorts(
      ExampleSource source,
      Journal journal,
      SnapshotStore snapshots,
      Control control,
      Function<String, RunPorts> others) {
    this(source, journal, snapshots, control, others, SchemaSource.NONE);
  }

  /** A run that knows of no other. */
  public RunPorts(ExampleSource source, Journal journal, SnapshotStore snapshots, Control control) {
    this(
        source,
        journal,
        snapshots,
        control,
        run -> {
          throw new IllegalStateException("run '" + run + "' cannot be read from here");
        });
  }

  /** A run that nobody steers. */
  public RunPorts(
      ExampleSource source,
      Journal journal,
      SnapshotStore snapshots,
      Function<String, RunPorts> others) {
    this(source, journal, snapshots, Control.NONE, others);
  }

  /** A run that knows of no other, and that nobody steers. */
  public RunPorts(ExampleSource source, Journal journal, SnapshotStore snapshots) {
    this(source, journal, snapshots, Control.NONE);
  }

  /** Closes journal, snapshots and control. */
  @Override
  public void close() {
    journal.close();
    snapshots.close();
    control.close();
  }
}
