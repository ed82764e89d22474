package dev.gradstream.app;

import dev.gradstream.console.Errors;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.web.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/**
 * One command: reads its options, does its work on the calling thread, and gives one of {@link
 * ExitStatus}. Whatever it throws is rendered by {@link Errors}.
 */
abstract class Command implements Callable<Integer> {
  @Mixin Options options;
  final Context context;

  Command(Context context) {
    this.context = context;
  }

  /** Prints the command's result: {@code text} for people, {@code object} with {@code --json}. */
  final void result(String text, Map<String, ?> object) {
    context.terminal().out().println(options.json ? Json.line(object) : text);
  }

  /** A message that is no result. */
  final void say(String message) {
    context.terminal().say(message);
  }
}
