/**
 * Runs in a world of one thread and virtual time, in which a seed decides everything that can
 * happen in another order or go wrong, and the laws of a journal are checked after every event.
 *
 * <pre>
 *   Scenario (seed) --&gt; SimulatedRun --starts, kills, pauses--&gt; TrainerInWorld (a real Trainer)
 *        |                  |                                       | ports
 *     settings,          World: one task at a time,       WorldTopic, WorldStore --blocks, snapshots--&gt; Laws
 *     examples, odds     of a lane drawn at random                                                    (a second fold)
 * </pre>
 */
package dev.gradstream.pipeline.simulation;
