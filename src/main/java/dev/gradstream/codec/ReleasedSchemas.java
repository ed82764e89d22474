package dev.gradstream.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Every schema with which an event was ever written by a released version: {@code
 * schemas-released/<n>/<event>.avsc}, never changed once released, so that old journals stay
 * readable.
 */
final class ReleasedSchemas {
  /** Number of the newest folder. */
  static final int NEWEST = 4;

  private ReleasedSchemas() {}

  /** The released schemas of an event, oldest first; a version that did not change it has none. */
  static List<Schema> of(String event) {
    List<Schema> schemas = new ArrayList<>();
    for (int version = 1; version <= NEWEST; version++) {
      String path = "/schemas-released/" + version + "/" + event + ".avsc";
      try (InputStream text = ReleasedSchemas.class.getResourceAsStream(path)) {
        if (text != null) {
          schemas.add(new Schema.Parser().parse(text));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + path + " of our own jar", e);
      }
    }
    return schemas;
  }
}
