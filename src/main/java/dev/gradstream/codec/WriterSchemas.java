package dev.gradstream.codec;

import java.util.List;

/**
 * The writers' schemas of a format whose records name them by the number that a registry gave them.
 * A record of a schema that is not known is turned down. Used by the decoder's thread.
 *
 * <p>What is known is part of a run: settings {@code source.schemas.NUMBER}.
 */
public interface WriterSchemas {
  /** Names no schema. */
  long NO_NUMBER = -1;

  /** What the path of a schema's setting begins with; its number follows. */
  String SETTINGS = "source.schemas.";

  /** Of formats whose records name no schema. */
  WriterSchemas NONE =
      new WriterSchemas() {
        @Override
        public long numberOf(byte[] value) {
          return NO_NUMBER;
        }

        @Override
        public boolean isSettled(long number) {
          return true;
        }

        @Override
        public String add(long number, List<String> texts) {
          throw new IllegalStateException("no record names a schema");
        }

        @Override
        public void refuse(long number, String reason) {
          throw new IllegalStateException("no record names a schema");
        }

        @Override
        public String text(long number) {
          return null;
        }

        @Override
        public List<String> lacking(long number) {
          return List.of();
        }
      };

  /** The number of the schema that a record names; {@link #NO_NUMBER} where it names none. */
  long numberOf(byte[] value);

  /** Whether nobody need be asked for a schema: it is known, or known to be of no use. */
  boolean isSettled(long number);

  /**
   * Makes a schema known.
   *
   * @param texts those that it refers to, then the schema
   * @return why it cannot be used; null where it can
   */
  String add(long number, List<String> texts);

  /** Turns down the records of a schema from now on, for this reason. */
  void refuse(long number, String reason);

  /** A known schema on one line, what it refers to included; null where it is not known. */
  String text(long number);

  /** For people: of each column that a known schema lacks, what there is instead. */
  List<String> lacking(long number);
}
