package dev.gradstream.pipeline.tuning;

import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.window.DecodedChunk;
import dev.gradstream.training.Event;
import dev.gradstream.training.Specification;
import dev.gradstream.training.State;
import dev.gradstream.training.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Trains several specifications on the same windows, in one pass over a topic, and judges each by a
 * test-then-train figure.
 *
 * <p>Every candidate is a state of its own under the same fold, so a candidate that is trained as
 * an ordinary run afterwards comes to the same parameters and figures, bit for bit. Candidates that
 * cut their windows alike share them. With halving, the worse half is left at an eighth, a quarter
 * and a half of the topic (as often as candidates can be halved), after the successive halving of
 * Karnin, Koren and Somekh 2013.
 */
public final class Tuning {
  private static final int POLL_MS = 50;
  private static final int CURVE_POINTS = 60;
  private static final int MOST_HALVINGS = 3;

  private final ExampleSource source;
  private final List<CheckedSpecification> candidates;
  private final Judge judge;
  private final boolean halving;
  private final Scheduler thread;
  private final SchemaSource schemas;

  /**
   * What candidates are judged by.
   *
   * @param figure name of a test-then-train figure
   * @param most whether more of it is better
   */
  public record Judge(String figure, boolean most) {}

  /** For records that name no schema of a registry. */
  public Tuning(
      ExampleSource source,
      List<CheckedSpecification> candidates,
      Judge judge,
      boolean halving,
      Scheduler thread) {
    this(source, SchemaSource.NONE, candidates, judge, halving, thread);
  }

  /**
   * @param candidates at least one; all of one source, label and features
   * @param halving whether the worse candidates are left on the way
   * @param thread one ordinary thread
   */
  public Tuning(
      ExampleSource source,
      SchemaSource schemas,
      List<CheckedSpecification> candidates,
      Judge judge,
      boolean halving,
      Scheduler thread) {
    this.source = source;
    this.schemas = schemas;
    this.candidates = List.copyOf(candidates);
    this.judge = judge;
    this.halving = halving;
    this.thread = thread;
  }

  /**
   * The trials, the best first.
   *
   * @param progress told the number of examples now and then, on the training thread
   */
  public Mono<List<Trial>> run(LongConsumer progress) {
    return Mono.defer(() -> pass(progress)).subscribeOn(thread);
  }

  /** Offsets in the topic now: about the examples of one pass. */
  public long extent() {
    return examples(source.extent());
  }

  private static long examples(SourceExtent extent) {
    return extent.endOffsets().entrySet().stream()
        .mapToLong(end -> end.getValue() - extent.beginOffsets().get(end.getKey()))
        .sum();
  }

  private Mono<List<Trial>> pass(LongConsumer progress) {
    SourceExtent extent = source.extent();
    Race race = new Race(extent);
    return source
        .read(new ReadPlan(extent.beginOffsets(), extent.endOffsets(), race::wanted, POLL_MS))
        .map(race::decode)
        .publishOn(thread, ReadPlan.POLLS_AHEAD) // poll thread -> the thread that owns the states
        .doOnNext(chunks -> progress.accept(race.learn(chunks)))
        .then(Mono.fromSupplier(race::trials));
  }

  // What decides the windows and the rows in them.
  private static List<Object> alike(Specification asked) {
    return List.of(asked.window(), asked.layout(), asked.label().kind(), asked.source().topic());
  }

  private static Event.RunStarted started(CheckedSpecification asked, SourceExtent extent) {
    return new Event.RunStarted(
        asked.specification().run(),
        asked.resolved(),
        Training.ARITHMETIC,
        "",
        extent.topicId(),
        extent.beginOffsets(),
        extent.endOffsets(),
        0);
  }

  /**
   * All candidates on their way through the topic. Training thread only, but for {@code wanted} and
   * {@code decode}.
   */
  private final class Race {
    private final List<Candidate> all = new ArrayList<>();
    private final Map<List<Object>, Heat> heats = new LinkedHashMap<>();
    private final int halvings;
    private int halved;

    Race(SourceExtent extent) {
      int possible = 31 - Integer.numberOfLeadingZeros(candidates.size());
      halvings = halving ? Math.min(MOST_HALVINGS, possible) : 0;
      long examples = examples(extent);
      long[] halveAt = new long[halvings];
      Arrays.setAll(halveAt, k -> examples >> halvings - k);
      for (int i = 0; i < candidates.size(); i++) {
        CheckedSpecification asked = candidates.get(i);
        Candidate candidate = new Candidate(i, State.of(started(asked, extent)), judge.figure());
        all.add(candidate);
        heats
            .computeIfAbsent(
                alike(asked.specification()),
                way ->
                    new Heat(
                        asked.specification(), extent, schemas, examples / CURVE_POINTS, halveAt))
            .add(candidate);
      }
    }

    /** Asked on the poll thread; a heat is at most a window ahead of another. */
    boolean wanted(int partition) {
      return heats.values().stream().anyMatch(heat -> heat.wanted(partition));
    }

    /** A chunk as each heat reads it, in their order. */
    List<DecodedChunk> decode(RecordChunk chunk) {
      return heats.values().stream().map(heat -> heat.decode(chunk)).toList();
    }

    /** Shows what {@link #decode} made to every candidate; the examples so far. */
    long learn(List<DecodedChunk> chunks) {
      Iterator<DecodedChunk> next = chunks.iterator();
      heats.values().forEach(heat -> heat.learn(next.next()));
      halve();
      return heats.values().stream().mapToLong(Heat::examples).min().orElse(0);
    }

    // What a candidate learned past a halving is thrown away with it, so that how the records were
    // polled decides nothing.
    private void halve() {
      while (halved < halvings && all.stream().allMatch(c -> c.passed(halved))) {
        List<Candidate> running =
            all.stream()
                .filter(Candidate::isRunning)
                .sorted(Comparator.comparing(c -> c.scoreAt(halved), Tuning.this::compare))
                .toList();
        running.subList((running.size() + 1) / 2, running.size()).forEach(c -> c.leave(halved));
        halved++;
      }
    }

    List<Trial> trials() {
      heats.values().forEach(Heat::learnRest);
      halve();
      return all.stream()
          .map(Candidate::end)
          .sorted(
              Comparator.comparing((Trial trial) -> trial.left() == null ? 0 : 1)
                  .thenComparing(Trial::examples, Comparator.reverseOrder())
                  .thenComparing(Trial::score, Tuning.this::compare)
                  .thenComparing(Trial::index))
          .toList();
    }
  }

  // The better first; what has no score last.
  private int compare(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }
    return judge.most() ? Double.compare(b, a) : Double.compare(a, b);
  }
}
