/**
 * What a lecture says about gradient descent, tried out: small experiments with a picture each.
 *
 * <pre>
 *   Experiments --&gt; Experiment --run--&gt; Findings: numbers, what one sees, a picture
 *                      |                              |
 *                      +-- autodiff.Expression        +-- Chart --&gt; console.SvgFrame
 * </pre>
 *
 * <p>All chance comes from {@code kernel.Generator}, so that an experiment comes out the same
 * everywhere. A further one is one class and a line in {@link dev.gradstream.lab.Experiments}.
 */
package dev.gradstream.lab;
