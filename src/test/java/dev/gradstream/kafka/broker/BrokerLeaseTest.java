package dev.gradstream.kafka.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real broker processes over real directories, killed for real. */
@Timeout(120)
class BrokerLeaseTest {

  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  @TempDir Path dir;

  /** Else the last broker would write into a directory that is being deleted. */
  @AfterEach
  void end() throws Exception {
    var address = BrokerAddress.read(dir.resolve("broker.properties"));
    var broker = address.flatMap(a -> ProcessHandle.of(a.pid()));
    if (broker.isPresent()) {
      kill(broker.get().pid());
    }
  }

  @Test
  void a_broker_killed_under_its_leases_comes_back_once_on_its_port_with_what_was_committed()
      throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    try (var lease = BrokerLease.acquire(dir, told::add);
        var second = BrokerLease.acquire(dir, told::add)) {
      assertEquals(lease.pid(), second.pid());
      assertEquals(lease.bootstrapServers(), second.bootstrapServers());
      String address = lease.bootstrapServers();
      long pid = lease.pid();
      commit(address, "before the kill");
      assertEquals(List.of("before the kill"), read(address)); // its marker is written, too

      kill(pid);
      List<String> read = read(address); // the client waits for the broker to be back

      assertEquals(List.of("before the kill"), read, told::toString);
      awaitLine(told, "up at " + address);
      awaitLine(told, "up at " + address);
      try (var third = BrokerLease.acquire(dir, told::add)) {
        assertEquals(address, third.bootstrapServers());
        assertNotEquals(pid, third.pid());
      }
      assertEquals(0, told.stream().filter(l -> l.contains("up at")).count(), told::toString);
    }
  }

  @Test
  void the_process_ends_after_the_last_lease_and_the_next_one_gets_the_same_port()
      throws Exception {
    String address;
    CompletableFuture<ProcessHandle> end;
    try (var lease = BrokerLease.acquire(dir, _ -> {})) {
      address = lease.bootstrapServers();
      end = ProcessHandle.of(lease.pid()).orElseThrow().onExit();
      BrokerLease.acquire(dir, _ -> {}).close();
      // What a terminal sends to all its processes on Ctrl-C is for the command alone.
      String pid = Long.toString(lease.pid());
      assertEquals(0, new ProcessBuilder("kill", "-INT", pid).start().waitFor());
      commit(address, "after Ctrl-C");
      assertFalse(end.isDone());
    }
    end.get(30, TimeUnit.SECONDS);

    try (var lease = BrokerLease.acquire(dir, _ -> {})) {
      assertEquals(address, lease.bootstrapServers());
      assertTrue(ProcessHandle.of(lease.pid()).orElseThrow().destroy()); // SIGTERM
    }
  }

  @Test
  void commands_that_start_at_once_start_one_broker_and_a_taken_port_is_left_alone()
      throws Exception {
    int wanted = Ports.choose(dir.toRealPath(), Optional.empty()).data();
    try (var _ = new ServerSocket(wanted, 1, InetAddress.getByName(Ports.LOOPBACK))) {
      List<CompletableFuture<BrokerLease>> asked = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        asked.add(CompletableFuture.supplyAsync(this::acquire, Thread::startVirtualThread));
      }
      List<BrokerLease> leases = asked.stream().map(CompletableFuture::join).toList();
      try {
        assertEquals(1, leases.stream().map(BrokerLease::pid).distinct().count());
        assertNotEquals(Ports.LOOPBACK + ":" + wanted, leases.getFirst().bootstrapServers());
        commit(leases.getFirst().bootstrapServers(), "hello");
      } finally {
        leases.forEach(BrokerLease::close);
      }
    }
  }

  @Test
  void
      commands_of_several_processes_started_at_once_start_one_broker_that_outlives_a_killed_holder()
          throws Exception {
    List<Process> holders = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        holders.add(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LeaseHolder.class.getName(),
                    dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
      }
      String first = holders.get(0).inputReader().readLine();
      assertEquals(first, holders.get(1).inputReader().readLine());
      ProcessHandle broker = ProcessHandle.of(Long.parseLong(first)).orElseThrow();

      holders.get(0).destroyForcibly().onExit().get(10, TimeUnit.SECONDS);
      assertTrue(broker.isAlive());
      holders.get(1).destroyForcibly();
      broker.onExit().get(30, TimeUnit.SECONDS);
    } finally {
      holders.forEach(Process::destroyForcibly);
    }
  }

  @Test
  void half_a_format_and_a_senseless_address_are_no_obstacle() throws Exception {
    Files.createDirectories(dir.resolve("kafka.formatting"));
    Files.writeString(dir.resolve("kafka.formatting").resolve("meta.properties"), "version=");
    Files.createDirectories(dir.resolve("kafka").resolve("__cluster_metadata-0"));
    Files.writeString(dir.resolve("broker.properties"), "port=high\u0000");
    try (var lease = BrokerLease.acquire(dir, _ -> {})) {
      commit(lease.bootstrapServers(), "hello");
      assertEquals(List.of("hello"), read(lease.bootstrapServers()));
    }
  }

  @Test
  void what_keeps_the_broker_from_starting_is_told_in_one_line() throws Exception {
    Path segment = dir.resolve("kafka").resolve("t-0").resolve("00000000000000000000.log");
    Files.createDirectories(segment.getParent());
    Files.writeString(segment, "examples");
    try {
      BrokerLease.acquire(dir, _ -> {}).close();
      throw new AssertionError("a broker started over logs without meta.properties");
    } catch (BrokerException e) {
      assertTrue(e.getMessage().contains("holds Kafka logs (t-0"), e::getMessage);
      assertTrue(
          e.getMessage().contains(dir.toRealPath().resolve("broker.log").toString()),
          e::getMessage);
      assertEquals(1, e.getMessage().lines().count(), e::getMessage);
    }
    assertEquals("examples", Files.readString(segment));
  }

  private BrokerLease acquire() {
    try {
      return BrokerLease.acquire(dir, _ -> {});
    } catch (BrokerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void kill(long pid) throws Exception {
    ProcessHandle broker = ProcessHandle.of(pid).orElseThrow();
    broker.destroyForcibly();
    broker.onExit().get(10, TimeUnit.SECONDS);
  }

  private static void awaitLine(BlockingQueue<String> told, String part) throws Exception {
    String line;
    do {
      line = told.poll(30, TimeUnit.SECONDS);
      assertTrue(line != null, "never told: " + part);
    } while (!line.contains(part));
  }

  private static void commit(String address, String value) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
    }
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", address, "transactional.id", "test"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(PARTITION.topic(), value));
      producer.commitTransaction();
    }
  }

  private static List<String> read(String address) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", address, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      List<String> values = new ArrayList<>();
      for (int i = 0; i < 100 && values.isEmpty(); i++) {
        consumer.poll(Duration.ofMillis(500)).forEach(r -> values.add(r.value()));
      }
      return values;
    }
  }
}
