package dev.gradstream.pipeline.window;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.pipeline.port.RecordTimes;
import dev.gradstream.pipeline.port.RejectedRecord;
import dev.gradstream.training.Input;
import dev.gradstream.training.RecordHash;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Seal;
import dev.gradstream.training.ShortLists;
import dev.gradstream.training.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A window while it is gathered; used again for the next one. Training thread only. */
public final class WindowRows {
  private final Rows rows;
  private final List<Span> spans = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private final SortedMap<Long, String> schemas = new TreeMap<>();
  private final RecordTimes times = new RecordTimes();
  private int partition;
  private long fromOffset;
  private int spanRecords;
  private long spanHash;

  public WindowRows(RowLayout layout, int expectedRows) {
    rows = new Rows(layout, expectedRows);
  }

  public void clear() {
    rows.clear();
    spans.clear();
    rejects.clear();
    rejected.clear();
    schemas.clear();
    times.clear();
  }

  public Rows rows() {
    return rows;
  }

  void beginSpan(int partition, long fromOffset) {
    this.partition = partition;
    this.fromOffset = fromOffset;
    spanRecords = 0;
    spanHash = RecordHash.EMPTY;
  }

  void hash(long recordHash) {
    spanHash = RecordHash.fold(spanHash, recordHash);
    spanRecords++;
  }

  void reject(long offset, long recordHash, RejectedRecord record) {
    rejects.add(new Reject(0, partition, offset, spanRecords, record.reason()));
    rejected.add(record);
    hash(recordHash);
  }

  void uses(long schema, String text) {
    schemas.put(schema, text);
  }

  /**
   * The schemas, by number, that became known lately and that records of this window are the first
   * of their partitions to name.
   */
  public SortedMap<Long, String> schemas() {
    return schemas;
  }

  void endSpan(long toOffsetExclusive) {
    spans.add(new Span(0, partition, fromOffset, toOffsetExclusive, spanRecords, spanHash));
  }

  /** When its usable records were made. */
  public RecordTimes times() {
    return times;
  }

  /** Spans gathered so far. */
  public List<Span> spans() {
    return spans;
  }

  /** The rejected records as they came. */
  public List<RejectedRecord> rejected() {
    return rejected;
  }

  /** What the fold is given. */
  public Input.Window sealed(Seal seal) {
    return new Input.Window(seal, ShortLists.copyOf(spans), ShortLists.copyOf(rejects), rows);
  }

  /** The same with one row left out of its mini-batch. */
  public Input.Window sealedWithout(int row, Seal seal) {
    return new Input.Window(seal, ShortLists.copyOf(spans), ShortLists.copyOf(rejects), rows, row);
  }

  /** What the fold is given where the window diverged and is passed over. */
  public Input.Skip skipped(Seal seal, String reason) {
    return new Input.Skip(seal, ShortLists.copyOf(spans), ShortLists.copyOf(rejects), reason);
  }
}
