package dev.gradstream.app;

import dev.gradstream.console.Failure;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.meters.RunMeters;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.training.Event;
import dev.gradstream.web.RunFeed;
import dev.gradstream.web.Site;
import dev.gradstream.web.WebServer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** What a person and Prometheus see of a training process: the live page and the meters. */
final class Watching implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final RunFeed feed = new RunFeed();
  private final RunMeters meters = new RunMeters(registry);
  private final LiveSteering steering = new LiveSteering();
  private final KeptRuns kept = new KeptRuns();
  private final WebServer server;

  private Watching(PageOptions page) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
    server = page.off ? null : serve(page);
  }

  /**
   * Starts the page, unless none is wanted.
   *
   * @throws Failure where the port that was asked for is taken
   */
  static Watching open(PageOptions page) {
    return new Watching(page);
  }

  private WebServer serve(PageOptions page) {
    try {
      return WebServer.start(
          page.host,
          page.port(),
          page.isPortFixed(),
          page.names,
          new Site(feed, () -> registry.scrape(), kept, page.control ? steering : null));
    } catch (IOException e) {
      throw Failure.failed(e.getMessage(), e);
    }
  }

  /** Where the page is; null where none is wanted. */
  URI uri() {
    return server == null ? null : server.uri();
  }

  /** Says where the page is, and with what a run is changed over HTTP, as far as there is any. */
  void announce(Consumer<String> say) {
    if (server != null) {
      say.accept("live page: " + server.uri());
      if (!server.token().isEmpty()) {
        say.accept("token of live changes over HTTP: " + server.token());
      }
    }
  }

  /** The page also shows the runs that are kept there, and has running ones changed. */
  void through(Cluster cluster) {
    Assembly assembly = new Assembly(cluster, ClientWatch.NONE); // its clients come and go
    kept.through(assembly);
    steering.through(assembly);
  }

  RunFeed feed() {
    return feed;
  }

  List<StepSink> sinks() {
    StepSink network =
        new StepSink() {
          @Override
          public void started(Event.RunStarted run, long step) {
            feed.network(NetworkLayers.of(run));
          }
        };
    return List.of(feed, network, meters);
  }

  /** Binds the metrics of Kafka's own clients while they live. */
  ClientWatch clients() {
    return new ClientWatch() {
      @Override
      public Runnable opened(org.apache.kafka.clients.consumer.Consumer<?, ?> consumer) {
        return bound(new KafkaClientMetrics(consumer));
      }

      @Override
      public Runnable opened(Producer<?, ?> producer) {
        return bound(new KafkaClientMetrics(producer));
      }
    };
  }

  private Runnable bound(KafkaClientMetrics metrics) {
    metrics.bindTo(registry);
    return metrics::close;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    collections.close();
    registry.close();
  }
}
