package dev.gradstream.pipeline.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What a seed decides before anything runs: the configuration, what the topic holds, and how often
 * what goes wrong. A seed has some kinds of fault only, so that each kind meets runs which get far.
 *
 * @param topicSeed what the records are drawn from
 * @param bounded whether the run ends with the topic; else it is stopped when all was learned
 * @param faults most faults of the whole history
 * @param odds of a fault at an event, one in so many
 * @param kinds how likely each kind is, against the others
 */
record Scenario(
    long seed,
    long topicSeed,
    Map<String, String> settings,
    boolean bounded,
    int partitions,
    int examples,
    int faults,
    int odds,
    Map<Fault, Integer> kinds) {

  /** What can go wrong at an event. */
  enum Fault {
    /** The process is gone between two events. */
    KILL,
    /** The process is gone at its next call of a port, before the call has an effect or after. */
    KILL_AT_CALL,
    /** The process stands still while another one takes the run over; later it goes on. */
    FREEZE,
    /** Ctrl-C. */
    STOP,
    /** The next commit takes place, and its answer is lost. */
    COMMIT_LANDS_UNKNOWN,
    /** The next commit does not take place, and nobody is told. */
    COMMIT_LOST,
    /** The next commit is given up by the writer while it is still on its way. */
    COMMIT_LATE,
    /** Everything on its way to the broker is held up. */
    BROKER_SLOW,
    /** The next snapshot cannot be written. */
    SNAPSHOT_FAILS,
    /** The newest snapshot is lost. */
    SNAPSHOT_LOST,
    /** The store holds a newer snapshot that is not of this history. */
    SNAPSHOT_FOREIGN,
    /** Somebody asks something of the trainer. */
    COMMAND,
    /** The source's connection breaks. */
    SOURCE_FAILS,
    /** The journal's connection breaks while it is read. */
    JOURNAL_FAILS,
    /** The journal cannot be acquired. */
    ACQUIRE_FAILS,
    /** The one who watches fails. */
    SINK_FAILS,
    /** Time passes without anything happening. */
    CLOCK_JUMPS
  }

  /** Too large a step for any of the models here, which diverge after some. */
  private static final String DIVERGING = "1000000";

  static Scenario of(long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x5EED);
    boolean bounded = random.nextInt(3) > 0;
    Map<Fault, Integer> kinds = new EnumMap<>(Fault.class);
    for (Fault fault : Fault.values()) {
      if (random.nextInt(3) == 0) {
        kinds.put(fault, 1 + random.nextInt(4));
      }
    }
    kinds.putIfAbsent(Fault.KILL, 1);
    return new Scenario(
        seed,
        seed,
        settings(random, bounded),
        bounded,
        1 + random.nextInt(4),
        random.nextInt(120),
        1 + random.nextInt(12),
        new int[] {4, 10, 25, 60}[random.nextInt(4)],
        kinds);
  }

  private static Map<String, String> settings(SplittableRandom random, boolean bounded) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("run", "simulated");
    settings.put("source.topic", "examples");
    settings.put("source.format", "csv");
    settings.put("source.until", bounded ? "end" : "never");
    settings.put("source.columns[0]", "a");
    settings.put("source.columns[1]", "b");
    settings.put("source.columns[2]", "y");
    settings.put("label.name", "y");
    settings.put("label.kind", "real");
    settings.put("features[0].columns[0]", "a");
    settings.put("features[0].columns[1]", "b");
    settings.put("features[0].scale", random.nextBoolean() ? "standard" : "none");
    int size = 1 + random.nextInt(6);
    settings.put("window.size", "" + size);
    settings.put("window.shuffle", "" + (random.nextInt(3) == 0 ? size + random.nextInt(12) : 0));
    settings.put("window.maxWait", random.nextInt(200) + "ms");
    settings.put("commit.interval", new int[] {0, 0, 5, 40, 100}[random.nextInt(5)] + "ms");
    settings.put("snapshot.everySteps", "" + (1 + random.nextInt(12)));
    settings.put("model.loss", "squared");
    if (random.nextInt(3) == 0) {
      settings.put("model.layers[0].dense", "2");
      settings.put("model.layers[0].activation", "tanh");
      settings.put("model.layers[1].dense", "1");
    } else {
      settings.put("model.layers[0].dense", "1");
    }
    settings.put("optimizer.name", random.nextInt(3) == 0 ? "adam" : "sgd");
    settings.put("optimizer.learningRate", "0.05");
    if (random.nextInt(5) == 0) {
      diverge(settings, random);
    }
    if (random.nextInt(6) == 0) {
      settings.put("stop.examples", "" + (1 + random.nextInt(60)));
    } else if (random.nextInt(6) == 0) {
      settings.put("stop.targetLoss", "1.5");
      settings.put("stop.patience", "" + (1 + random.nextInt(6)));
    }
    settings.put("seed", "" + random.nextInt(1000));
    return settings;
  }

  private static void diverge(Map<String, String> settings, SplittableRandom random) {
    settings.put("optimizer.name", "sgd");
    settings.put("optimizer.learningRate", DIVERGING);
    switch (random.nextInt(3)) {
      case 0 -> settings.put("onDivergence.skip.most", "" + (1 + random.nextInt(6)));
      case 1 -> {
        settings.put("onDivergence.rollback.windows", "" + (1 + random.nextInt(6)));
        settings.put("onDivergence.rollback.rate", random.nextBoolean() ? "0.5" : "0.0001");
        settings.put("onDivergence.rollback.most", "" + (1 + random.nextInt(4)));
      }
      default -> {} // stop
    }
  }

  /** Whether people decide what becomes of the run: then it is not the topic alone that does. */
  boolean isSteered() {
    return kinds.containsKey(Fault.COMMAND);
  }

  boolean diverges() {
    return settings.get("optimizer.learningRate").equals(DIVERGING);
  }

  /** The topic as it is before the run starts. */
  WorldTopic topic() {
    WorldTopic topic = new WorldTopic(partitions, new SplittableRandom(topicSeed ^ 0x70B1C));
    for (int i = 0; bounded && i < examples; i++) {
      topic.append(topic.draw());
    }
    return topic;
  }

  /** The same without a fault. */
  Scenario undisturbed() {
    return new Scenario(
        ~seed, topicSeed, settings, bounded, partitions, examples, 0, Integer.MAX_VALUE, kinds);
  }
}
