package dev.gradstream.app;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.kafka.broker.BrokerException;
import dev.gradstream.kafka.broker.BrokerLease;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;

/** {@code broker}: holds the embedded broker until Ctrl-C, for other clients. */
@CommandLine.Command(
    name = "broker",
    description = "Runs the embedded Kafka broker until Ctrl-C, for other clients.")
final class BrokerCommand extends Command {
  BrokerCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    if (options.namesCluster()) {
      throw Failure.usage(
          "broker runs the embedded broker and connects to no other; leave out --bootstrap-servers"
              + " and --client-config");
    }
    try (BrokerLease lease = Cluster.lease(options, context.terminal())) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("bootstrapServers", lease.bootstrapServers());
      object.put("dataDir", lease.dataDir());
      object.put("pid", lease.pid());
      result(lease.bootstrapServers(), object);
      say("Kafka over " + lease.dataDir() + ", process " + lease.pid() + "; Ctrl-C ends it");
      Optional<BrokerException> failure = hold(lease);
      if (failure.isPresent()) {
        throw Failure.failed(failure.get().getMessage(), failure.get());
      }
    }
    return ExitStatus.INTERRUPTED;
  }

  // Ends with Ctrl-C, or when the broker is gone for good.
  private Optional<BrokerException> hold(BrokerLease lease) {
    CompletableFuture<Optional<BrokerException>> end = new CompletableFuture<>();
    lease.failure().thenAccept(failure -> end.complete(Optional.of(failure)));
    Shutdown.Action stop =
        context
            .shutdown()
            .onInterrupt(
                "broker",
                () -> {
                  lease.close();
                  end.complete(Optional.empty());
                });
    try {
      return end.join();
    } finally {
      stop.close();
    }
  }
}
