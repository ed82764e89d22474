/**
 * Apache Kafka on this machine, for whoever has no cluster: a process of its own over one data
 * directory.
 *
 * <pre>
 *   a command                                      the broker's process
 *   BrokerLease ---- LeaseLine ==== loopback ====  LeaseDesk ---- BrokerProcess (main)
 *      |  restarts after a kill -9                                     |
 *      +-- BrokerStarter -- BrokerChild (java ...)                 KafkaNode -- NodeProperties, Ports
 *                |                                                     |
 *                +------------ BrokerDirectory, BrokerAddress ---------+
 *
 *   DIR/kafka/             Kafka's own log directory
 *   DIR/broker.properties  BrokerAddress: ports (kept from start to start), pid and token of the last start
 *   DIR/broker.start       locked by whoever looks for the broker or starts it
 *   DIR/broker.running     locked by the broker for as long as it lives
 *   DIR/broker.log, .log.1 what Kafka complained about, in this start and in the one before
 * </pre>
 *
 * <p>Liveness is never guessed from a pid: files are locked and sockets held open, and the kernel
 * lets go of both whichever way a process dies.
 */
package dev.gradstream.kafka.broker;
