package dev.gradstream.codec;

import dev.gradstream.event.Bits64;
import dev.gradstream.event.DriftDetected;
import dev.gradstream.event.PartitionOffset;
import dev.gradstream.event.RunEnded;
import dev.gradstream.event.RunStarted;
import dev.gradstream.event.Step;
import dev.gradstream.event.Validation;
import dev.gradstream.event.WindowApplied;
import dev.gradstream.event.WindowSkipped;
import dev.gradstream.training.Event;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Seal;
import dev.gradstream.training.Span;
import dev.gradstream.training.StepReport;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Each event of a journal beside its Avro record, both directions; {@link OrderEvents} has those of
 * a run that is steered.
 */
final class JournalEvents {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private JournalEvents() {}

  /** For {@link WrittenEvents}, which has a window's own. */
  static Object toAvro(Event event) {
    return switch (event) {
      case Event.RunStarted started -> started(started);
      case Event.RunEnded ended -> new RunEnded(ended.reason(), ended.command());
      case Event.WindowSkipped skipped -> skipped(skipped);
      default -> OrderEvents.toAvro(event);
    };
  }

  static Event ofAvro(Object event) {
    return switch (event) {
      case RunStarted started -> started(started);
      case WindowApplied applied -> applied(applied);
      case RunEnded ended -> new Event.RunEnded(ended.getReason(), ended.getCommand());
      case WindowSkipped skipped -> skipped(skipped);
      default -> OrderEvents.ofAvro(event);
    };
  }

  private static RunStarted started(Event.RunStarted event) {
    return new RunStarted(
        event.run(),
        new TreeMap<>(event.specification()),
        event.arithmetic(),
        event.version(),
        event.topicId(),
        offsets(event.startOffsets()),
        offsets(event.endOffsets()),
        event.startedAtMs());
  }

  private static Event.RunStarted started(RunStarted event) {
    return new Event.RunStarted(
        event.getRun(),
        Collections.unmodifiableMap(new TreeMap<>(event.getSpecification())),
        event.getArithmetic(),
        event.getVersion(),
        event.getTopicId(),
        offsets(event.getStartOffsets()),
        offsets(event.getEndOffsets()),
        event.getStartedAtMs());
  }

  private static List<PartitionOffset> offsets(Map<Integer, Long> offsets) {
    List<PartitionOffset> list = new ArrayList<>(offsets.size());
    new TreeMap<>(offsets).forEach((p, offset) -> list.add(new PartitionOffset(p, offset)));
    return list;
  }

  private static Map<Integer, Long> offsets(List<PartitionOffset> list) {
    Map<Integer, Long> offsets = new TreeMap<>();
    list.forEach(place -> offsets.put(place.getPartition(), place.getOffset()));
    return Collections.unmodifiableMap(offsets);
  }

  private static Event.WindowApplied applied(WindowApplied event) {
    List<StepReport> steps = new ArrayList<>(event.getSteps().size());
    for (Step step : event.getSteps()) {
      steps.add(
          new StepReport(
              Math.addExact(event.getFirstStep(), steps.size()),
              step.getExamples(),
              step.getLoss(),
              step.getLearningRate(),
              step.getGradientNorm(),
              bits(step.getDigest())));
    }
    return new Event.WindowApplied(
        event.getWindow(),
        Seal.valueOf(event.getSeal().name()),
        event.getSpans().stream().map(JournalEvents::span).toList(),
        event.getRejects().stream().map(JournalEvents::reject).toList(),
        List.copyOf(steps),
        event.getDrifts().stream().map(JournalEvents::drift).toList(),
        event.getValidations().stream().map(JournalEvents::validation).toList());
  }

  static Validation validation(dev.gradstream.training.Validation event) {
    return new Validation(event.step(), event.examples(), event.loss());
  }

  private static dev.gradstream.training.Validation validation(Validation event) {
    return new dev.gradstream.training.Validation(
        event.getStep(), event.getExamples(), event.getLoss());
  }

  static DriftDetected drift(dev.gradstream.training.DriftDetected drift) {
    return new DriftDetected(
        drift.step(),
        drift.example(),
        drift.on(),
        drift.detector(),
        drift.before(),
        drift.after(),
        drift.response());
  }

  private static dev.gradstream.training.DriftDetected drift(DriftDetected drift) {
    return new dev.gradstream.training.DriftDetected(
        drift.getStep(),
        drift.getExample(),
        drift.getOn(),
        drift.getDetector(),
        drift.getBefore(),
        drift.getAfter(),
        drift.getResponse());
  }

  private static WindowSkipped skipped(Event.WindowSkipped event) {
    return new WindowSkipped(
        event.window(),
        dev.gradstream.event.Seal.valueOf(event.seal().name()),
        each(event.spans(), JournalEvents::span),
        each(event.rejects(), JournalEvents::reject),
        event.command(),
        event.reason());
  }

  private static Event.WindowSkipped skipped(WindowSkipped event) {
    return new Event.WindowSkipped(
        event.getWindow(),
        Seal.valueOf(event.getSeal().name()),
        event.getSpans().stream().map(JournalEvents::span).toList(),
        event.getRejects().stream().map(JournalEvents::reject).toList(),
        event.getCommand(),
        event.getReason());
  }

  // Most lists are short or empty, and there are some thousands in a block: a stream each is dear.
  static <A, B> List<B> each(List<A> list, Function<A, B> as) {
    if (list.isEmpty()) {
      return List.of();
    }
    List<B> all = new ArrayList<>(list.size());
    for (A one : list) {
      all.add(as.apply(one));
    }
    return all;
  }

  private static dev.gradstream.event.Span span(Span from) {
    dev.gradstream.event.Span span = new dev.gradstream.event.Span();
    span.setHash(new Bits64());
    fill(span, from);
    return span;
  }

  /** Puts a span into a record that has a hash already. */
  static void fill(dev.gradstream.event.Span span, Span from) {
    span.setSource(from.source());
    span.setPartition(from.partition());
    span.setFromOffset(from.fromOffset());
    span.setLength(Math.subtractExact(from.toOffsetExclusive(), from.fromOffset()));
    span.setRecords(from.records());
    fill(span.getHash(), from.hash());
  }

  private static Span span(dev.gradstream.event.Span span) {
    return new Span(
        span.getSource(),
        span.getPartition(),
        span.getFromOffset(),
        Math.addExact(span.getFromOffset(), span.getLength()),
        span.getRecords(),
        bits(span.getHash()));
  }

  static dev.gradstream.event.Reject reject(Reject reject) {
    return new dev.gradstream.event.Reject(
        reject.source(), reject.partition(), reject.offset(), reject.index(), reject.reason());
  }

  private static Reject reject(dev.gradstream.event.Reject reject) {
    return new Reject(
        reject.getSource(),
        reject.getPartition(),
        reject.getOffset(),
        reject.getIndex(),
        reject.getReason());
  }

  static void fill(Bits64 into, long bits) {
    LONGS.set(into.bytes(), 0, bits);
  }

  private static long bits(Bits64 bits) {
    return ByteBuffer.wrap(bits.bytes()).getLong();
  }
}
