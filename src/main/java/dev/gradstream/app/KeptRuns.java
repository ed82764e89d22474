package dev.gradstream.app;

import dev.gradstream.kafka.KafkaRuns;
import dev.gradstream.web.Archive;
import dev.gradstream.web.RunFeed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of the cluster, for the page: read from their journals when somebody looks, on that
 * request's thread, one at a time, and kept in mind for a few seconds.
 */
final class KeptRuns implements Archive {
  private static final long FRESH_NANOS = 10_000_000_000L;
  private static final int MOST = 6; // of them in mind

  private record Read(RunFeed feed, long atNanos) {}

  private final Map<String, Read> feeds = new LinkedHashMap<>();
  private List<Kept> list = List.of();
  private long listedNanos;
  private volatile Assembly assembly;

  /** From now on there is a Kafka to read from. */
  void through(Assembly known) {
    assembly = known;
  }

  @Override
  public synchronized List<Kept> runs() {
    long now = System.nanoTime();
    if (assembly != null && (listedNanos == 0 || now - listedNanos > FRESH_NANOS)) {
      list =
          new KafkaRuns(assembly.connection(), "")
              .list().stream().map(Runs::summary).map(KeptRuns::kept).toList();
      listedNanos = now;
    }
    return list;
  }

  private static Kept kept(RunSummary run) {
    int at = run.parent().lastIndexOf('@');
    return new Kept(
        run.name(),
        run.state(),
        at < 0 ? "" : run.parent().substring(0, at),
        at < 0 ? 0 : Long.parseLong(run.parent().substring(at + 1)),
        run.steps(),
        run.examples(),
        run.loss(),
        run.startedAtMs());
  }

  @Override
  public synchronized Optional<RunFeed> find(String run) {
    long now = System.nanoTime();
    Read read = feeds.get(run);
    if (read != null && now - read.atNanos() < FRESH_NANOS) {
      return Optional.of(read.feed());
    }
    if (assembly == null || runs().stream().noneMatch(kept -> kept.run().equals(run))) {
      return Optional.empty();
    }
    RunFeed feed = new RunFeed();
    if (Recollection.tell(assembly, run, feed, examples -> {}).isEmpty()) {
      return Optional.empty();
    }
    feeds.remove(run);
    feeds.put(run, new Read(feed, System.nanoTime()));
    if (feeds.size() > MOST) {
      feeds.remove(feeds.keySet().iterator().next());
    }
    return Optional.of(feed);
  }
}
