package dev.gradstream.pipeline.port;

import dev.gradstream.codec.WriterSchemas;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets a decoder the schemas that records name. What cannot be had is refused for as long as the
 * decoder lives, so that records of one schema are all read or all turned down. Used by the
 * decoder's thread.
 */
public final class SchemaLookup {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaLookup.class);

  private final WriterSchemas schemas;
  private final SchemaSource source;

  public SchemaLookup(WriterSchemas schemas, SchemaSource source) {
    this.schemas = schemas;
    this.source = source;
  }

  /**
   * Sees to it that the schema of a record is known or refused; blocks where nobody has asked for
   * it.
   *
   * @return whether it is known now and was not before
   */
  public boolean settle(long number) {
    if (number == WriterSchemas.NO_NUMBER || schemas.isSettled(number)) {
      return false;
    }
    SchemaSource.Found found = source.schema(number);
    String problem = found.texts().isEmpty() ? found.problem() : schemas.add(number, found.texts());
    if (problem != null) {
      schemas.refuse(number, problem);
      LOG.warn("{}; its records are rejected", problem);
      return false;
    }
    List<String> lacking = schemas.lacking(number);
    if (!lacking.isEmpty()) {
      LOG.warn(
          "schema {} lacks {} of the columns, which are missing in its records: {}",
          number,
          lacking.size(),
          lacking.getFirst());
    }
    return true;
  }

  /** The same for a record's bytes. */
  public void settle(byte[] value) {
    settle(schemas.numberOf(value));
  }
}
