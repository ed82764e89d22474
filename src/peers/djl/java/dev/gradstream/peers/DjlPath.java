package dev.gradstream.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * DJL on PyTorch from a topic. Features go from the record into the memory that PyTorch reads, with
 * no copy between.
 */
final class DjlPath implements Trainee {
  private final TopicPath path;
  private final NDManager manager = NDManager.newBaseManager();
  private final DjlNetwork network;
  private final ByteBuffer inputs; // (rows, features)
  private final ByteBuffer targets; // (rows, 1)

  private DjlPath(TopicPath path) {
    this.path = path;
    network = new DjlNetwork(manager, path.widths(), path.weights(), path.softmax(), path.rate());
    inputs = buffer(path.rows() * path.features() * Float.BYTES);
    targets = buffer(path.rows() * Long.BYTES);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void take(int row, ByteBuffer record, double label) {
    inputs.put(
        row * path.features() * Float.BYTES,
        record,
        record.position(),
        path.features() * Float.BYTES);
    if (path.softmax()) {
      targets.putLong(row * Long.BYTES, (long) label);
    } else {
      targets.putFloat(row * Float.BYTES, (float) label);
    }
  }

  @Override
  public double step(boolean lossWanted) {
    try (NDManager step = manager.newSubManager()) {
      NDArray x = step.create(inputs, new Shape(path.rows(), path.features()), DataType.FLOAT32);
      int targetBytes = path.rows() * (path.softmax() ? Long.BYTES : Float.BYTES);
      NDArray y =
          step.create(
              targets.slice(0, targetBytes).order(ByteOrder.LITTLE_ENDIAN),
              new Shape(path.rows(), 1),
              path.softmax() ? DataType.INT64 : DataType.FLOAT32);
      NDArray loss = network.step(x, y, step);
      return lossWanted ? loss.getFloat() : Double.NaN;
    }
  }

  @Override
  public void close() {
    manager.close();
  }

  public static void main(String[] arguments) {
    TopicPath.of(arguments).run(DjlPath::new);
  }
}
