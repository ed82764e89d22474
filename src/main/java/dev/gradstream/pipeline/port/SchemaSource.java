package dev.gradstream.pipeline.port;

import java.util.List;

/**
 * Port: where the schemas are known that records name by number.
 *
 * <p>Asked once for each number that a run meets; what it says becomes part of the run, and a
 * replay asks nobody.
 */
@FunctionalInterface
public interface SchemaSource {

  /** Knows nobody to ask. */
  SchemaSource NONE =
      number -> {
        throw new SourceException(
            "a record names schema "
                + number
                + " of a registry, and no registry is named: set source.registry, or"
                + " schema.registry.url in the file of --client-config");
      };

  /**
   * The schema of a number. Blocks.
   *
   * @throws UnreachableException where it cannot be told now, and may be later
   * @throws SourceException where it will not be told
   */
  Found schema(long number);

  /**
   * What is known of a number.
   *
   * @param texts the schemas that this one refers to, then the schema; empty where there is none
   * @param problem why there is none, for people; null where there is one
   */
  record Found(List<String> texts, String problem) {
    public Found {
      texts = List.copyOf(texts);
    }

    /** There is none of use. */
    public static Found nothing(String problem) {
      return new Found(List.of(), problem);
    }
  }

  /** The source did not answer; it may later. */
  final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreachableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
