package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.RejectedRecord;
import dev.gradstream.pipeline.window.Cut;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Changes;
import dev.gradstream.training.DivergencePolicy;
import dev.gradstream.training.Event;
import dev.gradstream.training.Input;
import dev.gradstream.training.State;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is done about a window that diverged, once the working state was thrown away and rebuilt
 * from snapshot and journal. Everything in it is a copy: the state it was made from is no use any
 * more but for its counts, its orders and its certificate.
 */
sealed interface Remedy {
  Pattern RATES = Pattern.compile("optimizer\\.(groups\\[\\d+]\\.)?learningRate");

  /** Passes the window over. */
  record Skip(Input.Skip window, List<RejectedRecord> rejected) implements Remedy {}

  /**
   * Goes on from an earlier window.
   *
   * @param window what the state is to be rebuilt to: right after this window
   * @param settings what is to hold from there on
   */
  record Back(
      long window,
      int attempt,
      long divergedWindow,
      SortedMap<String, String> settings,
      long nextCommand,
      List<Event.SkipOrdered> skips,
      String discarded,
      String reason)
      implements Remedy {

    Input.Back of(State state) {
      return new Input.Back(
          new Event.RolledBack(
              state.step(),
              state.window(),
              attempt,
              divergedWindow,
              Changes.between(state.flatSettings(), settings),
              nextCommand,
              skips,
              discarded,
              reason));
    }
  }

  /** The run is to end: none of the others is allowed, or any more. */
  record End(String reason) implements Remedy {}

  /**
   * What a policy says.
   *
   * @param state after the divergence
   * @param floor window that cannot be gone back behind, because this journal begins there
   * @param window what diverged
   * @param divergence what was not finite, and where
   */
  static Remedy of(
      DivergencePolicy policy, State state, long floor, Cut.Window window, String divergence) {
    return switch (policy.response()) {
      case DivergencePolicy.Stop stop -> new End(divergence);
      case DivergencePolicy.Skip skip -> skip(skip, state, window, divergence);
      case DivergencePolicy.RollBack back -> {
        if (state.rollBacks() < back.most()) {
          yield back(back, state, floor, divergence);
        }
        String vain =
            "%s; %d roll-backs did not lead past window %d"
                .formatted(divergence, state.rollBacks(), state.divergedWindow());
        yield back.then() instanceof DivergencePolicy.Skip skip
            ? skip(skip, state, window, vain)
            : new End(vain);
      }
    };
  }

  private static Remedy skip(
      DivergencePolicy.Skip skip, State state, Cut.Window window, String divergence) {
    return state.skippedInARow() < skip.most()
        ? new Skip(
            window.rows().skipped(window.seal(), divergence), List.copyOf(window.rows().rejected()))
        : new End(
            "%s; %d windows in a row were skipped before"
                .formatted(divergence, state.skippedInARow()));
  }

  private static Remedy back(
      DivergencePolicy.RollBack back, State state, long floor, String divergence) {
    return new Back(
        Math.max(floor, state.window() - Math.min(back.windows(), state.window())),
        state.rollBacks() + 1,
        Math.max(state.divergedWindow(), state.window() + 1),
        slower(state.flatSettings(), back.rate()),
        state.nextCommand(),
        state.skips(),
        Certificate.hex(state.certificate()),
        divergence);
  }

  private static SortedMap<String, String> slower(SortedMap<String, String> settings, double rate) {
    SortedMap<String, String> slower = new TreeMap<>(settings);
    slower.replaceAll(
        (path, value) ->
            RATES.matcher(path).matches()
                ? Double.toString(Double.parseDouble(value) * rate)
                : value);
    return slower;
  }
}
