/**
 * Ordered float32 arithmetic: the same bits on every machine, vector width and compiler.
 *
 * <pre>
 *   plan, optimizer, digest
 *          |
 *       Kernels  (one interface, chosen once)
 *        /    \
 *   vector    plain     equal to the bit, tested as twins
 *      |
 *   Tiles   generated register-blocked products
 * </pre>
 *
 * <p>The only home of the Vector API. The order of every sum is part of the interface (see {@link
 * dev.gradstream.kernel.Kernels}); tile shape, lane width and thread are not. Imports only the
 * bottom package {@code state}.
 */
package dev.gradstream.kernel;
