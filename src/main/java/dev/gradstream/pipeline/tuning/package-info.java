/**
 * Many candidates on the same windows in one pass over the topic.
 *
 * <pre>
 *   RecordChunk --&gt; Tuning --&gt; Heat (decodes and cuts once) --window--&gt; Candidate, Candidate, ...
 *                                                                            |
 *                                                                          Trial: its losses
 * </pre>
 */
package dev.gradstream.pipeline.tuning;
