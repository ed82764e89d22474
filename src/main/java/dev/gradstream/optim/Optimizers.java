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
    ElementRule over(Settings options, Parameters parameters, List<Tensor> tensors);
  }

  /** The decay of adamw where none is set, as in the paper. */
  static final double ADAMW_DECAY = 0.01;

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
    ALL.put("adamw", (s, p, t) -> new Adam(Adam.Form.PLAIN, s, p, t)); // with decay
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
   * The first matching group counts; {@code frozen: true} leaves its tensors as they are. What
   * every optimizer takes beside its own options is in {@link Options}.
   */
  public static Optimizer of(Settings optimizer, Parameters parameters) {
    double rate = learningRate(optimizer);
    List<Settings> groups = optimizer.nodes("groups");
    if (groups.isEmpty()) {
      List<Tensor> all = parameters.tensors();
      return Options.ofWhole(optimizer, parameters, all, member(optimizer, parameters, all));
    }
    Groups grouped = Groups.of(optimizer, groups, rate, parameters);
    return Options.ofWhole(optimizer, parameters, grouped.trained(), grouped);
  }

  /** The same for double precision, whose arrays come with every update. */
  public static Optimizer inDoubles(Settings optimizer, Parameters layout) {
    Optimizer made = of(optimizer, layout);
    made.chooseDoubles();
    return made;
  }

  /** The base rate of a setting. */
  public static double learningRate(Settings optimizer) {
    return optimizer.number("learningRate", 0.01, 0, 1e6);
  }

  /** Whether the parameters, or some of them, are made of slots and lost with them. */
  public static boolean weightsAreSlots(Settings optimizer) {
    return isFtrl(optimizer) || optimizer.nodes("groups").stream().anyMatch(Optimizers::isFtrl);
  }

  private static boolean isFtrl(Settings options) {
    return options.has("name") && options.text("name").equals("ftrl");
  }

  static Optimizer member(Settings options, Parameters parameters, List<Tensor> tensors) {
    String name = options.choice("name", names(), "sgd");
    ElementRule rule = ALL.get(name).over(options, parameters, tensors);
    return Options.ofRule(name, options, parameters, tensors, rule);
  }
}
