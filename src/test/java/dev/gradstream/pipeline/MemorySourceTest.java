package dev.gradstream.pipeline;

import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.ExampleSource;
import java.util.List;
import java.util.Map;

/** The source in memory keeps the contract, however many records a poll brings. */
class MemorySourceTest extends ExampleSourceContract {

  @Override
  protected Topic newTopic(int partitions) {
    int[] sizes = {1, 7, 2, 100};
    MemorySource source =
        new MemorySource(
            "examples", partitions, poll -> sizes[poll % sizes.length], () -> 1_000_000L);
    return new Topic() {
      @Override
      public ExampleSource source() {
        return source;
      }

      @Override
      public long append(
          int partition,
          long timestampMs,
          byte[] key,
          byte[] value,
          List<Map.Entry<String, byte[]>> headers) {
        return source.append(partition, timestampMs, key, value, headers);
      }

      @Override
      public void hole(int partition) {
        source.skip(partition, 3);
      }

      @Override
      public void expire(int partition, long beginOffset) {
        source.expire(partition, beginOffset);
      }

      @Override
      public int openReads() {
        return source.openReads();
      }
    };
  }
}
