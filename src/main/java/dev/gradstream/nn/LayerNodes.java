package dev.gradstream.nn;

import dev.gradstream.autodiff.Node;
import java.util.Optional;

/**
 * Where a layer stands in a model's graph.
 *
 * @param input what it is applied to, (batch, in)
 * @param weight (in, out)
 * @param bias (1, out); empty where the layer has none
 * @param sum input times weight plus bias, before normalisation and activation
 * @param value what the layer gives on
 */
public record LayerNodes(Node input, Node weight, Optional<Node> bias, Node sum, Node value) {}
