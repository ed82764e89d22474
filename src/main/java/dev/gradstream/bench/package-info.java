/**
 * What a pass over a topic costs: from a bare consumer to training with everything on.
 *
 * <pre>
 *   BenchTopic --records--&gt; pass: TimedSource --&gt; pipeline --&gt; PassMeter --Pass--&gt; Comparison
 *                                                                                    |
 *                                                                    BenchTable, BenchPlot
 * </pre>
 *
 * <p>Rates are taken from the first record that comes to the last that is done with; connecting,
 * creating topics and fencing are not part of them.
 */
package dev.gradstream.bench;
