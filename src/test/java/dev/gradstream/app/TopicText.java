package dev.gradstream.app;

import dev.gradstream.kafka.KafkaSource;
import dev.gradstream.kafka.TestCluster;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Every byte of a topic's records, as a text that can be searched. */
final class TopicText {
  private TopicText() {}

  static String of(String topic) {
    KafkaSource source = new KafkaSource(TestCluster.connection(), topic);
    var extent = source.extent();
    StringBuilder text = new StringBuilder();
    source
        .read(new ReadPlan(extent.beginOffsets(), extent.endOffsets(), partition -> true, 100))
        .doOnNext(chunk -> add(chunk, text))
        .blockLast(Duration.ofSeconds(60));
    return text.toString();
  }

  private static void add(RecordChunk chunk, StringBuilder text) {
    for (PartitionRecords records : chunk.partitions()) {
      for (int i = 0; i < records.size(); i++) {
        add(records.key(i), text);
        add(records.value(i), text);
        records.headers(i).forEach(header -> add(header.getValue(), text));
      }
    }
  }

  private static void add(byte[] bytes, StringBuilder text) {
    if (bytes != null) {
      text.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
    }
  }
}
