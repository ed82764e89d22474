/**
 * Descent and the chain rule where one can watch them: on a formula, and on one example in a
 * network.
 *
 * <pre>
 *   expression + DescentOptions --&gt; trajectory --&gt; DescentRendering (text), DescentPlot (picture)
 *                                       \-- Restarts: the minima from many starting points
 *   example --&gt; ExampleVector --&gt; Backpropagation (Symbols, Formula) --&gt; BackpropRendering
 *                                       \-- GradientCheck: finite differences beside
 * </pre>
 */
package dev.gradstream.calculus;
