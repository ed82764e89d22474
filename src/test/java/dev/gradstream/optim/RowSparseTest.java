package dev.gradstream.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.autodiff.SparseRows;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.Digest;
import dev.gradstream.kernel.Generator;
import dev.gradstream.kernel.TouchedRows;
import dev.gradstream.nn.Model;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.state.StateImage;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every optimizer, alone and with every option, on a table: the digest that follows its changes is
 * the digest of all of it, and a row that no example touches stays as it is, slots included.
 */
class RowSparseTest {
  private static final int COLUMNS = 300;
  private static final int ROWS = 17;

  static Stream<Map<String, String>> settings() {
    List<Map<String, String>> all = new ArrayList<>();
    for (String name : Optimizers.names()) {
      all.add(Map.of("name", name));
      all.add(Map.of("name", name, "l1", "0.01", "l2", "0.02"));
      all.add(Map.of("name", name, "clipValue", "0.01", "clipNorm", "0.02"));
      if (!name.equals("ftrl")) {
        all.add(Map.of("name", name, "weightDecay", "0.1"));
        all.add(Map.of("name", name, "weightDecay", "0.1", "compensated", "true"));
      }
    }
    return all.stream();
  }

  /** A network of a table, and perhaps a dense part, with an optimizer and its last digest. */
  private static final class Run implements Stateful {
    final Plan plan;
    final Optimizer optimizer;
    final Digest digest = new Digest();

    Run(Map<String, String> settings, int hidden) {
      List<Map<String, String>> layers =
          hidden == 0
              ? List.of(Map.of("dense", "1"))
              : List.of(Map.of("dense", "" + hidden, "activation", "tanh"), Map.of("dense", "1"));
      plan =
          Model.of(
                  Settings.of(Map.of("layers", layers, "loss", "logistic")),
                  new Model.Examples(
                      hidden == 0 ? 0 : 2, List::of, 2, false, new Model.Encoded(COLUMNS, 4)),
                  42)
              .compile(ROWS);
      optimizer = Optimizers.of(Settings.of(settings), plan.parameters());
    }

    void step(int step) {
      Generator random = Generator.of(9, step);
      SparseRows sparse = plan.sparse();
      sparse.clear();
      for (int i = 0; i < ROWS; i++) {
        for (int k = 0; k < 4; k++) {
          sparse.add(random.nextInt(COLUMNS / 2), 1); // the others are never touched
        }
        sparse.endRow();
        plan.target()[i] = random.nextInt(2);
        plan.input()[i * plan.inputStride()] = random.nextFloat();
      }
      plan.gradient(ROWS);
      optimizer.update(step, 0.05);
    }

    @Override
    public void visit(StateVisitor visitor) {
      plan.parameters().visit(visitor);
      optimizer.visit(visitor);
    }

    long followed() {
      return digest.of(this);
    }

    /** Of a copy, array by array, by a digest that has never seen the state. */
    long whole() {
      Digest anew = new Digest();
      visit(
          new StateVisitor() {
            @Override
            public void floats(String name, float[] v, int offset, int rows, int cols, int stride) {
              anew.floats(name, v, offset, rows, cols, stride);
            }

            @Override
            public void doubles(
                String name, double[] v, int offset, int rows, int columns, int stride) {
              anew.doubles(name, v, offset, rows, columns, stride);
            }

            @Override
            public void longs(String name, long[] values, int count) {
              anew.longs(name, values, count);
            }
          });
      return anew.value();
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void the_digest_that_follows_changes_is_the_digest_of_all(Map<String, String> settings) {
    for (int hidden : new int[] {0, 16}) {
      Run followed = new Run(settings, hidden);
      Run whole = new Run(settings, hidden);
      long before = followed.followed();
      for (int step = 1; step <= 12; step++) {
        followed.step(step);
        whole.step(step);
        long now = followed.followed();
        assertEquals(whole.whole(), now, "step " + step);
        assertEquals(now, followed.followed(), "asked again");
        assertNotEquals(before, now);
        before = now;
        if (step == 5) { // a digest left out
          followed.step(100);
          whole.step(100);
        }
        if (step == 8) { // the snapshot of another past
          Run other = new Run(settings, hidden);
          other.step(50);
          StateImage snapshot = StateImage.of(other);
          snapshot.restore(followed);
          snapshot.restore(whole);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void a_row_that_no_example_touches_stays_as_it_is(Map<String, String> settings) {
    Run run = new Run(settings, 16);
    for (int step = 1; step <= 6; step++) {
      Map<String, float[]> before = tables(run);
      run.step(step);
      Parameters parameters = run.plan.parameters();
      Tensor table = parameters.tensor("layers[0].table");
      boolean[] touched = new boolean[COLUMNS];
      TouchedRows rows = parameters.touched(table);
      for (int i = 0; i < rows.count(); i++) {
        touched[rows.row(i)] = true;
      }
      tables(run)
          .forEach(
              (name, now) -> {
                boolean changed = false;
                for (int i = 0; i < now.length; i++) {
                  boolean same =
                      Float.floatToIntBits(now[i]) == Float.floatToIntBits(before.get(name)[i]);
                  assertTrue(same || touched[i / table.columns()], name + " at " + i);
                  changed |= !same;
                }
                // FTRL's weights stay at 0 where l1 is large; its sums do not.
                assertTrue(changed || settings.get("name").equals("ftrl"), name);
              });
    }
  }

  private static Map<String, float[]> tables(Run run) {
    Map<String, float[]> tables = new LinkedHashMap<>();
    run.visit(
        new StateVisitor() {
          @Override
          public void floats(String name, float[] v, int offset, int rows, int cols, int stride) {
            float[] copy = new float[rows * cols];
            for (int i = 0; i < copy.length && name.endsWith(".table"); i++) {
              copy[i] = v[offset + i / cols * stride + i % cols];
              tables.put(name, copy);
            }
          }

          @Override
          public void doubles(
              String name, double[] v, int offset, int rows, int columns, int stride) {}

          @Override
          public void longs(String name, long[] values, int count) {}
        });
    return tables;
  }

  @Test
  void gathering_gradients_of_a_table_over_batches_is_refused() {
    SettingsException refusal =
        assertThrows(
            SettingsException.class,
            () -> new Run(new TreeMap<>(Map.of("name", "sgd", "accumulate", "2")), 0));
    assertTrue(refusal.getMessage().startsWith("accumulate: expected 1 with encoded features"));
  }
}
