package dev.gradstream.app;

/**
 * Where {@code publish} sends examples: a topic, in one transaction.
 *
 * <p>Used by one thread. Closing without {@link #commit} leaves nothing visible.
 */
interface ExampleSink extends AutoCloseable {

  /** Number of partitions of the topic. */
  int partitions();

  /** Whether anything was ever written to the topic before. */
  boolean used();

  /**
   * Sends a record; waits where the connection is slower than the caller.
   *
   * @param partition -1: by the key's hash
   * @param key null for none
   */
  void send(int partition, byte[] key, byte[] value);

  /** Makes everything sent visible at once. */
  void commit();

  @Override
  void close();

  /** Connects to a topic, creating it where it is missing. */
  interface Opener {
    /**
     * @param options say which Kafka
     * @param partitions of a topic to be created; 0: one, or as many as the topic has
     * @param records how many will be sent
     */
    ExampleSink open(Options options, String topic, int partitions, long records);
  }
}
