package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.ForkedJvm;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Large snapshots go to a broker in chunks of 1 MB and come back whole, in a heap that holds the
 * state once and what the clients need, but no second copy of it.
 */
@Timeout(600)
class LargeSnapshotTest {

  @Test
  void twenty_megabytes_are_written_and_read_in_bounded_memory() throws Exception {
    writtenAndRead(20, 3, 100);
  }

  @Test
  @Tag("long")
  void two_hundred_megabytes_are_written_and_read_in_bounded_memory() throws Exception {
    writtenAndRead(200, 3, 330);
  }

  private static void writtenAndRead(int megabytes, int times, int heapMegabytes) throws Exception {
    KafkaConnection connection = TestCluster.connection();
    String run = TestCluster.newName("large");
    List<String> heap = List.of("-Xmx" + heapMegabytes + "m");
    String size = Integer.toString(megabytes);
    String written =
        ForkedJvm.run(
            heap, LargeSnapshot.class, connection.bootstrapServers(), run, size, "" + times);
    String read =
        ForkedJvm.run(heap, LargeSnapshot.class, connection.bootstrapServers(), run, size, "read");
    assertEquals(written.lines().toList().getLast(), read);
    assertTrue(read.startsWith(times + " "), read);
    SnapshotListing listing = SnapshotListing.read(connection, RunTopics.of(run).snapshots());
    assertEquals(megabytes, listing.entries().getLast().chunks());
    assertEquals((long) megabytes << 20, listing.entries().getLast().totalBytes());
  }
}
