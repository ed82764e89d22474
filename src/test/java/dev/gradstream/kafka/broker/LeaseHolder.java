package dev.gradstream.kafka.broker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A command that holds a lease until it is killed; says the broker's pid on standard output. */
final class LeaseHolder {

  private LeaseHolder() {}

  public static void main(String[] args) throws Exception {
    try (BrokerLease lease = BrokerLease.acquire(Path.of(args[0]), _ -> {});
        FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write((lease.pid() + "\n").getBytes(StandardCharsets.US_ASCII));
      Thread.currentThread().join();
    }
  }
}
