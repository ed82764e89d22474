/**
 * Networks as compositions of operations.
 *
 * <pre>
 *   settings --&gt; Model --&gt; Objective (graph, input, target, output, prediction, loss) --&gt; Plan
 *                 |   \
 *          Activations  Losses, Initializers      catalogues: a name and one line a member
 * </pre>
 *
 * <p>Imports autodiff, and the generator of kernel for initial values.
 */
package dev.gradstream.nn;
