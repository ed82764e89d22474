package dev.gradstream.kafka;

import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes snapshots of one size again and again, or reads one, in a JVM whose heap is bounded. */
final class LargeSnapshot {
  private static final int TENSOR_BYTES = 10 << 20;

  private LargeSnapshot() {}

  /** Arguments: brokers, run, megabytes, and the number of snapshots to write, or "read". */
  public static void main(String[] arguments) {
    KafkaConnection connection = KafkaConnection.to(arguments[0]);
    int megabytes = Integer.parseInt(arguments[2]);
    try (KafkaSnapshots store = new KafkaSnapshots(connection, RunTopics.of(arguments[1]))) {
      if (arguments[3].equals("read")) {
        Snapshot read = store.newest(Long.MAX_VALUE).orElseThrow();
        System.out.println(read.step() + " " + sum(read));
        return;
      }
      Snapshot snapshot = snapshot(megabytes);
      for (int step = 1; step <= Integer.parseInt(arguments[3]); step++) {
        store.write(new Snapshot(step, step, step, snapshot.arrays())).block(Duration.ofMinutes(5));
        System.out.println(step + " " + sum(snapshot));
      }
    }
    System.exit(0); // the clients' threads
  }

  private static Snapshot snapshot(int megabytes) {
    List<NamedArray> arrays = new ArrayList<>();
    for (int tensor = 0; tensor < megabytes * (1 << 20) / TENSOR_BYTES; tensor++) {
      float[] values = new float[TENSOR_BYTES / Float.BYTES];
      for (int i = 0; i < values.length; i++) {
        values[i] = (i * 31 + tensor) * 1e-3f;
      }
      arrays.add(new NamedArray("dense." + tensor + ".weights", 1, values.length, values));
    }
    return new Snapshot(0, 0, 0, arrays);
  }

  private static int sum(Snapshot snapshot) {
    int sum = 0;
    for (NamedArray array : snapshot.arrays()) {
      sum = 31 * sum + Arrays.hashCode((float[]) array.values());
    }
    return sum;
  }
}
