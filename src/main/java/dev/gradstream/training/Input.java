package dev.gradstream.training;

import dev.gradstream.features.Rows;
import java.util.List;

/** What the fold consumes: a journal event's cause, joined with the rows it names. */
public sealed interface Input {

  /**
   * A sealed window, to be learned from, or to be passed over where that was ordered.
   *
   * @param rows the usable records in span order; read during the call only, so that the caller may
   *     use them again
   * @param omitted row that is left out of its mini-batch, to see what becomes of the model without
   *     it; {@link #NONE} in every real history
   */
  record Window(Seal seal, List<Span> spans, List<Reject> rejects, Rows rows, int omitted)
      implements Input {
    /** No row. */
    public static final int NONE = -1;

    /** A window as it came. */
    public Window(Seal seal, List<Span> spans, List<Reject> rejects, Rows rows) {
      this(seal, spans, rejects, rows, NONE);
    }
  }

  /** A sealed window that diverged, and is to be passed over for that reason. */
  record Skip(Seal seal, List<Span> spans, List<Reject> rejects, String reason) implements Input {}

  /** A command is answered. */
  record Order(Event.Order answer) implements Input {}

  /** The state is one of the past; the run goes on from here instead of from where it diverged. */
  record Back(Event.RolledBack back) implements Input {}

  /** The run is to end. */
  record End(String reason, long command) implements Input {

    /** An end that no command asked for. */
    public End(String reason) {
      this(reason, Event.NO_COMMAND);
    }
  }
}
