package dev.gradstream.calculus;

import dev.gradstream.console.Digits;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Table;
import dev.gradstream.kernel.Generator;
import dev.gradstream.optim.Trajectory;
import dev.gradstream.optim.Trajectory.Outcome;
import dev.gradstream.optim.Trajectory.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Descents from several points drawn evenly from a cube, and the different places where they ended.
 * Two ends are one place if they are closer than a thousandth of their size; only ends that are
 * nearly flat count. The same seed draws the same points.
 */
public final class Restarts {
  private static final double SAME = 1e-3;
  private static final double FLAT = 1e-3;

  private final List<Place> places = new ArrayList<>();
  private int elsewhere; // descents that arrived nowhere
  private final int count;

  /** One of the minima, and how many descents ended there. */
  private static final class Place {
    private Point best;
    private int reached;

    Place(Point best) {
      this.best = best;
    }
  }

  public Restarts(
      int count, long seed, double[] range, int variables, Function<double[], Trajectory> descend) {
    this.count = count;
    for (int i = 0; i < count; i++) {
      Generator random = Generator.of(seed, i);
      double[] start = new double[variables];
      for (int v = 0; v < variables; v++) {
        start[v] = range[0] + (range[1] - range[0]) * random.nextDouble();
      }
      Trajectory trajectory = descend.apply(start);
      boolean flat = trajectory.last().gradientNorm() <= FLAT;
      if (trajectory.end().outcome() == Outcome.STOPPED && flat) {
        arrived(trajectory.last());
      } else {
        elsewhere++;
      }
    }
    places.sort(
        Comparator.comparingDouble((Place place) -> Math.round(place.best.value() * 1e9))
            .thenComparing(place -> place.best.at(), java.util.Arrays::compare));
  }

  private void arrived(Point end) {
    for (Place place : places) {
      if (same(place.best.at(), end.at())) {
        place.reached++;
        place.best = end.value() < place.best.value() ? end : place.best;
        return;
      }
    }
    Place place = new Place(end);
    place.reached = 1;
    places.add(place);
  }

  private static boolean same(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Math.abs(a[i] - b[i]) > SAME * Math.max(1, Math.abs(a[i]))) {
        return false;
      }
    }
    return true;
  }

  /** A table of the places, best first. */
  public String page(List<String> variables) {
    List<String> headings = new ArrayList<>(variables);
    headings.addAll(List.of("f", "starts"));
    Table table = new Table(headings.toArray(String[]::new));
    for (Place place : places) {
      List<String> row = new ArrayList<>();
      for (double coordinate : place.best.at()) {
        row.add(Digits.of(coordinate, 7));
      }
      row.add(Digits.of(place.best.value(), 4));
      row.add(Integer.toString(place.reached));
      table.row(row.toArray(String[]::new));
    }
    String found =
        places.size()
            + (places.size() == 1 ? " minimum" : " minima")
            + " from "
            + count
            + " starts";
    String missed = elsewhere == 0 ? "" : "; " + elsewhere + " of them did not arrive anywhere";
    return (places.isEmpty() ? "" : table + "\n\n") + found + missed;
  }

  /** The same for programs. */
  public Map<String, Object> object(List<String> variables) {
    List<Object> minima = new ArrayList<>();
    for (Place place : places) {
      Map<String, Object> at = new LinkedHashMap<>();
      for (int i = 0; i < variables.size(); i++) {
        at.put(variables.get(i), place.best.at()[i]);
      }
      Map<String, Object> minimum = new LinkedHashMap<>();
      minimum.put("at", at);
      minimum.put("f", place.best.value());
      minimum.put("starts", place.reached);
      minima.add(minimum);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("starts", count);
    object.put("notArrived", elsewhere);
    object.put("minima", minima);
    return object;
  }

  /** A failure where no descent arrived. */
  public int status() {
    return places.isEmpty() ? ExitStatus.FAILED : ExitStatus.DONE;
  }
}
