/**
 * The ports of the pipeline on Apache Kafka.
 *
 * <pre>
 *   KafkaConnection ----+--&gt; KafkaSource --- SourceReading, TopicWatch    examples topic
 *   (addresses, client  +--&gt; KafkaJournal --- JournalReading              R.journal, R.metrics, R.rejected
 *    properties, watch) +--&gt; KafkaSnapshots                               R.snapshots
 *                       +--&gt; KafkaTopics, KafkaRuns, KafkaPublisher
 * </pre>
 *
 * <p>One thread owns a consumer. Positions live in the journal, never in a consumer group. One
 * producer with a transactional id made from the run writes the journal, so a second trainer fences
 * the first.
 */
package dev.gradstream.kafka;
