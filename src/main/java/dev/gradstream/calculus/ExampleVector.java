package dev.gradstream.calculus;

import dev.gradstream.autodiff.Leaf;
import dev.gradstream.autodiff.Matrix;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.Objective;
import dev.gradstream.autodiff.Reference;
import dev.gradstream.autodiff.SparseRows;
import dev.gradstream.codec.RowDecoder;
import dev.gradstream.console.Failure;
import dev.gradstream.features.FeatureStage;
import dev.gradstream.features.FeatureStages;
import dev.gradstream.features.Rows;
import dev.gradstream.features.TargetStage;
import dev.gradstream.features.TargetStages;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.SchemaLookup;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.training.Specification;
import java.util.Iterator;

/**
 * One record as a network learns from it: scaled by what was learned from the records before it and
 * from itself, as in a run.
 */
public record ExampleVector(double[] features, SparseRows encoded, double[] target, double weight) {

  /**
   * The {@code number}-th of some records, counted from 1; records that cannot be used are passed
   * over before it.
   *
   * @param schemas is asked for those that records name
   * @param where what messages call the records
   * @throws Failure where there are fewer, or that one cannot be used
   */
  public static ExampleVector of(
      Specification specification,
      Iterator<byte[]> records,
      SchemaSource schemas,
      long number,
      String where) {
    RowDecoder decoder = CheckedSpecification.decoder(specification);
    SchemaLookup lookup = new SchemaLookup(decoder.schemas(), schemas);
    Rows rows = new Rows(specification.layout(), 1);
    FeatureStage features = FeatureStages.of(specification.features(), specification.layout());
    TargetStage target = TargetStages.of(specification.label().settings());
    int[] order = {0};
    for (long i = 1; records.hasNext(); i++) {
      rows.clear();
      byte[] value = records.next();
      lookup.settle(value);
      String problem = decoder.decode(value, rows);
      if (problem == null) {
        features.arrive(rows, -1);
        features.observe(rows, order, 0, 1);
        target.observe(rows, order, 0, 1);
      }
      if (i == number) {
        if (problem != null) {
          throw Failure.failed("record " + number + " of " + where + " cannot be used: " + problem);
        }
        return vector(rows, features, target);
      }
      if (!records.hasNext()) {
        throw Failure.usage("--example " + number + ": " + where + " has only " + i + " records");
      }
    }
    throw Failure.failed(where + " has no records");
  }

  private static ExampleVector vector(Rows rows, FeatureStage features, TargetStage target) {
    double[] x = new double[Math.max(1, features.width())];
    double[] y = new double[1];
    int[] order = {0};
    features.transform(rows, order, 0, 1, x, x.length);
    SparseRows encoded = new SparseRows(Math.max(1, features.sparseWidth()), 1);
    features.encode(rows, order, 0, 1, encoded);
    target.transform(rows, order, 0, 1, y, 1);
    boolean weighted = rows.layout().weight().isPresent();
    return new ExampleVector(
        x, encoded, y, weighted ? rows.value(0, rows.layout().weightIndex()) : 1);
  }

  /** Sets the inputs of an objective. */
  void into(Reference reference, Objective objective) {
    reference.set(objective.input(), new Matrix(1, features.length, features));
    reference.set(objective.target(), new Matrix(1, 1, target));
    for (Node node : objective.graph().nodes()) {
      if (node.op() instanceof Leaf.Sparse) {
        Matrix row = new Matrix(1, encoded.width());
        for (int k = 0; k < encoded.count(); k++) {
          row.set(0, encoded.column(k), encoded.value(k));
        }
        reference.set(node, row);
      }
    }
    objective
        .weight()
        .ifPresent(node -> reference.set(node, new Matrix(1, 1, new double[] {weight})));
  }
}
