package dev.gradstream.app;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;

/** {@code publish} in a JVM of its own, which is gone in the middle of it as after a kill -9. */
final class DyingPublish {
  static final int STATUS = 137;

  private DyingPublish() {}

  /**
   * @param arguments how many records are sent before the end, then the command's words
   */
  public static void main(String[] arguments) throws Exception {
    AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[0]));
    Context context = new Captured(false).context;
    PublishCommand command =
        new PublishCommand(
            context,
            (options, topic, partitions, records) ->
                new Dying(
                    KafkaExampleSink.open(
                        Cluster.open(options, context.terminal()), topic, partitions, records),
                    left));
    new CommandLine(command).parseArgs(Arrays.copyOfRange(arguments, 1, arguments.length));
    command.call();
  }

  private record Dying(ExampleSink sink, AtomicInteger left) implements ExampleSink {
    @Override
    public int partitions() {
      return sink.partitions();
    }

    @Override
    public boolean used() {
      return sink.used();
    }

    @Override
    public void send(int partition, byte[] key, byte[] value) {
      if (left.decrementAndGet() < 0) {
        Runtime.getRuntime().halt(STATUS);
      }
      sink.send(partition, key, value);
    }

    @Override
    public void commit() {
      sink.commit();
    }

    @Override
    public void close() {
      sink.close();
    }
  }
}
