package dev.gradstream.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody asks of a run's trainer. The answer is an {@link Event.Order} in the run's journal,
 * or its end.
 *
 * @param sentAtMs wall clock of the sender
 * @param expiresAtMs wall clock from which on nobody waits for it any more, so that it is refused
 */
public record Command(Wish wish, long sentAtMs, long expiresAtMs) {

  /** What is asked for. */
  public sealed interface Wish {}

  /**
   * Other settings from the next window on.
   *
   * @param settings new values by full path; an empty one takes the setting away
   */
  public record Set(Map<String, String> settings) implements Wish {
    public Set {
      settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
  }

  /** No further window until the run is resumed. */
  public record Pause() implements Wish {}

  /** The end of a pause. */
  public record Resume() implements Wish {}

  /**
   * A window to be passed over.
   *
   * @param window its number; 0 for the next one
   */
  public record Skip(long window) implements Wish {}

  /** The end of the run. */
  public record Stop() implements Wish {}

  /**
   * An earlier command is to be ignored where it has not been followed yet.
   *
   * @param command its position
   */
  public record Withdraw(long command) implements Wish {}
}
