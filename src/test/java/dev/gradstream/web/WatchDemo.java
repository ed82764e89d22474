package dev.gradstream.web;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Seal;
import dev.gradstream.training.Span;
import dev.gradstream.training.StepReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The page over invented numbers, to look at while working on it: arguments are port, seconds to
 * train for, and seconds to stay.
 */
final class WatchDemo {
  private static final int BATCH = 32;
  private static final int STEPS_PER_COMMIT = 40;
  private static final long PACE_MS = 50;

  private final Random random = new Random(7);
  private final RunFeed feed = new RunFeed();
  private final CountDownLatch never = new CountDownLatch(1);
  private long step;
  private double recent = 20;
  private double whole;

  private WatchDemo() {}

  public static void main(String[] arguments) throws Exception {
    new WatchDemo()
        .run(
            Integer.parseInt(arguments[0]),
            Long.parseLong(arguments[1]),
            Long.parseLong(arguments[2]));
  }

  private void run(int port, long seconds, long staySeconds) throws Exception {
    try (WebServer server = WebServer.start("127.0.0.1", port, true, feed, () -> "")) {
      System.err.println(server.uri());
      never.await(3, TimeUnit.SECONDS); // a page that is open already must wait for the run
      long commits = seconds * 1000 / PACE_MS;
      feed.headline(
          "Friedman #1 with an abrupt drift: 10 features, noise variance 1, so no model can get"
              + " below a loss of 1");
      feed.line("best possible", 1);
      feed.network(
          List.of(
              new Layer("input", "10", "", 0),
              new Layer("dense", "64", "relu", 704),
              new Layer("dense", "32", "relu", 2080),
              new Layer("dense", "1", "", 33)));
      Map<String, String> specification = new LinkedHashMap<>();
      specification.put("source.topic", "friedman");
      specification.put("window.size", "32");
      specification.put("optimizer.name", "sgd");
      specification.put("optimizer.learningRate", "0.01");
      feed.started(
          new Event.RunStarted(
              "friedman-drift-3",
              specification,
              1,
              "0.1.0",
              "t",
              Map.of(),
              Map.of(),
              System.currentTimeMillis()),
          0);
      for (long commit = 0; commit < commits; commit++) {
        if (commit == commits / 2) {
          feed.mark(step * BATCH, "drift");
        }
        feed.committed(commit(commit, commits));
        never.await(PACE_MS, TimeUnit.MILLISECONDS);
      }
      feed.committed(
          new CommittedBlock(
              "friedman-drift-3",
              journal(commits, List.of(new Event.RunEnded("end of topic"))),
              null,
              Map.of(),
              Map.of(),
              0));
      feed.stopped("end of topic");
      for (int percent = 0; percent <= 100 && staySeconds > 0; percent += 2) {
        feed.replaying(percent * step / 100, step);
        never.await(PACE_MS, TimeUnit.MILLISECONDS);
      }
      feed.verdict(true, "%,d steps replayed from the journal, every bit agrees".formatted(step));
      never.await(staySeconds, TimeUnit.SECONDS);
    }
  }

  private CommittedBlock commit(long number, long commits) {
    double since = number < commits / 2 ? number : number - commits / 2.0;
    double level = 1.1 + (number < commits / 2 ? 23 : 14) * Math.exp(-since / (commits / 16.0));
    List<StepReport> reports = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < STEPS_PER_COMMIT; i++) {
      step++;
      double loss = level * Math.exp(0.35 * random.nextGaussian());
      recent = 0.99 * recent + 0.01 * loss;
      whole += loss;
      sum += loss;
      double rate = 0.05 / (1 + 0.0004 * step);
      double norm = Math.sqrt(level) * Math.exp(0.3 * random.nextGaussian());
      reports.add(new StepReport(step, BATCH, loss, rate, norm, random.nextLong()));
    }
    List<Reject> rejects =
        number % 97 == 5
            ? List.of(new Reject(0, 2, step * 3, 1, "expected 11 columns, got 9: \"4.1,<b>x</b>\""))
            : List.of();
    List<Span> spans =
        List.of(
            new Span(0, 0, step * 8 - 320, step * 8, 320, 1),
            new Span(0, 1, step * 8 - 330, step * 8 - 10, 320, 2),
            new Span(0, 2, step * 8 - 300, step * 8 + 20, 320, 3));
    Event window = new Event.WindowApplied(number + 1, Seal.SIZE, spans, rejects, reports);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("loss", whole / step);
    figures.put("recent.loss", recent);
    figures.put("mae", 0.8 * Math.sqrt(whole / step));
    figures.put("rmse", Math.sqrt(whole / step));
    figures.put("recent.mae", 0.8 * Math.sqrt(recent));
    figures.put("recent.rmse", Math.sqrt(recent));
    figures.put("baseline.mean.mae", 4.0 + 0.2 * Math.exp(-number / 50.0));
    figures.put("baseline.mean.rmse", 4.9 + 0.3 * Math.exp(-number / 50.0));
    figures.put("baseline.previous.mae", 5.5);
    figures.put("baseline.previous.rmse", 6.9);
    figures.put("r2", 1 - whole / step / 24);
    figures.put("recent.r2", 1 - recent / 24);
    double speed = BATCH * STEPS_PER_COMMIT * 1000.0 / PACE_MS + 900 * random.nextGaussian();
    Map<Integer, Long> lag = new LinkedHashMap<>();
    for (int partition = 0; partition < 3; partition++) {
      lag.put(partition, (long) (400 + 200 * partition + 150 * Math.abs(random.nextGaussian())));
    }
    Map<String, Long> stages = new LinkedHashMap<>();
    stages.put("decode", 2_000_000L + random.nextInt(500_000));
    stages.put("window", 400_000L);
    stages.put("gradient", 9_000_000L + random.nextInt(900_000));
    stages.put("commit", 5_000_000L + random.nextInt(2_000_000));
    return new CommittedBlock(
        "friedman-drift-3",
        journal(number, List.of(window)),
        new MetricsRecord(
            "friedman-drift-3",
            step - STEPS_PER_COMMIT + 1,
            step,
            number + 1,
            step * BATCH,
            number / 97,
            sum / STEPS_PER_COMMIT,
            reports.getLast().learningRate(),
            reports.getLast().gradientNorm(),
            figures,
            System.currentTimeMillis()),
        lag,
        stages,
        speed);
  }

  private JournalBlock journal(long sequence, List<Event> events) {
    byte[] certificate = new byte[32];
    random.nextBytes(certificate);
    return new JournalBlock(sequence, "w", "main", System.currentTimeMillis(), certificate, events);
  }
}
