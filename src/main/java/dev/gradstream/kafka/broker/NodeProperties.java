package dev.gradstream.kafka.broker;

import java.nio.file.Path;
import java.util.Properties;

/** Kafka's configuration for one node that is broker and controller, on loopback only. */
final class NodeProperties {

  private NodeProperties() {}

  static Properties of(Path logDir, Ports ports) {
    Properties p = new Properties();
    String data = "PLAINTEXT://" + Ports.LOOPBACK + ":" + ports.data();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    p.put("log.dirs", logDir.toString());
    p.put("listeners", data + ",CONTROLLER://" + Ports.LOOPBACK + ":" + ports.controller());
    p.put("advertised.listeners", "PLAINTEXT://" + Ports.LOOPBACK + ":" + ports.advertised());
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("controller.quorum.voters", "1@" + Ports.LOOPBACK + ":" + ports.controller());

    for (String prefix :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      p.put(prefix + ".replication.factor", "1");
      p.put(prefix + ".num.partitions", "1");
    }
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");

    // After a kill -9 the controller refuses the new incarnation until the dead one's session is
    // over: 12 s with Kafka's 9 s session, under 3 s with this one.
    p.put("broker.session.timeout.ms", "1000");
    p.put("broker.heartbeat.interval.ms", "200");
    // A transaction that begins before the last one's markers are written waits this long; Kafka's
    // 20 ms is the 90th percentile of our commits otherwise, 3 ms with this.
    p.put("add.partitions.to.txn.retry.backoff.ms", "1");
    p.put("group.initial.rebalance.delay.ms", "0");

    // Snapshots go in chunks of 1 MB plus their envelope.
    p.put("message.max.bytes", Integer.toString(4 << 20));
    // The examples of last month's run are what replaying it needs: nothing expires unless a topic
    // says so itself.
    p.put("log.retention.ms", "-1");
    p.put("auto.create.topics.enable", "false");

    p.put("num.network.threads", "1");
    p.put("num.io.threads", "2");
    p.put("background.threads", "2");
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    return p;
  }
}
