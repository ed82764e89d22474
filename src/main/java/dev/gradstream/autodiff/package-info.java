/**
 * Reverse-mode automatic differentiation on a graph of operations.
 *
 * <pre>
 *   Graph (Node, Op)  --Gradients--&gt;  the same graph with the backward rules' nodes behind
 *      |                                    |
 *      |                              Plan: float32, static, preallocated, fused; the training step
 *      |
 *      +--&gt; Reference: double, one node after another; checks, small models, expressions
 * </pre>
 *
 * <p>A backward rule is written as nodes of the same graph, beside the forward rule, in the
 * operation's own record. So one set of forward rules serves both directions, the reference checks
 * exactly what the plan runs, and a drawing of the graph shows the chain rule. To add an operation:
 * one record implementing {@link dev.gradstream.autodiff.Op}, one line in {@link
 * dev.gradstream.autodiff.Ops}; the contract suite finds it there.
 *
 * <p>Imports kernel and the bottom packages. No I/O, clock or thread.
 */
package dev.gradstream.autodiff;
