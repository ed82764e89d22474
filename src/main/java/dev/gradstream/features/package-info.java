/**
 * Raw rows to the vectors a network reads.
 *
 * <pre>
 *   Rows (doubles and texts, NaN = missing)
 *     |  observe: learn            |  transform: write
 *     v                            v
 *   FeatureStage = Block, Block, ...      one block of the configuration each
 *                    |
 *                    +-- Transformer      none, standard, minmax, log (catalogue: Transformers)
 *                    +-- missing values, limit
 *                or  +-- Encoder          onehot, hash (catalogue: Encoders): texts to SparseRows
 *   TargetStage  = none, standard         the label's way there and back
 * </pre>
 *
 * <p>All statistics are doubles, updated row by row in the rows' order, so that how a stream is cut
 * into mini-batches never changes them.
 */
package dev.gradstream.features;
