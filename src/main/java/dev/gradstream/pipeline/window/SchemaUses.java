package dev.gradstream.pipeline.window;

import dev.gradstream.codec.WriterSchemas;
import dev.gradstream.pipeline.port.SchemaLookup;
import dev.gradstream.pipeline.port.SchemaSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which schemas became known on the way, and where in each partition they are named first: so that
 * the window with the first record of all that names one can tell the journal, whatever the order
 * in which partitions were polled.
 */
final class SchemaUses {
  private final WriterSchemas schemas;
  private final SchemaLookup lookup; // null where nobody is asked
  private final Map<Long, String> fresh = new TreeMap<>(); // texts by number
  private final Map<Integer, Set<Long>> used = new TreeMap<>(); // by partition
  private int lastPartition = -1;
  private long lastNumber = WriterSchemas.NO_NUMBER;

  SchemaUses(WriterSchemas schemas, SchemaSource source) {
    this.schemas = schemas;
    lookup = source == null ? null : new SchemaLookup(schemas, source);
  }

  /** Sees to it that a record's schema is known, and marks it where it is the first of its kind. */
  void of(byte[] value, DecodedRecords decoded) {
    long number = schemas.numberOf(value);
    if (number == WriterSchemas.NO_NUMBER || lookup == null) {
      return;
    }
    if (number == lastNumber && decoded.partition() == lastPartition) {
      return; // no object for each record of a steady flow
    }
    if (lookup.settle(number)) {
      fresh.put(number, schemas.text(number));
    }
    if (fresh.containsKey(number)
        && used.computeIfAbsent(decoded.partition(), p -> new TreeSet<>()).add(number)) {
      decoded.uses(number, fresh.get(number));
    }
    lastNumber = number;
    lastPartition = decoded.partition();
  }

  /**
   * Makes known what a journal recorded.
   *
   * @param settings of a change, flat
   */
  void learn(Map<String, String> settings) {
    settings.forEach(
        (path, text) -> {
          if (path.startsWith(WriterSchemas.SETTINGS)) {
            long number = Long.parseLong(path.substring(WriterSchemas.SETTINGS.length()));
            String problem = schemas.isSettled(number) ? null : schemas.add(number, List.of(text));
            if (problem != null) {
              throw new IllegalStateException("the journal records a schema of no use: " + problem);
            }
          }
        });
  }
}
