package dev.gradstream.peers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks of relu layers in DL4J. */
final class Dl4jNetwork {
  private Dl4jNetwork() {}

  /** With plain gradient descent, and weights that Xavier would draw. */
  static MultiLayerNetwork of(int[] widths, boolean softmax, double rate) {
    int last = widths.length - 2;
    var list =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .weightInit(WeightInit.XAVIER)
            .updater(new Sgd(rate))
            .list();
    for (int l = 0; l < last; l++) {
      list.layer(
          new DenseLayer.Builder()
              .nIn(widths[l])
              .nOut(widths[l + 1])
              .activation(Activation.RELU)
              .build());
    }
    list.layer(
        new OutputLayer.Builder(softmax ? LossFunction.MCXENT : LossFunction.MSE)
            .nIn(widths[last])
            .nOut(widths[last + 1])
            .activation(softmax ? Activation.SOFTMAX : Activation.IDENTITY)
            .build());
    MultiLayerNetwork model = new MultiLayerNetwork(list.build());
    model.init();
    return model;
  }
}
