package dev.gradstream.peers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J from a topic. One thread needs OMP_NUM_THREADS=1 in the environment. */
final class Dl4jPath implements Trainee {
  private final TopicPath path;
  private final MultiLayerNetwork network;
  private final float[] inputs; // (rows, features)
  private final float[] targets; // (rows, outputs): numbers, or classes one-hot

  private Dl4jPath(TopicPath path) {
    this.path = path;
    network = Dl4jNetwork.of(path.widths(), path.softmax(), path.rate());
    float[][] initial = path.weights();
    for (int l = 0; l < initial.length; l++) {
      INDArray weights = Nd4j.create(initial[l], path.widths()[l + 1], path.widths()[l]);
      network.setParam(l + "_W", weights.transpose());
    }
    inputs = new float[path.rows() * path.features()];
    targets = new float[path.rows() * path.outputs()];
  }

  @Override
  public void take(int row, ByteBuffer record, double label) {
    record.asFloatBuffer().get(inputs, row * path.features(), path.features());
    if (path.softmax()) {
      int from = row * path.outputs();
      Arrays.fill(targets, from, from + path.outputs(), 0);
      targets[from + (int) label] = 1;
    } else {
      targets[row] = (float) label;
    }
  }

  @Override
  public double step(boolean lossWanted) {
    network.fit(
        Nd4j.create(inputs, path.rows(), path.features()),
        Nd4j.create(targets, path.rows(), path.outputs()));
    return lossWanted ? network.score() : Double.NaN;
  }

  @Override
  public void close() {
    network.close();
  }

  public static void main(String[] arguments) {
    TopicPath.of(arguments).run(Dl4jPath::new);
  }
}
