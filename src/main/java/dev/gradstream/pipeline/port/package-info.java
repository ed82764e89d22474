/**
 * What a run is given, and what passes through it: the ports, and the records they exchange.
 *
 * <pre>
 *   RunPorts = ExampleSource (chunks of records) + Journal (commits) + SnapshotStore + Control
 *   ExampleSource --RecordChunk--&gt; | a run of a CheckedSpecification | --Commit--&gt; Journal
 *                                  |                                 | --CommittedBlock--&gt; StepSink
 * </pre>
 *
 * <p>An adapter needs this package alone. Each port has a contract suite and a twin in {@code
 * memory}.
 */
package dev.gradstream.pipeline.port;
