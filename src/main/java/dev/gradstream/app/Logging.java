package dev.gradstream.app;

import java.util.List;

/**
 * How much the libraries say on standard error: warnings only, or everything of ours with {@code
 * -v}.
 *
 * <p>The logging library reads these properties once, when the first logger is made, so {@link
 * Main} calls this before anything else. A property set from outside wins.
 */
final class Logging {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private Logging() {}

  static void configure(boolean verbose) {
    set("defaultLogLevel", verbose ? "info" : "warn");
    set("log.dev.gradstream", verbose ? "debug" : "info");
    // At INFO the Kafka clients print their whole configuration, page after page; at ERROR stack
    // traces of what they throw as well, and then a command says it in its own words.
    for (String name : List.of("org.apache.kafka", "kafka", "state.change.logger")) {
      set("log." + name, verbose ? "warn" : "off");
    }
    set("showDateTime", Boolean.toString(verbose));
    set("dateTimeFormat", "HH:mm:ss.SSS");
    set("showThreadName", Boolean.toString(verbose));
    set("showShortLogName", "true");
    set("logFile", "System.err");
  }

  private static void set(String name, String value) {
    if (System.getProperty(PREFIX + name) == null) {
      System.setProperty(PREFIX + name, value);
    }
  }
}
