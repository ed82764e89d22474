package dev.gradstream.codec;

import dev.gradstream.event.CommandRefused;
import dev.gradstream.event.RolledBack;
import dev.gradstream.event.RunBranched;
import dev.gradstream.event.RunPaused;
import dev.gradstream.event.RunResumed;
import dev.gradstream.event.Sha256;
import dev.gradstream.event.SkipOrdered;
import dev.gradstream.event.SpecificationChanged;
import dev.gradstream.training.Changes;
import dev.gradstream.training.Event;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** The events of a run that is steered, each beside its Avro record, both directions. */
final class OrderEvents {
  private OrderEvents() {}

  static Object toAvro(Event event) {
    return switch (event) {
      case Event.SpecificationChanged changed ->
          new SpecificationChanged(changed.command(), changes(changed.changes()));
      case Event.SkipOrdered ordered -> skip(ordered);
      case Event.RolledBack back -> back(back);
      case Event.RunBranched branched ->
          new RunBranched(
              branched.parent(),
              branched.step(),
              branched.window(),
              sha256(branched.certificate()),
              changes(branched.changes()));
      case Event.RunPaused paused -> new RunPaused(paused.command());
      case Event.RunResumed resumed -> new RunResumed(resumed.command());
      case Event.CommandRefused refused -> new CommandRefused(refused.command(), refused.reason());
      default -> throw new IllegalArgumentException("no order: " + event);
    };
  }

  static Event ofAvro(Object event) {
    return switch (event) {
      case SpecificationChanged changed ->
          new Event.SpecificationChanged(changed.getCommand(), changes(changed.getChanges()));
      case SkipOrdered ordered -> skip(ordered);
      case RolledBack back -> back(back);
      case RunBranched branched ->
          new Event.RunBranched(
              branched.getParent(),
              branched.getStep(),
              branched.getWindow(),
              hex(branched.getCertificate()),
              changes(branched.getChanges()));
      case RunPaused paused -> new Event.RunPaused(paused.getCommand());
      case RunResumed resumed -> new Event.RunResumed(resumed.getCommand());
      case CommandRefused refused ->
          new Event.CommandRefused(refused.getCommand(), refused.getReason());
      default -> throw new IllegalArgumentException("no event: " + event.getClass().getName());
    };
  }

  private static RolledBack back(Event.RolledBack event) {
    return new RolledBack(
        event.step(),
        event.window(),
        event.attempt(),
        event.divergedWindow(),
        changes(event.changes()),
        event.nextCommand(),
        new ArrayList<>(event.skips().stream().map(OrderEvents::skip).toList()),
        sha256(event.discarded()),
        event.reason());
  }

  private static Event.RolledBack back(RolledBack event) {
    List<Event.SkipOrdered> skips = event.getSkips().stream().map(OrderEvents::skip).toList();
    return new Event.RolledBack(
        event.getStep(),
        event.getWindow(),
        event.getAttempt(),
        event.getDivergedWindow(),
        changes(event.getChanges()),
        event.getNextCommand(),
        skips,
        hex(event.getDiscarded()),
        event.getReason());
  }

  private static SkipOrdered skip(Event.SkipOrdered event) {
    return new SkipOrdered(event.command(), event.window());
  }

  private static Event.SkipOrdered skip(SkipOrdered event) {
    return new Event.SkipOrdered(event.getCommand(), event.getWindow());
  }

  private static dev.gradstream.event.Changes changes(Changes changes) {
    return new dev.gradstream.event.Changes(
        new TreeMap<>(changes.settings()), new ArrayList<>(changes.removed()));
  }

  private static Changes changes(dev.gradstream.event.Changes changes) {
    return new Changes(new TreeMap<>(changes.getSettings()), changes.getRemoved());
  }

  private static Sha256 sha256(String hex) {
    return new Sha256(HexFormat.of().parseHex(hex));
  }

  private static String hex(Sha256 sha256) {
    return HexFormat.of().formatHex(sha256.bytes());
  }
}
