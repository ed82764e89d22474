package dev.gradstream.architecture.wrong.kernel;

import dev.gradstream.architecture.wrong.training.Fold;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.incubator.vector.VectorOperators;

/** Breaks every law of the core. Never called. */
public final class Kernel {
  private final HashMap<String, Double> byHash = new HashMap<>();
  private final Fold upwards = new Fold();

  double compute(List<Double> values) throws InterruptedException {
    Thread.sleep(1);
    new Thread(() -> {}).start();
    System.out.println(VectorOperators.EXP);
    byHash.put(upwards.toString(), new Random().nextDouble());
    Map<String, Integer> lengths =
        Set.of("a", "b").stream().collect(Collectors.toMap(name -> name, String::length));
    double sum = values.parallelStream().mapToDouble(Math::exp).sum();
    return Math.exp(sum) + System.nanoTime() + lengths.size();
  }

  java.io.File file() {
    return new java.io.File("x");
  }
}
