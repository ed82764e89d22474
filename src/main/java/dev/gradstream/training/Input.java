package dev.gradstream.training;

import dev.gradstream.features.Rows;
import java.util.List;

/** What the fold consumes: a journal event's cause, joined with the rows it names. */
public sealed interface Input {

  /**
   * A sealed window.
   *
   * @param rows the usable records in span order; read during the call only, so that the caller may
   *     use them again
   */
  record Window(Seal seal, List<Span> spans, List<Reject> rejects, Rows rows) implements Input {}

  /** The run is to end. */
  record End(String reason) implements Input {}
}
