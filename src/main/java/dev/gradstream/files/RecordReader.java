package dev.gradstream.files;

import dev.gradstream.console.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The examples of a file, one after the other, each checked for its form.
 *
 * <p>A record that has not the file's form is a {@link Failure} that names file and line. Example:
 *
 * <pre>
 *   while (reader.next()) {
 *     sink.send(partition, reader.key(), reader.value());
 *   }
 * </pre>
 */
public interface RecordReader extends Closeable {

  /** Moves to the next record; false at the end. */
  boolean next() throws IOException;

  /** The record as a topic shall carry it. The caller's own. */
  byte[] value();

  /** Text of the key column; null where none was asked for. The caller's own. */
  byte[] key();

  /** The Avro schema of the records, which are bare; null where they are text. */
  default String schema() {
    return null;
  }

  /** The columns' names; of JSON, the names in the first record, once it was read. */
  List<String> columns();
}
