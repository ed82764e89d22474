package dev.gradstream.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleBiFunction;

/**
 * Every figure written the slow way, from all rows at once: what the running sums must agree with.
 * A new figure needs a line here.
 */
final class Definitions {
  /** From the stream and the number of its rows seen so far. NaN: the figure is left out. */
  private static final Map<String, ToDoubleBiFunction<Stream, Integer>> BY_NAME = new HashMap<>();

  static {
    BY_NAME.put("loss", (s, n) -> mean(n, r -> s.losses[r]));
    BY_NAME.put("recent.loss", (s, n) -> recent(n, r -> s.losses[r]));
    BY_NAME.put("mae", (s, n) -> mean(n, r -> Math.abs(error(s, r))));
    BY_NAME.put("rmse", (s, n) -> Math.sqrt(mean(n, r -> error(s, r) * error(s, r))));
    BY_NAME.put("recent.mae", (s, n) -> recent(n, r -> Math.abs(error(s, r))));
    BY_NAME.put("recent.rmse", (s, n) -> Math.sqrt(recent(n, r -> error(s, r) * error(s, r))));
    BY_NAME.put("r2", Definitions::determination);
    BY_NAME.put("accuracy", (s, n) -> mean(n, r -> hit(s, r)));
    BY_NAME.put("recent.accuracy", (s, n) -> recent(n, r -> hit(s, r)));
    BY_NAME.put("precision", (s, n) -> precision(s, n, 1));
    BY_NAME.put("recall", (s, n) -> recall(s, n, 1));
    BY_NAME.put("f1", (s, n) -> f1(s, n, 1));
    BY_NAME.put("balancedAccuracy", Definitions::balanced);
    BY_NAME.put("macroF1", Definitions::macroF1);
    BY_NAME.put("logLoss", (s, n) -> mean(n, r -> surprise(s, r)));
    BY_NAME.put("recent.logLoss", (s, n) -> recent(n, r -> surprise(s, r)));
    BY_NAME.put("kappa", Definitions::kappa);
    BY_NAME.put("calibrationError", Definitions::calibrationError);
    BY_NAME.put("top3Accuracy", (s, n) -> mean(n, r -> rank(s, r) < 3 ? 1 : 0));
    // The stream's probabilities are sixteenths: a bin holds equal ones alone, so both are exact.
    BY_NAME.put("rocAuc", (s, n) -> pairs(s, n, d -> d > 0 ? 1 : d == 0 ? 0.5 : 0));
    BY_NAME.put("rocAucBound", (s, n) -> pairs(s, n, d -> d == 0 ? 0.5 : 0));
    BY_NAME.put("baseline.previous.mae", (s, n) -> mean(n, r -> Math.abs(step(s, r))));
    BY_NAME.put(
        "baseline.previous.rmse", (s, n) -> Math.sqrt(mean(n, r -> step(s, r) * step(s, r))));
    BY_NAME.put("baseline.mean.mae", (s, n) -> mean(n, r -> Math.abs(distance(s, r))));
    BY_NAME.put(
        "baseline.mean.rmse", (s, n) -> Math.sqrt(mean(n, r -> distance(s, r) * distance(s, r))));
    BY_NAME.put("baseline.previous.accuracy", (s, n) -> mean(n - 1, r -> sameAgain(s, r + 1)));
    BY_NAME.put("baseline.majority.accuracy", (s, n) -> mean(n - 1, r -> isMajority(s, r + 1)));
    BY_NAME.put("recent.baseline.previous.mae", (s, n) -> recent(n, r -> Math.abs(step(s, r))));
    BY_NAME.put(
        "recent.baseline.previous.rmse",
        (s, n) -> Math.sqrt(recent(n, r -> step(s, r) * step(s, r))));
    BY_NAME.put("recent.baseline.mean.mae", (s, n) -> recent(n, r -> Math.abs(distance(s, r))));
    BY_NAME.put(
        "recent.baseline.mean.rmse",
        (s, n) -> Math.sqrt(recent(n, r -> distance(s, r) * distance(s, r))));
    BY_NAME.put(
        "recent.baseline.previous.accuracy", (s, n) -> recent(n - 1, r -> sameAgain(s, r + 1)));
    BY_NAME.put(
        "recent.baseline.majority.accuracy", (s, n) -> recent(n - 1, r -> isMajority(s, r + 1)));
    BY_NAME.put("recent.top3Accuracy", (s, n) -> recent(n, r -> rank(s, r) < 3 ? 1 : 0));
    for (String figure :
        List.of(
            "r2",
            "precision",
            "recall",
            "f1",
            "balancedAccuracy",
            "macroF1",
            "kappa",
            "calibrationError",
            "rocAuc",
            "rocAucBound")) {
      BY_NAME.put("recent." + figure, (s, n) -> BY_NAME.get(figure).applyAsDouble(s.fading(), n));
    }
    for (int t = 0; t < Stream.CLASSES; t++) {
      for (int p = 0; p < Stream.CLASSES; p++) {
        int truth = t;
        int decision = p;
        String name = "confusion." + t + "." + p;
        BY_NAME.put(
            name, (s, n) -> count(s, n, r -> s.truth(r) == truth && s.decision(r) == decision));
        BY_NAME.put("recent." + name, (s, n) -> BY_NAME.get(name).applyAsDouble(s.fading(), n));
      }
    }
  }

  private Definitions() {}

  static boolean has(String figure) {
    return BY_NAME.containsKey(figure);
  }

  static double of(String figure, Stream stream, int rows) {
    ToDoubleBiFunction<Stream, Integer> definition = BY_NAME.get(figure);
    if (definition == null) {
      throw new AssertionError("figure '" + figure + "' needs its definition in Definitions");
    }
    return definition.applyAsDouble(stream, rows);
  }

  /** Of a figure in a window that begins at a row. */
  static double window(String figure, Stream s, int from, int to) {
    return switch (figure) {
      case "baseline.previous.mae" -> mean(to - from, r -> Math.abs(step(s, from + r)));
      case "baseline.previous.rmse" ->
          Math.sqrt(mean(to - from, r -> step(s, from + r) * step(s, from + r)));
      case "baseline.mean.mae" -> mean(to - from, r -> Math.abs(distance(s, from + r)));
      case "baseline.mean.rmse" ->
          Math.sqrt(mean(to - from, r -> distance(s, from + r) * distance(s, from + r)));
      case "baseline.previous.accuracy" -> mean(to - from, r -> sameAgain(s, from + r));
      case "baseline.majority.accuracy" -> mean(to - from, r -> isMajority(s, from + r));
      default -> of(figure, s.part(from, to), to - from);
    };
  }

  private static double mean(int n, IntToDoubleFunction value) {
    double sum = 0;
    for (int r = 0; r < n; r++) {
      sum += value.applyAsDouble(r);
    }
    return sum / n;
  }

  private static double recent(int n, IntToDoubleFunction value) {
    double sum = 0;
    double weights = 0;
    for (int r = 0; r < n; r++) {
      double weight = Math.pow(0.999, n - 1 - r);
      sum += weight * value.applyAsDouble(r);
      weights += weight;
    }
    return sum / weights;
  }

  private static double count(int n, IntPredicate which) {
    return n == 0 ? 0 : n * mean(n, r -> which.test(r) ? 1 : 0);
  }

  // The same with the stream's weights, 1 unless it fades.
  private static double sum(Stream s, int n, IntToDoubleFunction value) {
    double sum = 0;
    for (int r = 0; r < n; r++) {
      sum += Math.pow(s.fade, n - 1 - r) * value.applyAsDouble(r);
    }
    return sum;
  }

  private static double mean(Stream s, int n, IntToDoubleFunction value) {
    return sum(s, n, value) / sum(s, n, r -> 1);
  }

  private static double count(Stream s, int n, IntPredicate which) {
    return sum(s, n, r -> which.test(r) ? 1 : 0);
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private static double sameAgain(Stream s, int r) {
    return s.truth(r) == s.truth(r - 1) ? 1 : 0;
  }

  private static double isMajority(Stream s, int r) {
    return s.truth(r) == majority(s, r) ? 1 : 0;
  }

  private static double error(Stream s, int r) {
    return (double) s.prediction(r) - s.target(r);
  }

  private static double step(Stream s, int r) {
    return (double) s.target(r) - (r == 0 ? 0 : s.target(r - 1));
  }

  private static double distance(Stream s, int r) {
    return s.target(r) - (r == 0 ? 0 : mean(r, s::target));
  }

  private static double determination(Stream s, int n) {
    double mean = mean(s, n, s::target);
    double distances = mean(s, n, r -> (s.target(r) - mean) * (s.target(r) - mean));
    return distances == 0 ? Double.NaN : 1 - mean(s, n, r -> error(s, r) * error(s, r)) / distances;
  }

  private static double hit(Stream s, int r) {
    return s.decision(r) == s.truth(r) ? 1 : 0;
  }

  private static double surprise(Stream s, int r) {
    return -Math.log(Math.max(1e-15, s.probability(r, s.truth(r))));
  }

  private static double both(Stream s, int n, int c) {
    return count(s, n, r -> s.decision(r) == c && s.truth(r) == c);
  }

  private static double precision(Stream s, int n, int c) {
    return share(both(s, n, c), count(s, n, r -> s.decision(r) == c));
  }

  private static double recall(Stream s, int n, int c) {
    return share(both(s, n, c), count(s, n, r -> s.truth(r) == c));
  }

  private static double f1(Stream s, int n, int c) {
    double precision = precision(s, n, c);
    double recall = recall(s, n, c);
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  private static double balanced(Stream s, int n) {
    double sum = 0;
    int classes = 0;
    for (int c = 0; c < s.classes; c++) {
      int wanted = c;
      if (count(s, n, r -> s.truth(r) == wanted) > 0) {
        sum += recall(s, n, c);
        classes++;
      }
    }
    return sum / classes;
  }

  private static double macroF1(Stream s, int n) {
    double sum = 0;
    int classes = 0;
    for (int c = 0; c < s.classes; c++) {
      int wanted = c;
      if (count(s, n, r -> s.truth(r) == wanted || s.decision(r) == wanted) > 0) {
        sum += f1(s, n, c);
        classes++;
      }
    }
    return sum / classes;
  }

  private static double kappa(Stream s, int n) {
    double accuracy = mean(s, n, r -> hit(s, r));
    double chance = 0;
    for (int c = 0; c < s.classes; c++) {
      int wanted = c;
      chance +=
          mean(s, n, r -> s.truth(r) == wanted ? 1 : 0)
              * mean(s, n, r -> s.decision(r) == wanted ? 1 : 0);
    }
    return (accuracy - chance) / (1 - chance);
  }

  private static double calibrationError(Stream s, int n) {
    double error = 0;
    for (int b = 0; b < 15; b++) {
      double least = b / 15.0;
      double most = b == 14 ? 2 : (b + 1) / 15.0;
      IntPredicate inBin = r -> confidence(s, r) >= least && confidence(s, r) < most;
      double hits = mean(s, n, r -> inBin.test(r) ? hit(s, r) : 0);
      double confidences = mean(s, n, r -> inBin.test(r) ? confidence(s, r) : 0);
      error += Math.abs(hits - confidences);
    }
    return error;
  }

  private static double confidence(Stream s, int r) {
    return s.probability(r, s.decision(r));
  }

  private static double rank(Stream s, int r) {
    double own = s.probability(r, s.truth(r));
    return count(s.classes, c -> s.probability(r, c) > own)
        + count(s.truth(r), c -> s.probability(r, c) == own);
  }

  // Mean over all pairs of a positive and a negative row, by the difference of their predictions.
  private static double pairs(Stream s, int n, java.util.function.DoubleUnaryOperator worth) {
    double sum = 0;
    double pairs = 0;
    for (int p = 0; p < n; p++) {
      for (int q = 0; q < n; q++) {
        if (s.truth(p) == 1 && s.truth(q) == 0) {
          double weight = Math.pow(s.fade, 2 * n - p - q);
          sum += weight * worth.applyAsDouble(s.prediction(p) - s.prediction(q));
          pairs += weight;
        }
      }
    }
    return sum / pairs;
  }

  // Most frequent of the first n; of equally frequent ones the one that was met first.
  private static int majority(Stream s, int n) {
    int best = s.truth(0);
    for (int r = 0; r < n; r++) {
      int candidate = s.truth(r);
      int leader = best;
      if (count(n, i -> s.truth(i) == candidate) > count(n, i -> s.truth(i) == leader) + 0.5) {
        best = candidate;
      }
    }
    return best;
  }
}
