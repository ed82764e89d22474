package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalogue of optimizers. */
public final class Optimizers {
  /** Makes a member over some of the tensors, reading its own options. */
  interface Member {
    Optimizer over(Settings options, Parameters parameters, List<Tensor> tensors);
  }

  private static final Map<String, Member> ALL = new LinkedHashMap<>();

  static {
    ALL.put("sgd", (s, p, t) -> new Sgd(p, t));
    ALL.put("momentum", (s, p, t) -> new Momentum(s, false, p, t));
    ALL.put("nesterov", (s, p, t) -> new Momentum(s, true, p, t));
    ALL.put("adagrad", RootRule::adagrad);
    ALL.put("rmsprop", RootRule::rmsprop);
    ALL.put("adadelta", AdaDelta::new);
    ALL.put("adam", (s, p, t) -> new Adam(Adam.Form.PLAIN, s, p, t));
    ALL.put("amsgrad", (s, p, t) -> new Adam(Adam.Form.LARGEST, s, p, t));
    ALL.put("adamw", (s, p, t) -> new Decay(0.01, s, p, t, new Adam(Adam.Form.PLAIN, s, p, t)));
    ALL.put("adamax", AdaMax::new);
    ALL.put("ftrl", Ftrl::new);
  }

  private Optimizers() {}

  /** The names a setting may take. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * The optimizer of a setting such as {@code {name: sgd, learningRate: 0.1}}.
   *
   * <p>With {@code groups: [{parameters: "*.bias", name: sgd, learningRate: 0.01}]} the tensors
   * that a pattern matches have an optimizer and a base rate of their own; the schedule's factor,
   * rate over {@code learningRate}, still multiplies it unless the group says {@code decay: none}.
   * The first matching group counts; {@code frozen: true} leaves its tensors as they are.
   */
  public static Optimizer of(Settings optimizer, Parameters parameters) {
    double rate = learningRate(optimizer);
    List<Settings> groups = optimizer.nodes("groups");
    return groups.isEmpty()
        ? member(optimizer, parameters, parameters.tensors())
        : Groups.of(optimizer, groups, rate, parameters);
  }

  /** The base rate of a setting. */
  public static double learningRate(Settings optimizer) {
    return optimizer.number("learningRate", 0.01, 0, 1e6);
  }

  static Optimizer member(Settings options, Parameters parameters, List<Tensor> tensors) {
    return ALL.get(options.choice("name", names(), "sgd")).over(options, parameters, tensors);
  }
}
