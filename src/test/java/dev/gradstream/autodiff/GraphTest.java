package dev.gradstream.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kernel.Generator;
import org.junit.jupiter.api.Test;

class GraphTest {
  /**
   * The example of karpathy/micrograd's README: published g = 24.7041, dg/da = 138.8338, dg/db =
   * 645.5773.
   */
  @Test
  void a_scalar_expression_has_its_published_value_and_slopes() {
    Graph n = new Graph();
    Node a = n.parameter("a", 1, 1);
    Node b = n.parameter("b", 1, 1);
    Node one = n.constant(1);
    Node c = n.add(a, b);
    Node d = n.add(n.mul(a, b), n.mul(b, n.square(b)));
    c = n.add(n.add(c, c), one);
    c = n.sub(n.add(n.add(c, one), c), a);
    d = n.add(n.add(d, n.mul(d, n.constant(2))), n.relu(n.add(b, a)));
    d = n.add(n.add(d, n.mul(n.constant(3), d)), n.relu(n.sub(b, a)));
    Node e = n.sub(c, d);
    Node f = n.square(e);
    Node g = n.add(n.div(f, n.constant(2)), n.div(n.constant(10), f));
    Gradients gradients = Gradients.of(g, one);
    Reference reference = new Reference(n);
    reference.set(a, new Matrix(1, 1, new double[] {-4}));
    reference.set(b, new Matrix(1, 1, new double[] {2}));
    reference.run(1);
    assertEquals(24.7041, reference.of(g).at(0, 0), 5e-5);
    assertEquals(138.8338, reference.of(gradients.of(a).orElseThrow()).at(0, 0), 5e-5);
    assertEquals(645.5773, reference.of(gradients.of(b).orElseThrow()).at(0, 0), 5e-5);
  }

  @Test
  void the_same_application_is_one_node() {
    Graph g = new Graph();
    Node x = g.input("x", 3);
    assertSame(g.tanh(x), g.tanh(x));
    assertSame(g.parameter("w", 3, 2), g.parameter("w", 3, 2));
  }

  @Test
  void shapes_that_do_not_fit_are_refused_with_both() {
    Graph g = new Graph();
    IllegalArgumentException problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> g.matmul(g.input("x", 3), g.parameter("w", 4, 2)));
    assertTrue(problem.getMessage().contains("(batch, 3) and (4, 2)"), problem.getMessage());
  }

  /**
   * An embedding beside numbers, layer norm, a residual connection, a weight used twice: plan
   * against reference.
   */
  @Test
  void a_network_of_many_operations_is_computed_as_by_the_reference() {
    Graph g = new Graph();
    Node input = g.input("features", 9);
    Node target = g.input("target", 1);
    Node embedded = g.gather(g.parameter("table", 4, 7), g.slice(input, 8, 1));
    Node x = g.concat(g.slice(input, 0, 8), embedded);
    Node normed = g.layerNorm(x, g.parameter("scale", 1, 15), g.parameter("shift", 1, 15), 1e-5);
    Node w = g.parameter("w", 15, 15);
    Node hidden = g.add(normed, g.tanh(g.matmul(normed, w)));
    hidden = g.add(hidden, g.relu(g.add(g.matmul(hidden, w), g.parameter("b", 1, 15))));
    Node output = g.matmul(hidden, g.parameter("v", 15, 1));
    Node penalty = g.mul(g.constant(0.01), g.sumColumns(g.sumRows(g.square(w))));
    Node loss = g.add(g.square(g.sub(output, target)), penalty);
    Objective objective = new Objective(g, input, target, output, output, loss);
    for (int rows : new int[] {1, 17, 300}) {
      Parameters parameters = Parameters.of(g);
      Generator random = Generator.of(2, rows);
      for (Tensor t : parameters.tensors()) {
        for (int i = 0; i < t.rows(); i++) {
          for (int j = 0; j < t.columns(); j++) {
            parameters.values()[t.offset() + i * t.stride() + j] =
                (float) (0.3 * random.gaussian());
          }
        }
      }
      Plan plan = objective.compile(parameters, rows);
      PlanTest.fill(plan, rows, 2, random);
      for (int i = 0; i < rows; i++) {
        plan.input()[i * plan.inputStride() + 8] = random.nextInt(4);
      }
      double mean = plan.gradient(rows);
      Twin twin = new Twin(objective, plan, rows);
      assertEquals(twin.meanLoss(), mean, 1e-5 * Math.abs(mean));
      for (Tensor t : parameters.tensors()) {
        double error = PlanTest.error(twin, parameters, t.name());
        assertTrue(error < 1e-5, t.name() + " at " + rows + ": " + error);
      }
    }
  }
}
