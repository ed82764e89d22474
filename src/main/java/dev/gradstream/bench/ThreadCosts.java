package dev.gradstream.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Processor time and allocated bytes of this process by thread, at one moment. Threads that are
 * gone, and those of the JVM itself, show in the process's time only.
 *
 * @param processNanos processor time of the whole process
 */
record ThreadCosts(Map<Long, Cost> byThread, long processNanos) {

  record Cost(String thread, long cpuNanos, long bytes) {}

  static ThreadCosts now() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Map<Long, Cost> costs = new LinkedHashMap<>();
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo info = threads.getThreadInfo(id);
      if (info != null) {
        long cpu = Math.max(0, threads.getThreadCpuTime(id));
        costs.put(
            id,
            new Cost(info.getThreadName(), cpu, Math.max(0, threads.getThreadAllocatedBytes(id))));
      }
    }
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ThreadCosts(costs, system.getProcessCpuTime());
  }

  /** Processor time of the calling thread. */
  static long ownCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Bytes that the calling thread has allocated. */
  static long ownBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  /** Processor time since an earlier moment of the threads whose name begins with one of these. */
  long cpuNanosSince(ThreadCosts before, String... names) {
    return since(before, names).cpuNanos;
  }

  /** Bytes allocated since an earlier moment by the threads whose name begins with one of these. */
  long bytesSince(ThreadCosts before, String... names) {
    return since(before, names).bytes;
  }

  private Cost since(ThreadCosts before, String... names) {
    long cpuNanos = 0;
    long bytes = 0;
    for (Map.Entry<Long, Cost> now : byThread.entrySet()) {
      for (String name : names) {
        if (now.getValue().thread.startsWith(name)) {
          Cost then = before.byThread.getOrDefault(now.getKey(), new Cost("", 0, 0));
          cpuNanos += now.getValue().cpuNanos - then.cpuNanos;
          bytes += now.getValue().bytes - then.bytes;
        }
      }
    }
    return new Cost("", cpuNanos, bytes);
  }
}
